import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldIs, hasKey, metadataIs, negated, type Condition } from "./ast.ts";
import { parse } from "./parse.ts";
import { paste } from "./paste.ts";
import { print } from "./print.ts";
import { fuzz } from "./testing/arbitrary.ts";

const is = metadataIs;
const isNot = (key: string, value: string, ...others: readonly string[]) =>
  negated(metadataIs(key, value, ...others));
const ID = "i0123456789abcdefghij";
const OTHER_ID = "iabcdefghij0123456789";

test.each<[string, string, string, readonly Condition[]]>([
  ["a pair", "env=prod", "query", [is("env", "prod")]],
  ["the language", " env=prod state:running\n", "query", [is("env", "prod"), fieldIs("state", "running")]],
  ["it, over lines", "env=prod\nteam!=core", "query", [is("env", "prod"), isNot("team", "core")]],
  ["its lists", 'env=(prod, "a b") -has:x', "query", [is("env", "prod", "a b"), negated(hasKey("x"))]],
  ["lines of pairs", "env=prod\r\nteam=a b\r\n", "lines", [is("env", "prod"), is("team", "a b")]],
  [
    ".env",
    `# the lot\nexport A=1\nB = 2 # two\nC="x # y"\nD='it\\n'\nE="l1\\nl2"\n`,
    "lines",
    [is("A", "1"), is("B", "2"), is("C", "x # y"), is("D", "it\\n"), is("E", "l1\nl2")],
  ],
  ["a comment that looks like a pair", "#a=1\nb=2", "lines", [is("b", "2")]],
  ["flags", "OPTS=--a=1 --b=2\nC=3", "lines", [is("OPTS", "--a=1 --b=2"), is("C", "3")]],
  ["a value over lines", "export K='first\nsecond'\nL=1", "lines", [is("K", "first\nsecond"), is("L", "1")]],
  ["the last of a repeated key", "export a=1\nb=2\na=3", "lines", [is("a", "3"), is("b", "2")]],
  ["yaml", "env: prod\nnote: a b", "lines", [is("env", "prod"), is("note", "a b")]],
  ["one line of it", "env: prod", "lines", [is("env", "prod")]],
  ["keys in quotes", "'a b' = x\nc: d", "lines", [is("a b", "x"), is("c", "d")]],
  [
    "a line of the language between",
    "env: prod\nteam!=core",
    "lines",
    [is("env", "prod"), isNot("team", "core")],
  ],
  [
    "json",
    '{"env":"prod","n":8080,"on":true}',
    "json",
    [is("env", "prod"), is("n", "8080"), is("on", "true")],
  ],
  ["json with metadata", '{"sandboxID":"i1","metadata":{"env":"prod"}}', "json", [is("env", "prod")]],
  ["json with lists", '{"env":["prod","dev"]}', "json", [is("env", "prod", "dev")]],
  [
    "hostile json",
    '{"__proto__":"p","":"e","a=b:":"(x, y)"}',
    "json",
    [is("__proto__", "p"), is("", "e"), is("a=b:", "(x, y)")],
  ],
  ["a query string", "env=prod&team=a%20b+c", "query-string", [is("env", "prod"), is("team", "a b c")]],
  ["one that begins like one", "?env=prod", "query-string", [is("env", "prod")]],
  [
    "a link",
    "https://console.example/?q=env=prod+state:running&sort=id:asc",
    "link",
    [is("env", "prod"), fieldIs("state", "running")],
  ],
  ["a link's end", "/?open=i1&q=-has:a", "link", [negated(hasKey("a"))]],
  ["one of several", "k in (a, b)", "selector", [is("k", "a", "b")]],
  ["none of several", "k notin (a,b)", "selector", [isNot("k", "a", "b")]],
  ["a selector", "a=b,c!=d", "selector", [is("a", "b"), isNot("c", "d")]],
  [
    "a long one",
    "app.io/name==x, tier in (f),!gone,there",
    "selector",
    [is("app.io/name", "x"), is("tier", "f"), negated(hasKey("gone")), hasKey("there")],
  ],
  ["selectors in lines", "k in (a)\nenv=prod", "lines", [is("k", "a"), is("env", "prod")]],
  ["an id", ID, "ids", [fieldIs("id", ID)]],
  ["one with its client", `${ID}-6532622b`, "ids", [fieldIs("id", ID)]],
  ["ids in lines", `${ID}\n${OTHER_ID}\n${ID}`, "ids", [fieldIs("id", ID, OTHER_ID)]],
  ["ids with commas", `${ID}, ${OTHER_ID}`, "ids", [fieldIs("id", ID, OTHER_ID)]],
  ["ids as json", JSON.stringify([ID, OTHER_ID]), "ids", [fieldIs("id", ID, OTHER_ID)]],
  ["sandboxes as json", JSON.stringify([{ sandboxID: ID, state: "running" }]), "ids", [fieldIs("id", ID)]],
])("%s: %j", (_, text, kind, conditions) => {
  expect(paste(text)).toEqual({ kind, conditions, skipped: 0, why: undefined });
});

