import fc from "fast-check";
import { expect, test } from "vitest";
import { anchorShift, rowIndex, rowRange, scrollTopFor } from "./grid-rows.ts";

const rows = (ids: string) => ids.split(" ").map((sandboxID) => ({ sandboxID }));

test("a row is found by its id, or not", () => {
  expect(rowIndex(rows("a b c"), "b")).toBe(1);
  expect(rowIndex(rows("a b c"), "x")).toBe(-1);
  expect(rowIndex(rows("a b c"), undefined)).toBe(-1);
});

test("a range holds both ends, in either direction", () => {
  expect(rowRange(["a", "b", "c", "d"], 2, 1)).toEqual(["b", "c"]);
  expect(rowRange(["a", "b"], 0, 9)).toEqual(["a", "b"]);
});

test.each([
  ["new rows above", "a b c d e", "x y a b c d e", 2],
  ["rows above that ended", "a b c d e", "c d e", -2],
  ["new rows below", "a b c d e", "a b c d e f", 0],
  ["the anchor itself ended", "a b c d e", "x a b d e", 0],
  ["the anchor and one above ended", "a b c d e", "b d e", -2],
  ["nothing is left", "a b c d e", "x y", 0],
  ["all is left to read", "a b c d e", "x", 0],
])("what is looked at moves with %s", (_, before, after, shift) => {
  expect(anchorShift(rows(before), rows(after), 2, 3)).toBe(shift);
});

test("a row that is preferred keeps its place before others, if it was on screen and stays", () => {
  expect(anchorShift(rows("a b c d e"), rows("b d e"), 1, 3, ["d"])).toBe(-2);
  expect(anchorShift(rows("a b c d e"), rows("b d e"), 1, 3, ["c", "e"])).toBe(-1);
});

test("whatever is put in or taken out above, the first visible row that stays keeps its place", () => {
  const ids = fc.uniqueArray(fc.nat({ max: 99 }).map(String), { minLength: 8, maxLength: 40 });
  fc.assert(
    fc.property(
      ids,
      fc.func(fc.boolean()),
      fc.nat({ max: 20 }),
      fc.nat({ max: 30 }),
      (list, stays, first, added) => {
        const before = list.map((sandboxID) => ({ sandboxID }));
        const fresh = Array.from({ length: added }, (_, n) => ({ sandboxID: `new${n}` }));
        const after = [...fresh, ...before.filter(({ sandboxID }) => stays(sandboxID))];
        const anchor = before.slice(first, first + 5).find(({ sandboxID }) => stays(sandboxID));
        if (!anchor) return;
        const shift = anchorShift(before, after, first, 5);
        expect(after[before.indexOf(anchor) + shift]).toBe(anchor);
      },
    ),
  );
});

test.each([
  [0, 100, 0],
  [3, 100, 96],
  [5, 100, 100],
  [12, 100, 116],
  [40, 100, 1_012],
])("row %i is brought into view from %i by scrolling to %i", (index, from, to) => {
  expect(scrollTopFor(index, 32, from, 300)).toBe(to);
});
