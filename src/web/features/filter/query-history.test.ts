import { expect, test } from "vitest";
import { emptyQuery, metadataIs, type Query } from "#query/ast.ts";
import { historyOf, noted, redone, undone } from "./query-history.ts";

const queries = ["1", "2", "3"].map((value): Query => ({ conditions: [metadataIs("a", value)] }));
const [one = emptyQuery, two = emptyQuery, three = emptyQuery] = queries;
const walked = queries.reduce(noted, historyOf(emptyQuery));

test("each change is a step back, and forward again", () => {
  const back = undone(walked);
  expect(back?.present).toBe(two);
  expect(back && undone(back)?.present).toBe(one);
  expect(back && redone(back)?.present).toBe(three);
  expect(redone(walked)).toBeUndefined();
  expect(undone(historyOf(one))).toBeUndefined();
});

test("a change after an undo forgets what was taken back", () => {
  const back = undone(walked);
  const other = back && noted(back, emptyQuery);
  expect(other && redone(other)).toBeUndefined();
  expect(other && undone(other)?.present).toBe(two);
});

test("the same query again is no step, and a hundred steps are kept", () => {
  expect(noted(walked, { conditions: [metadataIs("a", "3")] })).toBe(walked);
  const many = Array.from({ length: 150 }, (_, n): Query => ({ conditions: [metadataIs("a", `${n}`)] }));
  expect(many.reduce(noted, historyOf(emptyQuery)).past).toHaveLength(100);
});
