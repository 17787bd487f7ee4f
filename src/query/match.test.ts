import { expect, test } from "vitest";
import type { SandboxFacts } from "#contract/sandbox.ts";
import { match } from "./match.ts";
import { parse } from "./parse.ts";

const sandbox: SandboxFacts = {
  sandboxID: "i1",
  templateID: "tpl1",
  alias: "base",
  state: "running",
  metadata: [
    ["env", "prod"],
    ["empty", ""],
    ["__proto__", "p"],
    ["n", "1"],
  ],
};

test.each([
  ["", true],
  ["env=prod", true],
  ["env=prod n=1", true],
  ["env=prod n=2", false],
  ["env=Prod", false],
  ["env=pro", false],
  ["en=prod", false],
  ["n=1.0", false],
  ['empty=""', true],
  ['absent=""', false],
  ['env=""', false],
  ["__proto__=p", true],
  ["constructor=p", false],
  ["state:running", true],
  ["state:Running", false],
  ["state=running", false],
  ["template:tpl1", true],
  ["template:base", true],
  ["template:tpl1 template:base", true],
  ["template:bas", false],
])("%j: %s", (text, expected) => {
  const { query, errors } = parse(text);
  expect(errors).toEqual([]);
  expect(match(query, sandbox)).toBe(expected);
});

test("a sandbox without alias or metadata", () => {
  const bare: SandboxFacts = { ...sandbox, alias: null, metadata: [], state: "snapshotting" };
  expect(match(parse("template:null").query, bare)).toBe(false);
  expect(match(parse('template:""').query, bare)).toBe(false);
  expect(match(parse("env=prod").query, bare)).toBe(false);
  expect(match(parse("state:snapshotting").query, bare)).toBe(true);
});
