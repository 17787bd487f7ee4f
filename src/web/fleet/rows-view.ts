import type { FollowedList } from "./followed-list.ts";
import type { Judge } from "./judge.ts";
import type { Entry, KnownRows } from "./known-rows.ts";
import { mergeLists } from "./merged-lists.ts";
import { listOrders, type FleetRow, type ListOrder } from "./row.ts";
import type { Sort } from "./sort.ts";
import { createSortedRows } from "./sorted-rows.ts";

/** What is asked for. */
export interface ViewWish {
  readonly lists: readonly FollowedList[];
  /** Absent where the lists come in the order wanted. */
  readonly sort: Sort | undefined;
  /** While fewer rows than this are settled, what is known already stands in for what the lists have not come to. */
  readonly standInRows: number;
}

/** The rows of the lists that match, in order, and what reading goes by. */
export interface RowsView {
  readonly rows: readonly FleetRow[];
  /** How many rows of the lists match, and of how many that cannot be told yet. */
  readonly matching: number;
  readonly undecided: number;
  /** How many of `rows` are not confirmed by the lists. */
  readonly standIns: number;
  /** When the oldest of those was read, milliseconds since 1970. */
  readonly standInsAsOf: number | undefined;
  /** How many rows, in the lists' order, no further reading will stand before. */
  readonly settled: number;
  /** Which list to read on. */
  readonly next: FollowedList | undefined;
}

/** Derives the view, at the cost of a walk over the rows where something about them has changed, and of nothing where not. */
export function createRowsView(known: KnownRows, judge: Judge): (wish: ViewWish) => RowsView {
  const sorter = createSortedRows();
  let lastKey: readonly unknown[] = [];
  let last: RowsView | undefined;

  return (wish) => {
    const key = [
      ...wish.lists.map((list) => list.chain()),
      ...[known.version(), judge.round(), wish.sort?.column, wish.sort?.direction, wish.standInRows],
    ];
    const isSame = key.length === lastKey.length && key.every((part, index) => part === lastKey[index]);
    if (last && isSame) return last;
    lastKey = key;
    const view = viewOf(wish, known, judge);
    const rows = wish.sort ? sorter.sorted(view.rows, wish.sort) : view.rows;
    last = { ...view, rows: last && sameRows(last.rows, rows) ? last.rows : rows };
    return last;
  };
}

function viewOf({ lists, standInRows }: ViewWish, known: KnownRows, judge: Judge): RowsView {
  const order: ListOrder = lists[0]?.order ?? "newest";
  const rows: FleetRow[] = [];
  let undecided = 0;
  const { settled, next } = mergeLists(lists, order, (entry) => {
    const verdict = judge.verdict(entry);
    if (verdict === true) rows.push(entry.row);
    else if (verdict === undefined) undecided += 1;
    return verdict === true;
  });
  const counts = { matching: rows.length, undecided, settled, next };
  const isUnread = lists.some((list) => list.chain().end === "unread");
  if (!next || (!isUnread && settled >= standInRows))
    return { ...counts, rows, standIns: 0, standInsAsOf: undefined };

  const compare = listOrders[order];
  const frontier = next
    .chain()
    .pages.findLast(({ items }) => items.length > 0)
    ?.items.at(-1)?.row;
  let standInsAsOf: number | undefined;
  for (const entry of known.entries.values()) {
    if (!standsIn(entry) || (frontier && compare(entry.row, frontier) < 0)) continue;
    if (judge.verdict(entry) !== true) continue;
    rows.push(entry.row);
    standInsAsOf = Math.min(standInsAsOf ?? entry.readAt, entry.readAt);
  }
  rows.sort(compare);
  return { ...counts, rows, standIns: rows.length - counts.matching, standInsAsOf };
}

const standsIn = (entry: Entry): boolean => entry.places === 0;

function sameRows(a: readonly FleetRow[], b: readonly FleetRow[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
