import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "#query/parse.ts";
import { print, printCondition } from "#query/print.ts";
import { isUnfinished, readAtSpace, readAdded, readDraft, readText } from "./read-draft.ts";

/** What a draft makes of a query text: the new query's, `blank`, or the wrong parts as they were written. */
function outcome(before: string, draft: string): string {
  const reading = readDraft(parse(before).query, draft);
  if (reading.kind === "blank") return "blank";
  if (reading.kind === "understood") return print(reading.query);
  return `refused: ${reading.errors.map(({ start, end }) => draft.slice(start, end)).join(" | ")}`;
}

test.each([
  ["", "env=prod", "env=prod"],
  ["env=prod", "team!=core has:run", "env=prod team!=core has:run"],
  ["env=prod", "env=prod", "env=prod"],
  ["env=prod", "hello", "env=prod hello"],
  ["env=prod", "   ", "blank"],
  ["a=1 b=2", "OR c=3", "a=1 b=2 OR c=3"],
  ["a=1 OR b=2", "OR c=3", "a=1 OR b=2 OR c=3"],
  ["a=1 OR b=2", "c=3", "(a=1 OR b=2) c=3"],
  ["", "(a=1 OR b=2) c=3", "(a=1 OR b=2) c=3"],
  ["a=1", "AND b=2", "a=1 b=2"],
  ["a=1", "-b=2", "a=1 b!=2"],
])("beside %j, %j makes %j", (before, draft, expected) => {
  expect(outcome(before, draft)).toBe(expected);
});

test.each([
  ["", "OR"],
  ["a=1", "env="],
  ["a=1", 'env="open'],
  ["a=1", "(b=2"],
  ["a=1", "b=2 OR"],
  ["a=1", "age:yesterday"],
])("beside %j, %j is refused, with a place in it and words", (before, draft) => {
  const reading = readDraft(parse(before).query, draft);
  expect(reading.kind).toBe("refused");
  if (reading.kind !== "refused") return;
  for (const { start, end, message } of reading.errors) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeLessThanOrEqual(draft.length);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(message).not.toBe("");
  }
});

test("conditions from elsewhere are added one by one, as many as a filter holds", () => {
  const reading = readAdded(parse("a=1").query, parse("a=1 (b=2 OR c=3)").query.conditions);
  expect(reading.kind === "understood" && print(reading.query)).toBe("a=1 (b=2 OR c=3)");
  expect(reading.kind === "understood" && reading.added.map(printCondition)).toEqual(["b=2 OR c=3"]);
  const many = (letter: string) =>
    parse(Array.from({ length: 300 }, (_, n) => `${letter}${n}=1`).join(" ")).query;
  expect(readAdded(many("a"), many("b").conditions).kind).toBe("refused");
});

test("a draft that goes beyond what a query holds is refused whole", () => {
  expect(outcome("", "a=1 ".repeat(501))).toMatch(/^refused/);
  expect(outcome("env=prod", `note=${"x".repeat(9_990)}`)).toMatch(/^refused/);
});

test.each([
  ["env=prod", false],
  ['note="a b', true],
  ['note="a b"', false],
  ["env=(a, b", true],
  ["env=(a, b)", false],
  ["(a=1 OR b=2", true],
  ["a=1 OR", true],
  ["a=1 AND", true],
  ["NOT", true],
  ["-", true],
  ["FOR", false],
  ['note=")"', false],
])("%j waits for more: %s", (draft, expected) => {
  expect(isUnfinished(draft)).toBe(expected);
});

test.each([
  ["env=prod", "understood"],
  ["has:run age:>2h", "understood"],
  ["-env=prod", "understood"],
  ["hello", "unfinished"],
  ["-hello", "unfinished"],
  ["env", "unfinished"],
  ["OR c=3", "understood"],
  ["env==prod", "refused"],
  ['note="two words', "unfinished"],
])("a space behind %j finds it %s", (draft, kind) => {
  expect(readAtSpace(parse("a=1").query, draft).kind).toBe(kind);
});

test("any text at all is read without throwing, and what is refused is refused somewhere in it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (draft) => {
      const reading = readDraft(parse("a=1 OR b=2").query, draft);
      if (reading.kind === "refused")
        for (const { start, end } of reading.errors) expect(start <= end && end <= draft.length).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["a=1 b=2", "a=1 OR c=3", "a=1 OR c=3"],
  ["a=1 b=2", "", ""],
  ["a=1 api_key=hunter2", "c=3", "c=3 api_key=hunter2"],
  ["api_key=hunter2", "", "api_key=hunter2"],
  ["a=1", "a=1 a=1", "a=1"],
  ["a=1", "a=", "refused"],
])("the filter %j, written anew as %j, is %j: what is never shown stays", (before, text, expected) => {
  const reading = readText(parse(before).query, text);
  expect(reading.kind === "understood" ? print(reading.query) : reading.kind).toBe(expected);
});
