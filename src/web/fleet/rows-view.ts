import { done, inSteps, sortedInSteps, type Steps } from "#web/lib/steps.ts";
import type { FollowedList } from "./followed-list.ts";
import type { Judge } from "./judge.ts";
import type { KnownRows } from "./known-rows.ts";
import type { ListedRows } from "./listed-rows.ts";
import { createMergedRows, frontierOf, type ListRows } from "./merged-rows.ts";
import { createPageRows } from "./page-rows.ts";
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
  /** Sandboxes found one by one, which count although the lists have not come to them. */
  readonly found: readonly string[];
}

/** The rows of the lists that match, in order, and what reading goes by. */
export interface RowsView {
  readonly rows: readonly FleetRow[];
  /** How many rows of the lists match, and of how many that cannot be told yet. */
  readonly matching: number;
  readonly undecided: number;
  /** How many of those that match were found apart from the lists. */
  readonly apart: number;
  /** How many of `rows` are not confirmed by the lists. */
  readonly standIns: number;
  /** When the oldest of those, and of those apart, was read, milliseconds since 1970. */
  readonly apartAsOf: number | undefined;
  /** How many rows, in the lists' order, no further reading will stand before. */
  readonly settled: number;
  /** Which list to read on. */
  readonly next: FollowedList | undefined;
}

export interface RowsViews {
  /** At the cost of what has changed and a copy of the rows, and of nothing where nothing has. */
  readonly now: (wish: ViewWish) => RowsView;
  /** Does in steps what `now` would have to do, as after another query. What changes meanwhile is left to it. */
  readonly inSteps: (wish: ViewWish) => Steps<void>;
}

export function createRowsViews(known: KnownRows, listed: ListedRows, judge: Judge): RowsViews {
  const sorter = createSortedRows();
  const pageRows = createPageRows(known, judge);
  const mergedRows = createMergedRows(known, listed, judge);
  let lastKey: readonly unknown[] = [];
  let unsorted: RowsView | undefined;
  let last: readonly FleetRow[] | undefined;

  function* listRows(lists: readonly FollowedList[], order: ListOrder): Steps<ListRows> {
    const [only, second] = lists;
    if (!only || second) return mergedRows.ofLists(lists, order);
    mergedRows.rest();
    return yield* pageRows.ofList(only);
  }

  /** The view in the lists' order; the very one given before where nothing has changed. */
  function* inListOrder(wish: ViewWish): Steps<RowsView> {
    const key = [
      // Lists that were not begun all have the same chain.
      ...wish.lists.flatMap((list) => [list, list.chain()]),
      ...[known.version(), judge.round(), wish.standInRows, wish.found],
    ];
    const isSame = key.length === lastKey.length && key.every((part, index) => part === lastKey[index]);
    if (unsorted && isSame) return unsorted;
    pageRows.renew(wish.lists);
    const order = wish.lists[0]?.order ?? "newest";
    const ofLists = yield* listRows(wish.lists, order);
    const view = withFound(yield* withStandIns(ofLists, wish, order), wish.found, order);
    // Only now: work that is left undone leaves nothing of itself.
    lastKey = key;
    unsorted = unsorted && sameRows(unsorted.rows, view.rows) ? { ...view, rows: unsorted.rows } : view;
    return unsorted;
  }

  return {
    now: (wish) => {
      const view = done(inListOrder(wish));
      if (!wish.sort) sorter.rest();
      const rows = wish.sort ? sorter.sorted(view.rows, wish.sort) : view.rows;
      last = last && sameRows(last, rows) ? last : rows;
      return { ...view, rows: last };
    },
    inSteps: function* (wish) {
      // Those of one list are judged page by page.
      if (wish.lists.length > 1) yield* inSteps(known.entries.values(), judge.verdict);
      const { rows } = yield* inListOrder(wish);
      if (wish.sort) yield* sorter.sortInSteps(rows, wish.sort);
    },
  };

  /** Until the lists have come as far as is asked, what is known already stands in for what they have not come to. */
  function* withStandIns(
    found: ListRows,
    { lists, standInRows }: ViewWish,
    order: ListOrder,
  ): Steps<RowsView> {
    const { next, settled } = found;
    const counts = { ...found, matching: found.rows.length, apart: 0 };
    const isUnread = lists.some((list) => list.chain().end === "unread");
    if (!next || (!isUnread && settled >= standInRows))
      return { ...counts, standIns: 0, apartAsOf: undefined };

    const compare = listOrders[order];
    const frontier = frontierOf(next);
    const rows = [...found.rows];
    let apartAsOf: number | undefined;
    yield* inSteps(known.entries.values(), (entry) => {
      if (entry.places > 0 || (frontier && compare(entry.row, frontier) < 0)) return;
      if (judge.verdict(entry) !== true) return;
      rows.push(entry.row);
      apartAsOf = Math.min(apartAsOf ?? entry.readAt, entry.readAt);
    });
    const inOrder = yield* sortedInSteps(rows, compare);
    return { ...counts, rows: inOrder, standIns: rows.length - counts.matching, apartAsOf };
  }

  /** Puts what was found apart from the lists where they will come to it. */
  function withFound(view: RowsView, found: readonly string[], order: ListOrder): RowsView {
    const compare = listOrders[order];
    let { rows, standIns, apartAsOf } = view;
    let apart = 0;
    for (const id of found) {
      const entry = known.entries.get(id);
      if (!entry || entry.places > 0 || judge.verdict(entry) !== true) continue;
      apart += 1;
      const { row, readAt } = entry;
      apartAsOf = Math.min(apartAsOf ?? readAt, readAt);
      if (standIns > 0 && rows.includes(row)) standIns -= 1;
      else {
        const at = rows.findIndex((other) => compare(other, row) > 0);
        rows = rows.toSpliced(at === -1 ? rows.length : at, 0, row);
      }
    }
    return apart === 0
      ? view
      : { ...view, rows, standIns, apart, apartAsOf, matching: view.matching + apart };
  }
}

function sameRows(a: readonly FleetRow[], b: readonly FleetRow[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
