import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldIs, metadataIs, type Condition } from "./ast.ts";
import { MAX_CONDITIONS, MAX_QUERY_LENGTH, parse } from "./parse.ts";
import { print } from "./print.ts";

const understood: readonly (readonly [text: string, conditions: readonly Condition[]])[] = [
  ["", []],
  [" \t\n\u00a0 ", []],
  ["env=prod", [metadataIs("env", "prod")]],
  ["env=prod team=core", [metadataIs("env", "prod"), metadataIs("team", "core")]],
  ["env=prod AND team=core", [metadataIs("env", "prod"), metadataIs("team", "core")]],
  ["  env=prod\n\tteam=core ", [metadataIs("env", "prod"), metadataIs("team", "core")]],
  ["state:running", [fieldIs("state", "running")]],
  ["state=running", [metadataIs("state", "running")]],
  ["template=x template:base", [metadataIs("template", "x"), fieldIs("template", "base")]],
  ['k=""', [metadataIs("k", "")]],
  ['""=""', [metadataIs("", "")]],
  ['"my key"="a b"', [metadataIs("my key", "a b")]],
  [String.raw`k="say \"hi\" \\ \n"`, [metadataIs("k", String.raw`say "hi" \ n`)]],
  ['k="AND"  k2=AND AND=x', [metadataIs("k", "AND"), metadataIs("k2", "AND"), metadataIs("AND", "x")]],
  ["next=a=b!=c", [metadataIs("next", "a=b!=c")]],
  ["url=https://x.example/?a=1&b=2#c", [metadataIs("url", "https://x.example/?a=1&b=2#c")]],
  ["__proto__=x constructor=y", [metadataIs("__proto__", "x"), metadataIs("constructor", "y")]],
  ['k="*" l="~x"', [metadataIs("k", "*"), metadataIs("l", "~x")]],
  [String.raw`path=C:\dir`, [metadataIs("path", String.raw`C:\dir`)]],
  ["n=-1 n2=a-b", [metadataIs("n", "-1"), metadataIs("n2", "a-b")]],
  ["größe=日本 😀=👍🏽", [metadataIs("größe", "日本"), metadataIs("😀", "👍🏽")]],
  ["has=x id=y", [metadataIs("has", "x"), metadataIs("id", "y")]],
  ["a=1 a=1", [metadataIs("a", "1"), metadataIs("a", "1")]],
];

test.each(understood)("%j is understood", (text, conditions) => {
  expect(parse(text)).toEqual({ query: { conditions }, errors: [] });
});

const refused: readonly (readonly [text: string, part: string, words: RegExp, kept: string])[] = [
  ["a=1 hello b=2", "hello", /free text/i, "a=1 b=2"],
  ["a=1 and b=2", "and", /free text/i, "a=1 b=2"],
  ['"quoted text"', '"quoted text"', /free text/i, ""],
  ["env!=prod", "env!=prod", /!= is not understood yet/, ""],
  ["a=1 env=~^p b=2", "env=~^p", /=~ is not understood yet|operator goes in quotes/, "a=1 b=2"],
  ["n>=9", "n>=9", />= is not understood yet/, ""],
  ["n<9", "n<9", /< is not understood yet/, ""],
  ["env^=pr", "env^=pr", /\^= is not understood yet/, ""],
  ["has:run a=1", "has:run", /has: is not understood yet/, "a=1"],
  ["age:<2h a=1", "age:<2h", /age: is not understood yet/, "a=1"],
  ["https://x.example", "https://x.example", /https: is not a field/, ""],
  ["k8s/app:x=1", "k8s/app:x=1", /a key that holds : goes in quotes/, ""],
  ['"state":running', '"state":running', /is not a field/, ""],
  ["-env=prod a=1", "-env=prod", /Excluding/, "a=1"],
  ["!env=prod", "!env=prod", /Excluding/, ""],
  ["NOT env=prod a=1", "NOT env=prod", /Excluding/, "a=1"],
  ["a=1 NOT", "NOT", /Excluding/, "a=1"],
  ["k=(a)", "k=(a)", /list of values/, ""],
  ["k=a(b) c=1", "k=a(b)", /parenthesis goes in quotes/, "c=1"],
  ["k=a,b", "k=a,b", /comma/, ""],
  ['k=a"b"', 'k=a"b"', /quote/, ""],
  ['k="a"b c=1', 'k="a"b', /goes in quotes/, "c=1"],
  ["k=* a=1", "k=*", /The star itself is k="\*"/, "a=1"],
  ["k= v=1", "k=", /k="" *|empty value is k=""/, "v=1"],
  ["state: a=1", "state:", /state: has no value/, "a=1"],
  ["=v", "=v", /starts with its key/, ""],
  ["a$b=c", "a$b=c", /only in quotes/, ""],
  ["AND a=1", "AND", /both sides/, "a=1"],
  ["a=1 AND", "AND", /both sides/, "a=1"],
  ["a=1 AND AND b=2", "AND", /both sides/, "a=1 b=2"],
  ['a=1 k="open b=2', '"open b=2', /never closes/, "a=1"],
  [String.raw`a=1 k="open\"`, String.raw`"open\"`, /never closes/, "a=1"],
];

