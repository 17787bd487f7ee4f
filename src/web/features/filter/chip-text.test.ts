import { expect, test } from "vitest";
import type { Condition } from "#query/ast.ts";
import { emptyQuery } from "#query/ast.ts";
import { parse } from "#query/parse.ts";
import { print } from "#query/print.ts";
import {
  clipboardText,
  editableText,
  excludedChip,
  isExcluding,
  readChip,
  type ChipReading,
} from "./chip-text.ts";

function condition(text: string): Condition {
  const [only] = parse(text).query.conditions;
  if (!only) throw new Error(`No condition: ${text}`);
  return only;
}
const shown = (reading: ChipReading): string =>
  reading.kind === "refused" ? "refused" : print({ ...emptyQuery, conditions: reading.conditions });

test.each([
  ["env=prod", "env=prod"],
  ["a=1 OR b=2", "a=1 OR b=2"],
  ["-has:run", "-has:run"],
  ["api_key=hunter2", "api_key="],
  ["api_key!=hunter2", "api_key!="],
  ["api_key=hunter2 OR a=1", ""],
])("the chip %j is edited as %j", (text, expected) => {
  expect(editableText(condition(text))).toBe(expected);
});

test.each([
  ["env=prod", "env=prod", "env=prod"],
  ["env=prod", "env=dev team=core", "env=dev team=core"],
  ["env=prod", "env=prod OR env=dev", "env=prod OR env=dev"],
  ["env=prod", "", ""],
  ["env=prod", "env=", "refused"],
  ["api_key=hunter2", "api_key=", "api_key=hunter2"],
  ["api_key=hunter2", "api_key=other", "api_key=other"],
  ["api_key=hunter2 OR a=1", "", "api_key=hunter2 OR a=1"],
])("the chip %j with the text %j is %j", (before, text, expected) => {
  expect(shown(readChip(condition(before), text))).toBe(expected);
});

test.each([
  ["env=prod", "env=prod", "env!=prod"],
  ["env!=prod", "env!=prod", "env=prod"],
  ["has:run", "has:run", "-has:run"],
  ["a=1 OR b=2", "a=1 OR b=2", "-(a=1 OR b=2)"],
  ["env=prod", "a=1 b=2", "-(a=1 b=2)"],
  ["env=prod", "env=", "refused"],
  ["api_key=hunter2", "api_key=", "api_key!=hunter2"],
])("the chip %j with the text %j, excluded, is %j", (before, text, expected) => {
  expect(shown(excludedChip(condition(before), text))).toBe(expected);
});

test("what excludes can be told", () => {
  expect(["env!=a", "-has:run", "env!~a", "-hello"].map((text) => isExcluding(condition(text)))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(["env=a", "has:run", "age:>2h", "hello"].some((text) => isExcluding(condition(text)))).toBe(false);
});

test("the clipboard gets query text, and no masked value", () => {
  const { conditions } = parse("env=prod (a=1 OR b=2) api_key=hunter2").query;
  expect(clipboardText(conditions)).toEqual({ text: "env=prod (a=1 OR b=2)", leftOut: 1 });
  expect(clipboardText(conditions.slice(1, 2)).text).toBe("a=1 OR b=2");
  expect(print(parse(clipboardText(conditions.slice(0, 2)).text).query)).toBe("env=prod (a=1 OR b=2)");
});
