import type { FleetRow } from "./row.ts";
import { compareRows, sortRows, type Sort } from "./sort.ts";

/** Sorts rows again and again; what was sorted last time is only mended, which costs little where little has changed. */
export interface SortedRows {
  /** A new array. `rows` are taken in any order, which it helps to keep from one time to the next. */
  readonly sorted: (rows: readonly FleetRow[], sort: Sort) => readonly FleetRow[];
}

export function createSortedRows(): SortedRows {
  let before: readonly FleetRow[] = [];
  let result: readonly FleetRow[] = [];
  let by: Sort | undefined;

  return {
    sorted: (rows, sort) => {
      const compare = compareRows(sort);
      const isSameSort = by?.column === sort.column && by.direction === sort.direction;
      const { added, removed } = difference(before, rows);
      // Many searches cost more than sorting all.
      const isMended = isSameSort && added.length * 8 < rows.length;
      result = isMended
        ? withRows(removed.size === 0 ? result : result.filter((row) => !removed.has(row)), added, compare)
        : sortRows(rows, sort);
      before = rows;
      by = sort;
      return result;
    },
  };
}

/** What one array has and the other has not. Cheap where both begin and end alike. */
function difference(
  before: readonly FleetRow[],
  now: readonly FleetRow[],
): { readonly added: readonly FleetRow[]; readonly removed: ReadonlySet<FleetRow> } {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === now.at(-1 - end)) end += 1;
  const removed = new Set(before.slice(start, before.length - end));
  const added: FleetRow[] = [];
  for (const row of now.slice(start, now.length - end)) if (!removed.delete(row)) added.push(row);
  return { added, removed };
}

function withRows(
  sorted: readonly FleetRow[],
  added: readonly FleetRow[],
  compare: (a: FleetRow, b: FleetRow) => number,
): readonly FleetRow[] {
  if (added.length === 0) return sorted;
  const all: FleetRow[] = [];
  let from = 0;
  for (const row of added.toSorted(compare)) {
    let low = from;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = sorted[middle];
      if (other && compare(other, row) <= 0) low = middle + 1;
      else high = middle;
    }
    for (; from < low; from += 1) {
      const other = sorted[from];
      if (other) all.push(other);
    }
    all.push(row);
  }
  for (; from < sorted.length; from += 1) {
    const other = sorted[from];
    if (other) all.push(other);
  }
  return all;
}
