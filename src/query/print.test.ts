import fc from "fast-check";
import { expect, test } from "vitest";
import { MASK } from "#contract/secret.ts";
import { fieldIs, metadataIs, sameCondition, sameQuery, type Condition } from "./ast.ts";
import { parse } from "./parse.ts";
import { print, printCondition, shownCondition } from "./print.ts";

const hostile = [
  "",
  " ",
  "__proto__",
  "constructor",
  "a",
  "ab",
  "abc",
  "a=",
  "a!=b",
  "=~",
  "^=",
  "state",
  "state:",
  "AND",
  "OR",
  "NOT",
  "-a",
  "!a",
  '"',
  "\\",
  '\\"',
  "(a, b)",
  "a,b",
  "*",
  "has:k",
  "\u00a0",
  "\ud83d",
  "\udc00",
  "\u202e",
  "\u0000",
  "\ufeff",
  "a\nb",
];
const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom(...hostile), { maxLength: 4 }).map((parts) => parts.join("")),
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(text, text).map(([key, value]) => metadataIs(key, value)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("state", "template"), text)
      .map(([name, value]) => fieldIs(name, value)),
  },
);

test("what is printed is read back as it was", () => {
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 5 }), (conditions) => {
      expect(parse(print({ conditions }))).toEqual({ query: { conditions }, errors: [] });
    }),
    { numRuns: 2000 },
  );
});

test("printing is canonical: reading and printing again changes nothing", () => {
  const fragments = fc.array(
    fc.oneof(condition.map(printCondition), text, fc.constantFrom("AND", "  ", "\t", "a = b", "NOT")),
  );
  fc.assert(
    fc.property(fragments, (parts) => {
      const once = print(parse(parts.join(" ")).query);
      expect(print(parse(once).query)).toBe(once);
      expect(parse(once).errors).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("a quote is never written where the text reads the same without", () => {
  fc.assert(
    fc.property(condition, (asked) => {
      const { query, errors } = parse(
        asked.kind === "metadata" ? `${asked.key}=${asked.value}` : `${asked.name}:${asked.value}`,
      );
      const [only] = query.conditions;
      fc.pre(
        errors.length === 0 &&
          query.conditions.length === 1 &&
          only !== undefined &&
          sameCondition(only, asked),
      );
      expect(printCondition(asked)).not.toContain('"');
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['  "env"="prod"   AND state:"running" ', "env=prod state:running"],
  ['image="node:20" repo="https://x.example/a?b=c"', "image=node:20 repo=https://x.example/a?b=c"],
  ['"a:b"="c"', '"a:b"=c'],
  [String.raw`k="\a\"\\"`, String.raw`k="a\"\\"`],
])("%j is written %j", (from, to) => {
  expect(print(parse(from).query)).toBe(to);
});

test.each([
  ["short ones as they are written", metadataIs("env", "prod"), "env=prod"],
  ["quotes where they are needed", metadataIs("a b", ""), '"a b"=""'],
  ["fields", fieldIs("state", "paused"), "state:paused"],
  ["secret keys masked", metadataIs("api_key", "x"), `api_key=${MASK}`],
  ["secret values masked", metadataIs("note", "sk-12345"), `note=${MASK}`],
  ["secrets in the wrong place masked", fieldIs("template", "sk-12345"), `template:${MASK}`],
  ["just short enough", metadataIs("k", "x".repeat(78)), `k=${"x".repeat(78)}`],
  ["long ones cut at 80", metadataIs("k", "x".repeat(79)), `k=${"x".repeat(77)}…`],
  ["long keys cut too", metadataIs("x".repeat(90), "v"), `${"x".repeat(79)}…`],
  ["long ones in quotes cut", metadataIs("k", " ".repeat(90)), `k="${" ".repeat(76)}…`],
  ["no half characters", metadataIs("k", `${"x".repeat(76)}😀😀`), `k=${"x".repeat(76)}…`],
])("on screen: %s", (_, asked, shown) => {
  expect(shownCondition(asked)).toBe(shown);
});

test("queries are the same when they ask the same in the same order", () => {
  const [a, b] = [metadataIs("a", "1"), fieldIs("state", "1")];
  expect(sameQuery({ conditions: [a, b] }, { conditions: [{ ...a }, { ...b }] })).toBe(true);
  expect(sameQuery({ conditions: [a, b] }, { conditions: [b, a] })).toBe(false);
  expect(sameQuery({ conditions: [a] }, { conditions: [a, b] })).toBe(false);
  expect(sameCondition(fieldIs("state", "1"), metadataIs("state", "1"))).toBe(false);
});

test("a value of 10 MB is printed and shown", () => {
  const huge = metadataIs("k", 'a"'.repeat(5_000_000));
  expect(printCondition(huge)).toHaveLength(15_000_004);
  expect(shownCondition(huge)).toHaveLength(80);
  const bare = metadataIs("k".repeat(5_000_000), "v".repeat(5_000_000));
  expect(printCondition(bare)).not.toContain('"');
});
