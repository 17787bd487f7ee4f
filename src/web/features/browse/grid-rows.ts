import type { FleetRow } from "#web/fleet/row.ts";

type Rows = readonly Pick<FleetRow, "sandboxID">[];

/** Where a row stands; -1 when it is not there. */
export const rowIndex = (rows: Rows, id: string | undefined): number =>
  id === undefined ? -1 : rows.findIndex((row) => row.sandboxID === id);

/** The rows between two indexes, both included, in either order. */
export const rowRange = <Row>(rows: readonly Row[], a: number, b: number): readonly Row[] =>
  rows.slice(Math.max(0, Math.min(a, b)), Math.max(a, b) + 1);

/**
 * How many rows what one looks at moved down from one set of rows to the next: by the first visible row that is still there, or rather by the
 * `preferred` ones. 0 when none is. `first` and `count` say which rows of `before` were visible.
 */
export function anchorShift(
  before: Rows,
  after: Rows,
  first: number,
  count: number,
  preferred: readonly string[] = [],
): number {
  for (const id of preferred) {
    const from = rowIndex(before.slice(first, first + count), id);
    const to = from < 0 ? -1 : rowIndex(after, id);
    if (to >= 0) return to - first - from;
  }
  if (before[first] !== undefined && before[first].sandboxID === after[first]?.sandboxID) return 0;
  const wanted = new Map(
    before.slice(first, first + count).map((row, place) => [row.sandboxID, first + place]),
  );
  let best: { readonly from: number; readonly to: number } | undefined;
  for (const [to, { sandboxID }] of after.entries()) {
    const from = wanted.get(sandboxID);
    if (from !== undefined && (!best || from < best.from)) best = { from, to };
    if (best?.from === first) break;
  }
  return best ? best.to - best.from : 0;
}

/** Where to scroll so that a row is in view, moving no further than needed; all in pixels, from the first row's upper edge. */
export function scrollTopFor(
  index: number,
  rowHeight: number,
  scrollTop: number,
  viewHeight: number,
): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - viewHeight);
}
