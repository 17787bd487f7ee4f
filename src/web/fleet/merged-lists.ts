import type { FollowedList } from "./followed-list.ts";
import type { Entry } from "./known-rows.ts";
import { listOrders, type ListOrder } from "./row.ts";

/** Several lists as one, in the order they come in. */
export interface MergedLists {
  /** How many of the entries visited came before the first end of a list that goes on: no page read later stands among those. */
  readonly settled: number;
  /** The list whose end that is: reading on there settles more. `undefined` when no list goes on. */
  readonly next: FollowedList | undefined;
}

/** Where one is in a list. */
class Position {
  readonly list: FollowedList;
  #page = 0;
  #item = 0;

  constructor(list: FollowedList) {
    this.list = list;
    this.#skipEmpty();
  }

  get entry(): Entry | undefined {
    return this.list.chain().pages[this.#page]?.items[this.#item];
  }

  step(): void {
    this.#item += 1;
    this.#skipEmpty();
  }

  #skipEmpty(): void {
    const { pages } = this.list.chain();
    while (this.#page < pages.length && this.#item >= (pages[this.#page]?.items.length ?? 0)) {
      this.#page += 1;
      this.#item = 0;
    }
  }
}

const goesOn = (list: FollowedList): boolean => ["unread", "more"].includes(list.chain().end);

/**
 * Visits what stands in the lists, each entry once, in their common order. `visit` says whether it took the entry; only those count as
 * settled. Walks all of it, at a few nanoseconds an entry.
 */
export function mergeLists(
  lists: readonly FollowedList[],
  order: ListOrder,
  visit: (entry: Entry) => boolean,
): MergedLists {
  const twice = new Set<Entry>();
  let taken = 0;
  const visitOnce = (entry: Entry) => {
    if (entry.places > 1) {
      if (twice.has(entry)) return;
      twice.add(entry);
    }
    if (visit(entry)) taken += 1;
  };

  const [only, second] = lists;
  if (only && !second) {
    for (const page of only.chain().pages) for (const entry of page.items) visitOnce(entry);
    return { settled: taken, next: goesOn(only) ? only : undefined };
  }

  const compare = listOrders[order];
  let positions = lists.map((list) => new Position(list));
  let next: FollowedList | undefined;
  let settled: number | undefined;
  for (;;) {
    let nearest: Position | undefined;
    let nearestEntry: Entry | undefined;
    let hasEnded = false;
    for (const position of positions) {
      const { entry } = position;
      if (!entry) {
        hasEnded = true;
        if (!next && goesOn(position.list)) {
          next = position.list;
          settled = taken;
        }
      } else if (!nearestEntry || compare(entry.row, nearestEntry.row) < 0) {
        nearest = position;
        nearestEntry = entry;
      }
    }
    if (!nearest || !nearestEntry) return { settled: settled ?? taken, next };
    if (hasEnded) positions = positions.filter(({ entry }) => entry !== undefined);
    visitOnce(nearestEntry);
    nearest.step();
  }
}
