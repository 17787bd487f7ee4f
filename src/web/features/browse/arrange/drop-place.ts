import { withColumnAt, type ColumnKey, type ColumnSettings } from "#web/view/columns.ts";

/** Where a heading stands, in pixels from the side at which the columns begin. */
export interface HeadingBox {
  readonly column: ColumnKey;
  readonly start: number;
  readonly end: number;
}

export interface DropPlace {
  /** For `withColumnAt`. */
  readonly place: number;
  /** The heading beside which the column would come to stand, and on which side; absent where it would stay. */
  readonly mark: { readonly column: ColumnKey; readonly side: "before" | "after" } | undefined;
}

/** Where a heading that is let go at a point would put its column. Columns that are not drawn keep their neighbours. */
export function dropPlace(
  columns: ColumnSettings,
  column: ColumnKey,
  headings: readonly HeadingBox[],
  at: number,
): DropPlace {
  const others = columns.filter(({ key }) => key !== column);
  const behind = headings.find((box) => box.column !== column && (box.start + box.end) / 2 > at)?.column;
  const last = headings.findLast((box) => box.column !== column)?.column;
  const indexOf = (key: ColumnKey | undefined) => others.findIndex((other) => other.key === key);
  const place = behind === undefined ? indexOf(last) + 1 : indexOf(behind);
  const result = withColumnAt(columns, column, place);
  if (result === columns) return { place, mark: undefined };
  const to = result.findIndex(({ key }) => key === column);
  const [before, moved, after] = [result[to - 1], result[to], result[to + 1]];
  const isMarked = after?.pinned === moved?.pinned && headings.some((box) => box.column === after?.key);
  if (after && isMarked) return { place, mark: { column: after.key, side: "before" } };
  return { place, mark: before && { column: before.key, side: "after" } };
}
