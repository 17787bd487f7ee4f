import type { FleetRow } from "#web/fleet/row.ts";
import { textOf, type Sort } from "#web/fleet/sort.ts";
import { joined } from "#web/fleet/sorted-rows.ts";

/** Rows that have the same in one column. */
export interface RowGroup {
  /** Absent: they have nothing there. */
  readonly value: string | undefined;
  /** Where its rows stand among all: from `start` up to `end`. */
  readonly start: number;
  readonly end: number;
  /** How many of them are not gone. */
  readonly count: number;
}

/** A heading among the rows. It has an id in the place where rows have theirs: whatever follows rows through changes follows it too. */
export interface GroupHeading {
  readonly sandboxID: string;
  readonly group: RowGroup;
}

/** What stands in one line of the table. */
export type GridItem = FleetRow | GroupHeading;

export const isHeading = (item: GridItem): item is GroupHeading => "group" in item;

/** No sandbox's id begins like this. */
const headingId = (column: string, value: string | undefined): string =>
  `\u0000${column}\u0000${value === undefined ? "" : `=${value}`}`;

/**
 * The groups of rows that stand together, as `groupedSort` puts them. Those pinned on top, before all others, are in none: they are shown
 * wherever they belong. Rows that are gone stay in their group, or stand in the next one when theirs went with them. Costs a few looks at
 * each group, not one at each row: there may be very many.
 */
export function groupHeadings(
  rows: readonly FleetRow[],
  column: Sort["column"],
  pinned: ReadonlySet<string>,
  gone: ReadonlyMap<string, unknown> = new Map(),
): readonly GroupHeading[] {
  const text = textOf(column);
  if (!text) return [];
  const goneAt = placesOf(rows, gone);
  const isGone = (at: number) => goneAt.length > 0 && gone.has(rows[at]?.sandboxID ?? "");
  const present = (at: number) => {
    let place = at;
    while (isGone(place)) place += 1;
    return place;
  };
  /** The text of the first row from there on that is not gone; `null` where there is none. */
  const textFrom = (at: number) => {
    const row = rows[present(at)];
    return row ? text(row) : null;
  };

  const headings: GroupHeading[] = [];
  let start = rows.findIndex(({ sandboxID }) => !pinned.has(sandboxID));
  while (start >= 0 && start < rows.length) {
    const value = textFrom(start);
    if (value === null) break;
    let end = firstWhere(present(start) + 1, rows.length, (at) => textFrom(at) !== value);
    // Those that are gone stay with what they have in common.
    for (let at = end; isGone(at); at += 1) if (sameText(rows[at], text, value)) end = at + 1;
    if (present(end) >= rows.length) end = rows.length;
    const goneIn = firstWhere(0, goneAt.length, (n) => (goneAt[n] ?? 0) >= end);
    const goneBefore = firstWhere(0, goneAt.length, (n) => (goneAt[n] ?? 0) >= start);
    const group = { value, start, end, count: end - start - (goneIn - goneBefore) };
    headings.push({ sandboxID: headingId(column, value), group });
    start = end;
  }
  return headings;
}

const sameText = (
  row: FleetRow | undefined,
  text: (row: FleetRow) => string | undefined,
  value: string | undefined,
): boolean => row !== undefined && text(row) === value;

/** Where those rows stand. */
function placesOf(rows: readonly FleetRow[], wanted: ReadonlyMap<string, unknown>): readonly number[] {
  const places: number[] = [];
  if (wanted.size > 0)
    for (const [place, { sandboxID }] of rows.entries()) if (wanted.has(sandboxID)) places.push(place);
  return places;
}

/** The first number from `from` on at which something holds, as it does at all behind it; `to` where it does nowhere before. Near ones are found soonest. */
function firstWhere(from: number, to: number, holds: (at: number) => boolean): number {
  let low = from;
  let high = from;
  for (let stride = 1; high < to && !holds(high); stride *= 2) {
    low = high + 1;
    high += stride;
  }
  high = Math.min(high, to);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many rows of a group that are not gone are in each state, the most frequent first. */
export function groupStates(
  rows: readonly FleetRow[],
  { start, end }: RowGroup,
  gone: ReadonlyMap<string, unknown>,
): readonly (readonly [state: string, count: number])[] {
  const states = new Map<string, number>();
  for (let at = start; at < end; at += 1) {
    const row = rows[at];
    if (row && !(gone.size > 0 && gone.has(row.sandboxID)))
      states.set(row.state, (states.get(row.state) ?? 0) + 1);
  }
  return [...states].sort((a, b) => b[1] - a[1]);
}

export interface GridItems {
  readonly items: readonly GridItem[];
  /** Where among all rows an item stands; a heading stands where its first row does. */
  readonly rowIndexOf: (item: number) => number;
}

/** So many rows cost less to copy as a block than one by one. */
const BLOCK = 16;

/** Rows and headings as they stand below each other. A collapsed group shows its heading alone. */
export function gridItems(
  rows: readonly FleetRow[],
  headings: readonly GroupHeading[],
  collapsed: ReadonlySet<string>,
): GridItems {
  const [first] = headings;
  if (!first) return { items: rows, rowIndexOf: (item) => item };
  const pieces: (readonly GridItem[])[] = [];
  let last: GridItem[] = rows.slice(0, first.group.start);
  /** At which items the headings stand. */
  const places: number[] = [];
  let count = last.length;
  for (const heading of headings) {
    const { start, end } = heading.group;
    places.push(count);
    last.push(heading);
    count += 1;
    if (collapsed.has(heading.sandboxID)) continue;
    count += end - start;
    if (end - start < BLOCK) for (const row of rows.slice(start, end)) last.push(row);
    else {
      pieces.push(last, rows.slice(start, end));
      last = [];
    }
  }
  pieces.push(last);
  return {
    items: joined(pieces),
    rowIndexOf: (item) => {
      const at = Math.max(0, Math.min(item, count - 1));
      const ahead = firstWhere(0, places.length, (n) => (places[n] ?? 0) > at);
      const group = headings[ahead - 1]?.group;
      if (!group) return at;
      return group.start + Math.max(0, at - (places[ahead - 1] ?? 0) - 1);
    },
  };
}
