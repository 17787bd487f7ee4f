import type { ListFilter } from "#contract/list-query.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import {
  appendPage,
  emptyChain,
  meets,
  rereadPage,
  strays,
  withoutItem,
  type Chain,
  type ChainPage,
  type PageOf,
} from "./chain.ts";
import type { Entry, KnownRows } from "./known-rows.ts";
import type { ListedRows } from "./listed-rows.ts";
import { fleetRow, listOrders, type ListOrder } from "./row.ts";

/** One list of the upstream as far as it was read. What is known of the sandboxes on it is shared with the other lists. */
export interface FollowedList {
  readonly filter: ListFilter;
  readonly order: ListOrder;
  readonly chain: () => Chain<Entry>;
  /** Running sandboxes in the list, as its head told last, where the upstream tells it. */
  readonly totalRunning: () => number | undefined;
  readonly pageOf: PageOf<Entry>;
  /** Adds the page after the last one. */
  readonly append: (page: ListPage, cursor: string | undefined) => void;
  /**
   * Whether pages read one after the other from this cursor on come to rows that stood there before, and do not end far behind them: if
   * not, rows in between may be missing.
   */
  readonly reachesKnown: (pages: readonly ListPage[], cursor: string | undefined) => boolean;
  /** Puts pages read one after the other in place of what was read from this cursor. Gives the ids that stand in no list any more. */
  readonly reread: (pages: readonly ListPage[], cursor: string | undefined) => readonly string[];
  /** Takes a sandbox off its pages. */
  readonly withdraw: (entry: Entry) => void;
  /** Takes all off its pages: the list is followed no more. */
  readonly end: () => void;
}

/** Pages read one after the other as one, as old as the first. */
function joined(pages: readonly ListPage[]): ListPage | undefined {
  const [first] = pages;
  return first && { ...first, rows: pages.flatMap(({ rows }) => rows), next: pages.at(-1)?.next };
}

export function createFollowedList(filter: ListFilter, known: KnownRows, listed: ListedRows): FollowedList {
  let chain: Chain<Entry> = emptyChain;
  let totalRunning: number | undefined;
  const order: ListOrder = filter.order === "asc" ? "oldest" : "newest";
  const compare = listOrders[order];
  const pages = new Map<Entry, ChainPage<Entry>>();
  const pageOf: PageOf<Entry> = (entry) => pages.get(entry);

  const indexOf = (cursor: string | undefined) => chain.pages.findIndex((page) => page.cursor === cursor);

  /** Puts another chain in place, and what stands on its pages in step with it. Gives the entries that left some page. */
  function become(next: Chain<Entry>): readonly Entry[] {
    const before = new Set(chain.pages);
    const after = new Set(next.pages);
    const left = chain.pages.filter((page) => !after.has(page)).flatMap(({ items }) => items);
    for (const page of next.pages) {
      if (before.has(page)) continue;
      for (const entry of page.items) {
        listed.enter(entry);
        pages.set(entry, page);
      }
    }
    for (const entry of left) {
      listed.leave(entry);
      const page = pages.get(entry);
      if (page && !after.has(page)) pages.delete(entry);
    }
    chain = next;
    return left;
  }

  /** Takes in a page's rows; those found gone meanwhile do not stand on it. */
  function take(page: ListPage, cursor: string | undefined): ChainPage<Entry> {
    if (cursor === undefined) totalRunning = page.totalRunning;
    const entries = page.rows.flatMap((sandbox) => known.learn(fleetRow(sandbox, page.requestedAt)) ?? []);
    return { cursor, items: [...new Set(entries)], next: page.next, asOf: page.requestedAt };
  }

  /** The sandboxes of a reading that are known and have not been started anew: one that was resumed has moved to the head. */
  const unmoved = (page: ListPage): readonly Entry[] =>
    page.rows.flatMap(({ sandboxID, startedAt }) => {
      const entry = known.entries.get(sandboxID);
      return entry?.row.startedAt === startedAt ? entry : [];
    });

  /** What of a reading from this cursor on is known and has not moved, and what of that is only listed twice. */
  function judged(readings: readonly ListPage[], cursor: string | undefined) {
    const index = indexOf(cursor);
    const stayed = readings.map(unmoved);
    // One that comes to the end of the list leaves nothing out.
    const isToEnd = readings.at(-1)?.next === undefined;
    const twice = new Set(isToEnd ? [] : strays(chain, index, stayed, pageOf));
    return { index, stayed: stayed.flat(), twice };
  }

  return {
    filter,
    order,
    chain: () => chain,
    pageOf,
    totalRunning: () => totalRunning,
    append: (page, cursor) => void become(appendPage(chain, take(page, cursor), pageOf)),
    reachesKnown: (readings, cursor) => {
      const { index, stayed, twice } = judged(readings, cursor);
      const last = stayed.at(-1);
      return last !== undefined && !twice.has(last) && meets(chain, index, stayed, pageOf);
    },
    reread: (readings, cursor) => {
      const reading = joined(readings);
      if (!reading) return [];
      const { index, stayed, twice } = judged(readings, cursor);
      const met = meets(chain, index, stayed, pageOf);
      const taken = take(reading, cursor);
      const page =
        twice.size === 0 ? taken : { ...taken, items: taken.items.filter((entry) => !twice.has(entry)) };
      const last = page.items.at(-1);
      const isAfter = (entry: Entry) => last !== undefined && compare(entry.row, last.row) > 0;
      const left = become(rereadPage(chain, index, { page, isAfter, pageOf, met }));
      const gone = new Set(left.filter(({ places }) => places === 0).map(({ id }) => id));
      for (const id of gone) known.drop(id);
      return [...gone];
    },
    withdraw: (entry) => {
      become(withoutItem(chain, entry, pageOf));
    },
    end: () => {
      for (const { items } of chain.pages) for (const entry of items) listed.leave(entry);
      pages.clear();
      chain = emptyChain;
      totalRunning = undefined;
    },
  };
}