test.each([
  "",
  " \n ",
  "hello",
  "hello world",
  "internationalization",
  "prod, dev",
  "I set env=prod yesterday",
  "Error: it failed badly",
  "hosts=a,b c",
  "https://x.example/?a=1&b=2",
  "https://x.example/?q=how+to",
  '"env=prod"',
  "{",
  "{}",
  "[]",
  "[1,2]",
  '{"a":null}',
  "k in (a",
  "k in (a))",
  "one\ntwo\nk=v",
])("%j is left as text", (text) => {
  expect(paste(text)).toBeUndefined();
});

test("a value with commas stays one", () => {
  expect(paste("hosts=a,b")?.conditions).toEqual([is("hosts", "a,b")]);
});

test("what is no condition is counted", () => {
  expect(paste("env: prod\nnonsense\nteam: core")).toEqual({
    kind: "lines",
    conditions: [is("env", "prod"), is("team", "core")],
    skipped: 1,
    why: "One part is no condition.",
  });
  expect(paste('{"a":"1","b":null,"c":{"d":1}}')).toMatchObject({
    skipped: 2,
    why: "2 parts are no conditions.",
  });
});

test.each([
  ["pairs", Array.from({ length: 600 }, (_, n) => `k${n}=v`).join("\n"), 500, 100],
  ["long pairs", Array.from({ length: 30 }, (_, n) => `k${n}: ${"x".repeat(990)}`).join("\n"), 10, 20],
  [
    "json",
    JSON.stringify(Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`k${n}`, "v"]))),
    500,
    100,
  ],
])("of too many %s the first are taken", (_, text, count, skipped) => {
  const pasted = paste(text);
  expect(pasted?.conditions).toHaveLength(count);
  expect(pasted?.skipped).toBe(skipped);
  expect(pasted?.why).toContain("only a part of it was taken");
});

test("of too many ids the first are taken", () => {
  const ids = Array.from({ length: 1_500 }, (_, n) => `i${String(n).padStart(20, "0")}`);
  const pasted = paste(ids.join("\n"));
  const [only] = pasted?.conditions ?? [];
  const taken = only?.kind === "field" ? only.values : [];
  expect(taken).toEqual(ids.slice(0, taken.length));
  expect(taken.length).toBeGreaterThan(400);
  expect(pasted?.skipped).toBe(1_500 - taken.length);
});

test("any text gives conditions that a query can hold, or nothing", () => {
  const piece = fc.constantFrom(
    ...Array.from("ab'\"\\ \n=&?{}[]()!#:,"),
    "export ",
    " in ",
    "metadata",
    ": ",
    "__proto__",
    "q=",
    ID,
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(piece, { maxLength: 40 }).map((all) => all.join("")),
    fc.json(),
  );
  fc.assert(
    fc.property(text, (pasted) => {
      const conditions = paste(pasted)?.conditions ?? [];
      const { query, errors } = parse(print({ conditions }));
      expect(errors).toEqual([]);
      expect(query.conditions).toEqual(conditions);
    }),
    fuzz(),
  );
});

test("pairs with any keys come back whole from JSON and from their own text", () => {
  const pairs = fc.uniqueArray(fc.tuple(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })), {
    minLength: 1,
    maxLength: 5,
    selector: ([key]) => key,
  });
  fc.assert(
    fc.property(pairs, (entries) => {
      const conditions = entries.map(([key, value]) => is(key, value));
      const json = `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",")}}`;
      const fromJson = paste(json)?.conditions ?? [];
      expect(new Set(fromJson)).toEqual(
        new Set(entries.some(([key]) => key === "metadata") ? fromJson : conditions),
      );
      const text = print({ conditions });
      const fromText = paste(text);
      if (fromText?.kind === "query") expect(fromText.conditions).toEqual(conditions);
    }),
    fuzz(),
  );
});
