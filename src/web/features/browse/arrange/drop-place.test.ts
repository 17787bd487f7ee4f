import { expect, test } from "vitest";
import { defaultColumns, withPinned, type ColumnKey, type ColumnSettings } from "#web/view/columns.ts";
import { dropPlace, type HeadingBox } from "./drop-place.ts";

const boxes = (columns: ColumnSettings, hidden: readonly ColumnKey[] = []): readonly HeadingBox[] =>
  columns
    .filter(({ key }) => !hidden.includes(key))
    .map(({ key }, index) => ({ column: key, start: index * 100, end: index * 100 + 100 }));

test.each([
  [
    "left of a heading's middle, before it",
    "cpu",
    120,
    { place: 1, mark: { column: "state", side: "before" } },
  ],
  ["right of it, behind it", "cpu", 180, { place: 2, mark: { column: "template", side: "before" } }],
  ["past all, last", "state", 5_000, { place: 7, mark: { column: "memory", side: "after" } }],
  ["where it is, nothing", "state", 130, { place: 1, mark: undefined }],
  [
    "among the pinned, first of the rest",
    "cpu",
    -50,
    { place: 0, mark: { column: "state", side: "before" } },
  ],
] as const)("%s", (_, column, at, expected) => {
  expect(dropPlace(defaultColumns, column, boxes(defaultColumns), at)).toEqual(expected);
});

test("pinned columns are put down among themselves", () => {
  const columns = withPinned(withPinned(defaultColumns, "state", true), "cpu", true);
  expect(dropPlace(columns, "state", boxes(columns), 5_000).mark).toEqual({ column: "cpu", side: "after" });
});

test("a column that gave way is no neighbour to mark", () => {
  const result = dropPlace(defaultColumns, "state", boxes(defaultColumns, ["memory"]), 5_000);
  expect(result.mark).toEqual({ column: "cpu", side: "after" });
});