test.each(refused)("%j: %j is explained", (text, part, words, kept) => {
  const { query, errors } = parse(text);
  expect(errors.map(({ start, end }) => text.slice(start, end))).toEqual([part]);
  expect(errors[0]?.message).toMatch(words);
  expect(print(query)).toBe(kept);
});

test.each([
  ["an alternative asks nothing of every row", "a=1 OR b=2 c=3", ""],
  ["what is excluded is not asked for", "NOT (a=1 b=2 c=3) d=4", "d=4"],
  ["a group is not applied in part", "-(a=1 b=2 c=3) d=4", "d=4"],
  ["an alternative in a group leaves the rest", "(a=1 OR b=2) d=4", "d=4"],
  ["an open group hides what follows", "d=4 (a=1 b=2", "d=4"],
])("%s: %j", (_, text, kept) => {
  const { query, errors } = parse(text);
  expect(print(query)).toBe(kept);
  expect(errors.length).toBeGreaterThan(0);
});

test("errors never quote a value", () => {
  for (const [text] of refused) {
    for (const { message } of parse(text.replaceAll(/\b(prod|run|open|hello)\b/g, "hunter2")).errors)
      expect(message).not.toContain("hunter2");
  }
});

test("too long a text is explained and not read", () => {
  const longest = `k=${"x".repeat(MAX_QUERY_LENGTH - 2)}`;
  expect(parse(longest).errors).toEqual([]);
  const { query, errors } = parse(`${longest}x`);
  expect(query.conditions).toEqual([]);
  expect(errors).toMatchObject([{ code: "too-long", start: 10_000, end: 10_001 }]);
  expect(errors[0]?.message).toContain("10,000 characters");
});

test("the conditions up to the cap are kept, the rest is explained", () => {
  const text = Array.from({ length: MAX_CONDITIONS + 2 }, (_, n) => `k${n}=1`).join(" ");
  const { query, errors } = parse(text);
  expect(query.conditions).toHaveLength(500);
  expect(errors).toMatchObject([{ code: "too-many", start: text.indexOf("k500="), end: text.length }]);
  expect(parse(text.slice(0, text.indexOf(" k500="))).errors).toEqual([]);
});

test("any string gives a query and errors with places", () => {
  const pieces = fc.constantFrom(
    "a",
    "=",
    ":",
    '"',
    "\\",
    " ",
    "(",
    ")",
    ",",
    "-",
    "!",
    "AND ",
    "OR ",
    "NOT ",
    "*",
    "state:",
    "\ud800",
    "\u0000",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces).map((all) => all.join("")),
    fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
  );
  fc.assert(
    fc.property(text, (input) => {
      const { query, errors } = parse(input);
      for (const { start, end, message } of errors) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(input.length);
        expect(message).not.toBe("");
      }
      // Nothing is dropped in silence: a text with anything in it gives a condition or an error.
      expect(query.conditions.length + errors.length > 0).toBe(input.trim() !== "");
    }),
    { numRuns: 2000 },
  );
});

test("the worst texts of full length are read without freezing", () => {
  for (const piece of ['"', '\\"', "(", "a:", '"\\', "NOT ", "-", 'k="a"b '])
    expect(parse(piece.repeat(MAX_QUERY_LENGTH / piece.length)).errors.length).toBeGreaterThan(0);
});
