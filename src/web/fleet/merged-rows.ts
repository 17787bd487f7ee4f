import type { FollowedList } from "./followed-list.ts";
import type { Judge } from "./judge.ts";
import type { KnownRows } from "./known-rows.ts";
import type { ListedRows, RowsChange } from "./listed-rows.ts";
import { listOrders, type FleetRow, type ListOrder } from "./row.ts";
import { mended, placeOf } from "./sorted-rows.ts";

/** The rows of the lists that match, and how far they are to be believed. */
export interface ListRows {
  readonly rows: readonly FleetRow[];
  /** How many rows are neither shown nor ruled out. */
  readonly undecided: number;
  /** How many of `rows` come before the first end of a list that goes on: no page read later stands among those. */
  readonly settled: number;
  /** The list whose end that is: reading on there settles more. `undefined` when no list goes on. */
  readonly next: FollowedList | undefined;
}

export interface MergedRows {
  readonly ofLists: (lists: readonly FollowedList[], order: ListOrder) => ListRows;
  /** Nobody asks for now: changes are not followed until somebody does. */
  readonly rest: () => void;
}

/** The rows of several lists in one order, each once, kept in step with what is listed: a change costs what it is large, and a copy. */
export function createMergedRows(known: KnownRows, listed: ListedRows, judge: Judge): MergedRows {
  /** The rows listed in order: those that match, and those that do not or may not; `undefined` while at rest or out of step. */
  let kept: Kept | undefined;
  const undecided = new Set<FleetRow>();
  let order: ListOrder = "newest";
  let round = 0;

  /** Parts rows by whether they match; notes the undecided. */
  function parted(rows: readonly FleetRow[]): Kept {
    const shown: FleetRow[] = [];
    const hidden: FleetRow[] = [];
    for (const row of rows) {
      const entry = known.entries.get(row.sandboxID);
      const meets = entry && judge.verdict(entry);
      if (meets === undefined) undecided.add(row);
      (meets === true ? shown : hidden).push(row);
    }
    return { shown, hidden };
  }

  listed.onRows((change) => {
    if (kept) kept = change.reset ? undefined : inStep(kept, change);
  });

  function inStep({ shown, hidden }: Kept, change: RowsChange): Kept {
    const gone = new Set([...change.removed, ...change.changed.map(([before]) => before)]);
    const come = parted([...change.added, ...change.changed.map(([, after]) => after)]);
    for (const row of gone) undecided.delete(row);
    const compare = listOrders[order];
    return {
      shown: mended(shown, gone, come.shown, compare),
      hidden: mended(hidden, gone, come.hidden, compare),
    };
  }

  function renewed(): Kept {
    undecided.clear();
    if (kept) return parted(mended(kept.shown, new Set(), kept.hidden, listOrders[order]));
    const all: FleetRow[] = [];
    for (const { places, row } of known.entries.values()) if (places > 0) all.push(row);
    return parted(all.sort(listOrders[order]));
  }

  return {
    ofLists: (lists, wantedOrder) => {
      if (wantedOrder !== order) kept = undefined;
      order = wantedOrder;
      if (!kept || round !== judge.round()) kept = renewed();
      round = judge.round();
      const { shown: rows } = kept;
      return { rows, undecided: undecided.size, ...firstEnd(lists, rows, order) };
    },
    rest: () => {
      kept = undefined;
      undecided.clear();
    },
  };
}

interface Kept {
  readonly shown: readonly FleetRow[];
  readonly hidden: readonly FleetRow[];
}

/** Whether there is more to read of a list. */
export const goesOn = (list: FollowedList): boolean => ["unread", "more"].includes(list.chain().end);

/** The last row of a list as far as it was read; none of one that was not. */
export const frontierOf = (list: FollowedList): FleetRow | undefined =>
  list
    .chain()
    .pages.findLast(({ items }) => items.length > 0)
    ?.items.at(-1)?.row;

/** Which list comes to its end first, and how many rows that is. */
function firstEnd(
  lists: readonly FollowedList[],
  rows: readonly FleetRow[],
  order: ListOrder,
): Pick<ListRows, "settled" | "next"> {
  const compare = listOrders[order];
  let next: FollowedList | undefined;
  let end: FleetRow | undefined;
  for (const list of lists.filter(goesOn)) {
    const frontier = frontierOf(list);
    if (!frontier) return { settled: 0, next: list };
    if (!end || compare(frontier, end) < 0) {
      next = list;
      end = frontier;
    }
  }
  if (!end) return { settled: rows.length, next };
  const place = placeOf(rows, end, 0, compare);
  return { settled: place + Number(rows[place] === end), next };
}
