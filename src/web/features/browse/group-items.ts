import type { FleetRow } from "#web/fleet/row.ts";
import { textOf, type Sort } from "#web/fleet/sort.ts";

/** Rows that have the same in one column. */
export interface RowGroup {
  /** Absent: they have nothing there. */
  readonly value: string | undefined;
  /** Where its rows stand among all: from `start` up to `end`. */
  readonly start: number;
  readonly end: number;
  /** How many of them are not gone. */
  readonly count: number;
  /** How many of those are in each state, the most frequent first. */
  readonly states: readonly (readonly [state: string, count: number])[];
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
 * wherever they belong. Rows that are gone stay in their group, or stand in the next one when theirs went with them.
 */
export function groupHeadings(
  rows: readonly FleetRow[],
  column: Sort["column"],
  pinned: ReadonlySet<string>,
  gone: ReadonlyMap<string, unknown> = new Map(),
): readonly GroupHeading[] {
  const text = textOf(column);
  if (!text) return [];
  const headings: GroupHeading[] = [];
  let start = rows.findIndex(({ sandboxID }) => !pinned.has(sandboxID));
  if (start < 0) return [];
  let states = new Map<string, number>();
  let count = 0;
  let open: { readonly value: string | undefined } | undefined;
  const close = (end: number) => {
    if (!open) return;
    const { value } = open;
    const group = { value, start, end, count, states: [...states].sort((a, b) => b[1] - a[1]) };
    headings.push({ sandboxID: headingId(column, value), group });
    start = end;
    states = new Map();
    count = 0;
  };
  /** From where those that are gone may still belong to the group that comes. */
  let undecided = start;
  for (let at = start; at < rows.length; at += 1) {
    const row = rows[at];
    if (!row) continue;
    const value = text(row);
    if (gone.has(row.sandboxID)) {
      if (!open || value === open.value) undecided = at + 1;
      continue;
    }
    if (!open || open.value !== value) {
      close(undecided);
      open = { value };
    }
    undecided = at + 1;
    states.set(row.state, (states.get(row.state) ?? 0) + 1);
    count += 1;
  }
  close(rows.length);
  return headings;
}

export interface GridItems {
  readonly items: readonly GridItem[];
  /** Where among all rows an item stands; a heading stands where its first row does. */
  readonly rowIndexOf: (item: number) => number;
}

/** Rows and headings as they stand below each other. A collapsed group shows its heading alone. */
export function gridItems(
  rows: readonly FleetRow[],
  headings: readonly GroupHeading[],
  collapsed: ReadonlySet<string>,
): GridItems {
  const [first] = headings;
  if (!first) return { items: rows, rowIndexOf: (item) => item };
  const items: GridItem[] = rows.slice(0, first.group.start);
  /** The rows' indexes, in step with the items. */
  const places: number[] = items.map((_, index) => index);
  for (const heading of headings) {
    const { start, end } = heading.group;
    items.push(heading);
    places.push(start);
    if (collapsed.has(heading.sandboxID)) continue;
    for (let at = start; at < end; at += 1) {
      const row = rows[at];
      if (!row) continue;
      items.push(row);
      places.push(at);
    }
  }
  return { items, rowIndexOf: (item) => places[Math.min(item, places.length - 1)] ?? 0 };
}
