import fc from "fast-check";
import { expect, test } from "vitest";
import { atCursor, type CursorContext } from "./at-cursor.ts";
import { fuzz } from "./testing/arbitrary.ts";

/** Reads at the `|` of a text. */
const reading = (marked: string): CursorContext => atCursor(marked.replace("|", ""), marked.indexOf("|"));

/** What a choice would replace. */
const replaced = (marked: string): string => {
  const { from, to } = reading(marked);
  return marked.replace("|", "").slice(from, to);
};

test.each([
  ["|", "", ""],
  ["te|", "te", "te"],
  ["te|am", "te", "team"],
  ["a=1 te|", "te", "te"],
  ["te|am=core", "te", "team"],
  ["-te|", "te", "te"],
  ["!te|", "te", "te"],
  ["NOT te|", "te", "te"],
  ["(a=1 OR te|)", "te", "te"],
  ["-(te|", "te", "te"],
  ["(|te)", "", ""],
  ["|te=1", "", ""],
  ["a=1|", undefined, "1"],
  ["a=1 |", "", ""],
  ["a=1 | b=2", "", ""],
  ["a=(x, y)|", "", ""],
  ["(a=1)|", "", ""],
  ['"cost ce|', "cost ce", '"cost ce'],
  ['"cost ce| b=2', "cost ce", '"cost ce'],
  ['"cost| center"=x', "cost", '"cost center"'],
  ["sta|te:running", "sta", "state"],
  ["h|as:run", "h", "has"],
  ["https://x.exam|ple/?a=b c", "https://x.exam", "https://x.example/?a=b"],
  ["app:na|", "app:na", "app:na"],
  ['a"b|', 'a"b', 'a"b'],
])("%j: a key or free text, typed %j", (marked, typed, whole) => {
  const context = reading(marked);
  expect(context.stage).toBe(typed === undefined ? "value" : "key");
  if (typed !== undefined) expect(context).toMatchObject({ typed, isExists: false });
  expect(replaced(marked)).toBe(whole);
});

test.each([
  ["has:|", "", ""],
  ["-has:te| a=1", "te", "te"],
  ['has:"cost c|', "cost c", '"cost c'],
  ['has:"cost center"|', "cost center", '"cost center"'],
])("%j: only a key", (marked, typed, whole) => {
  expect(reading(marked)).toMatchObject({ stage: "key", isExists: true, typed });
  expect(replaced(marked)).toBe(whole);
});

const env = { kind: "metadata", key: "env" } as const;
const field = (name: string) => ({ kind: "field", name });

test.each([
  ["env!|", env, "!", "!"],
  ["env!|=prod", env, "!", "!="],
  ["a=1 -env~|", env, "~", "~"],
  ["env=!|", env, "!", "=!"],
  ["env=^|", env, "^", "=^"],
  ["env=!=|", env, "!=", "=!="],
  ['"env"|', env, "", ""],
  ['"env"|=x', env, "", "="],
  ["age:|", field("age"), "", ""],
  ["age:|2h", field("age"), "", ""],
  ["started:|>=2h", field("started"), "", ">="],
  ["state:!|", field("state"), "!", "!"],
])("%j: an operator for %j, typed %j", (marked, subject, typed, whole) => {
  expect(reading(marked)).toMatchObject({ stage: "operator", subject, typed });
  expect(replaced(marked)).toBe(whole);
});

test.each([
  ["env=|", env, "=", "", ""],
  ["env=|prod", env, "=", "", "prod"],
  ["env=pr|od team=x", env, "=", "pr", "prod"],
  ["a=1 env!=pr|", env, "!=", "pr", "pr"],
  ["env=~^p|", env, "=~", "^p", "^p"],
  ["env>=1|", env, ">=", "1", "1"],
  ["env=*|", env, "=", "*", "*"],
  ["(env=pr|)", env, "=", "pr", "pr"],
  ['env="a b|', env, "=", "a b", '"a b'],
  ['env="a b| c=1', env, "=", "a b", '"a b'],
  [String.raw`env="a \"b|c"`, env, "=", 'a "b', String.raw`"a \"bc"`],
  ['env="a b"|', env, "=", "a b", '"a b"'],
  ["env=a:b/c=d|", env, "=", "a:b/c=d", "a:b/c=d"],
  ["state:|", field("state"), "=", "", ""],
  ["state:ru|", field("state"), "=", "ru", "ru"],
  ["-template:ba|", field("template"), "=", "ba", "ba"],
  ["cpu:>=|", field("cpu"), ">=", "", ""],
  ["age:>2|h", field("age"), ">", "2", "2h"],
  ['"env"=pr|', env, "=", "pr", "pr"],
])("%j: a value for %j %s, typed %j", (marked, subject, op, typed, whole) => {
  expect(reading(marked)).toMatchObject({ stage: "value", subject, op, typed, list: undefined });
  expect(replaced(marked)).toBe(whole);
});

test.each([
  ["env=(|", "", "", [], false],
  ["env=(|)", "", "", [], true],
  ["env=(a, b|", "b", "b", ["a"], false],
  ["env!=(a, b|, c) team=x", "b", "b", ["a", "c"], true],
  ["state:(running, |)", "", "", ["running"], true],
  ['env=("a, b", "c d|', "c d", '"c d', ["a, b"], false],
  ['env=("a\\"" |)', "", "", ['a"'], true],
  ["x=1 (env=(a,b|) OR y=2)", "b", "b", ["a"], true],
])("%j: a value of a list, typed %j", (marked, typed, whole, taken, isClosed) => {
  const context = reading(marked);
  expect(context).toMatchObject({ stage: "value", typed, list: { taken } });
  if (context.stage === "value") expect(context.list?.end !== undefined).toBe(isClosed);
  expect(replaced(marked)).toBe(whole);
});

test("it knows where a condition begins", () => {
  expect(reading("a=1 -env!|")).toMatchObject({ start: 4 });
});

test("any text and any caret give a place in the text", () => {
  const piece = fc.constantFrom(
    ...Array.from('abk"\\ =!~^$*<>:(),-'),
    "state:",
    "age:",
    "has:",
    "NOT ",
    "\n",
    "\ud800",
    "😀",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(piece, { maxLength: 30 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, fc.integer({ min: -1, max: 40 }), (written, caret) => {
      const { from, to, typed } = atCursor(written, caret);
      const at = Math.min(Math.max(caret, 0), written.length);
      expect(0 <= from && from <= to && to <= written.length).toBe(true);
      expect(from <= at).toBe(true);
      expect(typed.length).toBeLessThanOrEqual(at - from);
    }),
    fuzz(),
  );
  for (const caret of [Number.NaN, Infinity, -Infinity, 1.5])
    expect(atCursor("a=1", caret).to).toBeLessThanOrEqual(3);
});
