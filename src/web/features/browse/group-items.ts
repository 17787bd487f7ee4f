import type { FleetRow } from "#web/fleet/row.ts";
import { textOf, type Sort } from "#web/fleet/sort.ts";

/** Rows that have the same in one column. */
export interface RowGroup {
  /** Absent: they have nothing there. */
  readonly value: string | undefined;
  /** Where its rows stand among all: from `start` up to `end`. */
  readonly start: number;
  readonly end: number;
  /** How many are in each state, the most frequent first. */
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
 * wherever they belong.
 */
export function groupHeadings(
  rows: readonly FleetRow[],
  column: Sort["column"],
  pinned: ReadonlySet<string>,
): readonly GroupHeading[] {
  const text = textOf(column);
  if (!text) return [];
  const headings: GroupHeading[] = [];
  let start = rows.findIndex(({ sandboxID }) => !pinned.has(sandboxID));
  if (start < 0) return [];
  let states = new Map<string, number>();
  for (let at = start; at < rows.length; at += 1) {
    const row = rows[at];
    if (!row) continue;
    states.set(row.state, (states.get(row.state) ?? 0) + 1);
    const value = text(row);
    const next = rows[at + 1];
    if (next && text(next) === value) continue;
    const group = { value, start, end: at + 1, states: [...states].sort((a, b) => b[1] - a[1]) };
    headings.push({ sandboxID: headingId(column, value), group });
    start = at + 1;
    states = new Map();
  }
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
