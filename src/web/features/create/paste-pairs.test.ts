import fc from "fast-check";
import { expect, test } from "vitest";
import { pairsForField, pastedPairs } from "./paste-pairs.ts";

test.each([
  ["lines", "env=prod\nteam=core", { env: "prod", team: "core" }],
  ["lines of another system", "env=prod\r\nteam=core\r\n", { env: "prod", team: "core" }],
  ["words", "env=prod team=core", { env: "prod", team: "core" }],
  ["one pair with spaces in its value", "OPTS=-a --b", { OPTS: "-a --b" }],
  ["flags are no pairs", "NODE_OPTIONS=--a=1 --b=2", { NODE_OPTIONS: "--a=1 --b=2" }],
  [
    ".env",
    `# the lot\nexport A=1\nB = 2 # two\nC="x # y"\nD='it\\n'\nE="l1\\nl2"\n`,
    { A: "1", B: "2", C: "x # y", D: "it\\n", E: "l1\nl2" },
  ],
  ["a value over lines", 'K="first\nsecond"\nL=1', { K: "first\nsecond", L: "1" }],
  ["a quote that never closes", 'K="first\nL=1', { K: '"first', L: "1" }],
  ["an empty value", "A=\nB=1", { A: "", B: "1" }],
  ["a number sign", "ref=fix #12\nb=1", { ref: "fix #12", b: "1" }],
  ["a value with =", "url=a=b\ndsn=x?y=z", { url: "a=b", dsn: "x?y=z" }],
  ["yaml", "env: prod\nnote: a=b\nurl: http://x", { env: "prod", note: "a=b", url: "http://x" }],
  ["a time is no yaml", "at=12:30\nb=1", { at: "12:30", b: "1" }],
  ["keys in quotes", '"cost center"="R&D, west"\n\'a\'=b', { "cost center": "R&D, west", a: "b" }],
  ["json", '{"env":"prod","port":8080,"on":true}', { env: "prod", port: "8080", on: "true" }],
  ["json with metadata", '{"sandboxID":"i1","metadata":{"env":"prod"}}', { env: "prod" }],
  ["a query string", "?env=prod&team=a%20b+c", { env: "prod", team: "a b c" }],
  ["an address is no query string", "url=http://x?a=1&b=2", { url: "http://x?a=1&b=2" }],
  ["the last of a repeated key", "a=1\nb=2\na=3", { a: "3", b: "2" }],
])("%s", (_, text, expected) => {
  expect(pastedPairs(text)).toEqual({ pairs: Object.entries(expected), notUnderstood: [] });
});

test("what is no pair is named with its line", () => {
  expect(pastedPairs("env=prod\nnonsense\n\nteam=core\n=x")).toEqual({
    pairs: [
      ["env", "prod"],
      ["team", "core"],
    ],
    notUnderstood: [
      { line: 2, text: "nonsense" },
      { line: 5, text: "=x" },
    ],
  });
  expect(pastedPairs('{"a":"1","b":null,"c":{"d":1}}')).toEqual({
    pairs: [["a", "1"]],
    notUnderstood: [
      { line: undefined, text: '"b": null' },
      { line: undefined, text: '"c": {"d":1}' },
    ],
  });
});

test("keys of object prototypes are data", () => {
  expect(pastedPairs('{"__proto__":"a","constructor":"b"}').pairs).toEqual([
    ["__proto__", "a"],
    ["constructor", "b"],
  ]);
});

test.each([
  ["key", "env=prod", false],
  ["key", "env=prod\nteam=core", true],
  ["key", '{"env":"prod"}', true],
  ["key", "just\nsome\nprose", false],
  ["key", "a=1\nsome\nprose", false],
  ["key", 'KEY="line 1\nline 2"', true],
  ["key", "{}", false],
  ["value", "a=1&b=2", false],
  ["value", "a=b", false],
  ["value", '{"env":"prod","team":"x"}', false],
  ["value", "env=prod\nteam=core", true],
  ["value", "-----BEGIN KEY-----\nabc\ndef==\nghi=\n-----END KEY-----", false],
] as const)("a paste into a %s field: %j is a list: %s", (field, text, isList) => {
  expect(pairsForField(text, field) !== undefined).toBe(isList);
});

const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);

test("JSON comes back whole, whatever keys and values hold", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })), (object) => {
      fc.pre(!Object.hasOwn(object, "metadata"));
      expect(pastedPairs(JSON.stringify(object))).toEqual({
        pairs: Object.entries(object),
        notUnderstood: [],
      });
    }),
    { numRuns: 200 },
  );
});

test("lines in double quotes come back whole", () => {
  const quote = (text: string) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(word, fc.string({ unit: "grapheme" })), {
        selector: ([key]) => key,
        minLength: 2,
      }),
      (pairs) => {
        const text = pairs.map(([key, value]) => `${key}=${quote(value)}`).join("\n");
        expect(pastedPairs(text)).toEqual({ pairs, notUnderstood: [] });
      },
    ),
    { numRuns: 500 },
  );
});

test("any text is read without throwing, and each line is accounted for at most once", () => {
  const pieces = fc.constantFrom(
    "a",
    "b=",
    '"',
    "'",
    "\\",
    "=",
    ": ",
    "\n",
    " ",
    "#",
    "&",
    "{",
    "}",
    "export ",
    "%",
    "\uD800",
  );
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join("")),
      (text) => {
        const { pairs, notUnderstood } = pastedPairs(text);
        expect(new Set(pairs.map(([key]) => key)).size).toBe(pairs.length);
        expect(pairs.every(([key]) => key !== "" || text.includes("{"))).toBe(true);
        expect(notUnderstood.length).toBeLessThanOrEqual(text.split("\n").length);
      },
    ),
    { numRuns: 3000 },
  );
});

test.each([
  'a="x\n',
  "a: 'x\n",
  "a=\\\n",
  '"\\a\n',
  "=\n",
  ": \n",
  `a${" ".repeat(800_000)}b`,
  `a${" ".repeat(800_000)}b\nc=1`,
  `a=${" ".repeat(800_000)}b\nc=1`,
  `"${"\\".repeat(800_000)}=\nc=1`,
  `a="${"\\".repeat(800_000)}\nc=1`,
])("a megabyte is read in a moment", (line) => {
  const text = line.repeat(Math.ceil(800_000 / line.length));
  const start = performance.now();
  pastedPairs(text);
  expect(performance.now() - start).toBeLessThan(2_000);
});

test("more than a megabyte is no list of pairs", () => {
  expect(pastedPairs("a=1\n".repeat(300_000))).toEqual({ pairs: [], notUnderstood: [] });
});
