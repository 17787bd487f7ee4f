import { expect, test } from "vitest";
import { MASK } from "#contract/secret.ts";
import { fieldIs, metadataIs, sameCondition, sameQuery, words, type Condition } from "./ast.ts";
import { parse } from "./parse.ts";
import { printCondition, shownCondition } from "./print.ts";

const conditionOf = (text: string): Condition => {
  const [condition] = parse(text).query.conditions;
  if (!condition) throw new Error(`${text} is no condition`);
  return condition;
};

test.each([
  ["short ones as they are written", "env=prod", "env=prod"],
  ["quotes where they are needed", '"a b"=""', '"a b"=""'],
  ["fields", "state:paused", "state:paused"],
  ["secret keys masked", "api_key=x", `api_key=${MASK}`],
  ["with any operator", "api_key^=x", `api_key^=${MASK}`],
  ["in lists", "api_key=(x, y)", `api_key=(${MASK}, ${MASK})`],
  ["in groups", "a=1 OR -(api_key=x b=2)", `a=1 OR -(api_key=${MASK} b=2)`],
  ["secret values masked", "note=sk-12345", `note=${MASK}`],
  ["secrets in the wrong place masked", "template:sk-12345", `template:${MASK}`],
  ["secrets as free text masked", "sk-12345", MASK],
  ["a key alone gives nothing away", "has:api_key", "has:api_key"],
  ["just short enough", `k=${"x".repeat(78)}`, `k=${"x".repeat(78)}`],
  ["long ones cut at 80", `k=${"x".repeat(79)}`, `k=${"x".repeat(77)}…`],
  ["long keys cut too", `${"x".repeat(90)}=v`, `${"x".repeat(79)}…`],
  ["long ones in quotes cut", `k="${" ".repeat(90)}"`, `k="${" ".repeat(76)}…`],
  [
    "long lists cut",
    `k=(${"value, ".repeat(1).repeat(1)}${Array.from({ length: 30 }, (_, n) => `value${n}`).join(", ")})`,
    "k=(value, value0, value1, value2, value3, value4, value5, value6, value7, value8, …".slice(0, 79) + "…",
  ],
  ["no half characters", `k=${"x".repeat(76)}😀😀`, `k=${"x".repeat(76)}…`],
])("on screen: %s", (_, text, shown) => {
  expect(shownCondition(conditionOf(text))).toBe(shown);
});

test("queries are the same when they ask the same in the same order", () => {
  const [a, b] = [metadataIs("a", "1"), fieldIs("state", "1")];
  expect(sameQuery({ conditions: [a, b] }, { conditions: [{ ...a }, { ...b }] })).toBe(true);
  expect(sameQuery({ conditions: [a, b] }, { conditions: [b, a] })).toBe(false);
  expect(sameQuery({ conditions: [a] }, { conditions: [a, b] })).toBe(false);
  expect(sameCondition(fieldIs("state", "1"), metadataIs("state", "1"))).toBe(false);
  expect(sameCondition(metadataIs("a", "1", "2"), metadataIs("a", "1"))).toBe(false);
});

test("a value of 10 MB is printed and shown", () => {
  const huge = metadataIs("k", 'a"'.repeat(5_000_000));
  expect(printCondition(huge)).toHaveLength(15_000_004);
  expect(shownCondition(huge)).toHaveLength(80);
  const bare = metadataIs("k".repeat(5_000_000), "v".repeat(5_000_000));
  expect(printCondition(bare)).not.toContain('"');
  expect(shownCondition(words("x".repeat(5_000_000)))).toHaveLength(80);
});
