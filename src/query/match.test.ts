import { expect, test } from "vitest";
import { match, matcher, type QueryRow } from "./match.ts";
import { parse } from "./parse.ts";
import { testContext } from "./testing/test-context.ts";

const now = Date.UTC(2026, 10, 23, 12);
const context = testContext(now);
const minutes = (count: number) => count * 60_000;
const sandbox: QueryRow = {
  sandboxID: "iabc",
  templateID: "tpl1",
  alias: "base",
  state: "running",
  startedMicros: (now - minutes(150)) * 1000,
  endMillis: now + minutes(4),
  cpuCount: 2,
  memoryMB: 1024,
  diskSizeMB: null,
  envdVersion: "0.2.4",
  metadata: [
    ["env", "prod"],
    ["empty", ""],
    ["__proto__", "p"],
    ["n", "10"],
    ["version", "v2"],
    ["Path", "/API/v1"],
  ],
};

const asked = (text: string) => {
  const { query, errors } = parse(text);
  expect(errors).toEqual([]);
  return query;
};

test.each([
  ["", true],
  ["env=prod n=10", true],
  ["env=prod n=2", false],
  ["env=Prod", false],
  ["env=pro", false],
  ["n=10.0", false],
  ['empty=""', true],
  ['absent=""', false],
  ["__proto__=p", true],
  ["constructor=p", false],
  ["state=running", false],
  ["env=(dev, prod)", true],
  ["env=(dev, test)", false],

  ["env!=prod", false],
  ["env!=dev absent!=x", true],
  ["env!=(dev, prod)", false],
  ["env^=PR env$=OD env*=R Path^=/api", true],
  ["env^=(x, p)", true],
  ["env^=rod", false],
  ["absent*=x", false],
  ['env*=""', true],
  ["-absent*=x", true],
  ["env=~^p.*d$ env!~^d absent!~x", true],
  ["env=~P", false],
  ["absent=~.*", false],
  ["n>9 n>=10 n<11 n<=10", true],
  ["n>10", false],
  ["n<9", false],
  ["n>9.5e0", true],
  ["version>v10", true],
  ["absent>0", false],
  ["-absent>0", true],
  ["has:env has:empty -has:absent", true],
  ["has:en", false],

  ["state:running -state:paused", true],
  ["state:Running", false],
  ["state:(paused, running)", true],
  ["template:tpl1 template:base template:^=TP", true],
  ["template:bas", false],
  ["-template:base", false],
  ["-template:tpl1", false],
  ["-template:other", true],
  ["id:iabc id:^=ia id:$=bc", true],
  ["id:(ixyz, iabc)", true],
  ["envd:0.2.4 envd:^=0.2", true],
  ["age:>2h age:<3h age:>=2h30m age:<=2h30m", true],
  ["age:>2h30m", false],
  ["ends:<5m ends:>3m", true],
  ["ends:>5m", false],
  ["started:>2026-11-23 started:<2026-11-23T10:00Z started:>3h", true],
  ["started:>2h", false],
  ["cpu:2 cpu:>1 mem:1GiB mem:>=1024 mem:<2G", true],
  ["cpu:(1, 4)", false],
  ["-cpu:(1, 4)", true],
  ["disk:>0", false],
  ["-disk:512", true],

  ["prod", true],
  ["PRO", true],
  ["abc", true],
  ["TPL", true],
  ["__proto__", true],
  ["nowhere", false],
  ["-nowhere", true],
  ["running", false],

  ["env=dev OR n=10", true],
  ["env=dev OR n=2", false],
  ["env=dev n=10 OR state:running", true],
  ["(env=dev OR n=10) state:paused", false],
  ["-(env=prod n=2) -(env=dev OR n=2)", true],
])("%j: %s", (text, expected) => {
  expect(match(asked(text), sandbox, context)).toBe(expected);
});

test("a sandbox without alias or metadata, in a state we do not know", () => {
  const bare: QueryRow = { ...sandbox, alias: null, metadata: [], state: "snapshotting", envdVersion: null };
  for (const text of ["template:null", 'template:""', "env=prod", "ends:<5m", "ends:>1m", "envd:0.2.4"])
    expect(match(asked(text), bare, context), text).toBe(false);
  for (const text of ["state:snapshotting", "-state:running", "-envd:1", "-ends:<5m", "-template:base"])
    expect(match(asked(text), bare, context), text).toBe(true);
});

test("while names are on their way, only what they cannot change is told", () => {
  const coming = { ...context, areNamesComing: true, templateId: () => undefined };
  const verdictOf = (text: string) => matcher(asked(text), coming)(sandbox);
  expect(verdictOf("template:tpl1")).toBe(true);
  expect(verdictOf("-template:base")).toBe(false);
  expect(verdictOf("template:ns/other")).toBeUndefined();
  expect(verdictOf("-template:ns/other")).toBeUndefined();
  expect(verdictOf("template:ns/other -has:env")).toBe(false);
  expect(verdictOf("template:^=ns/other")).toBe(false);
  expect(matcher(asked("-template:ns/other"), { ...coming, templateId: () => "tpl2" })(sandbox)).toBe(true);
});

test("a template is found by any of its names, as far as the template list tells them", () => {
  const named = { ...context, templateId: (name: string) => (name === "ns/other" ? "tpl1" : undefined) };
  expect(match(asked("template:ns/other"), sandbox, named)).toBe(true);
  expect(match(asked("-template:ns/other"), sandbox, named)).toBe(false);
  expect(match(asked("template:(x, ns/other)"), sandbox, named)).toBe(true);
  expect(match(asked("template:ns/unheard"), sandbox, named)).toBe(false);
  expect(match(asked("template:*=ns/other"), sandbox, named)).toBe(false);
});

test("while a regular expression is not answered the verdict is open, unless something else decides", () => {
  const open = { ...context, regex: () => undefined };
  const verdict = (text: string) => matcher(asked(text), open)(sandbox);
  expect(verdict("env=~p")).toBe(undefined);
  expect(verdict("env!~p")).toBe(undefined);
  expect(verdict("-(env=~p)")).toBe(undefined);
  expect(verdict("env=~p state:paused")).toBe(false);
  expect(verdict("state:paused env=~p")).toBe(false);
  expect(verdict("env=~p OR state:running")).toBe(true);
  expect(verdict("env=~p OR state:paused")).toBe(undefined);
  expect(verdict("absent=~p")).toBe(false);
  expect(match(asked("env=~p"), sandbox, open)).toBe(false);
});
