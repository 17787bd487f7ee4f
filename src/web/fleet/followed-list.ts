import type { ListFilter } from "#contract/list-query.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import { appendPage, emptyChain, withoutItem, type Chain, type ChainPage, type PageOf } from "./chain.ts";
import type { Entry, KnownRows } from "./known-rows.ts";
import type { ListedRows } from "./listed-rows.ts";
import { fleetRow, type ListOrder } from "./row.ts";

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
  /** Takes in a page's rows; those found gone meanwhile do not stand on it. For whoever makes of it a chain for `become`. */
  readonly take: (page: ListPage, cursor: string | undefined) => ChainPage<Entry>;
  /** Puts another chain in place, and what stands on its pages in step with it. Gives the entries that left some page. */
  readonly become: (next: Chain<Entry>) => readonly Entry[];
  /** Takes a sandbox off its pages. */
  readonly withdraw: (entry: Entry) => void;
  /** Takes all off its pages: the list is followed no more. */
  readonly end: () => void;
}

/** @param now the moment, milliseconds since 1970 */
export function createFollowedList(
  filter: ListFilter,
  known: KnownRows,
  listed: ListedRows,
  now: () => number,
): FollowedList {
  let chain: Chain<Entry> = emptyChain;
  let totalRunning: number | undefined;
  const order: ListOrder = filter.order === "asc" ? "oldest" : "newest";
  const pages = new Map<Entry, ChainPage<Entry>>();
  const pageOf: PageOf<Entry> = (entry) => pages.get(entry);

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
    const at = now();
    for (const entry of left) {
      listed.leave(entry, at);
      const page = pages.get(entry);
      if (page && !after.has(page)) pages.delete(entry);
    }
    chain = next;
    return left;
  }

  function take(page: ListPage, cursor: string | undefined): ChainPage<Entry> {
    if (cursor === undefined) totalRunning = page.totalRunning;
    const entries = page.rows.flatMap((sandbox) => known.learn(fleetRow(sandbox, page.requestedAt)) ?? []);
    return { cursor, items: [...new Set(entries)], next: page.next, asOf: page.requestedAt };
  }

  return {
    filter,
    order,
    chain: () => chain,
    pageOf,
    totalRunning: () => totalRunning,
    append: (page, cursor) => void become(appendPage(chain, take(page, cursor), pageOf)),
    take,
    become,
    withdraw: (entry) => {
      become(withoutItem(chain, entry, pageOf));
    },
    end: () => {
      // Asked once: there may be 100,000.
      const at = now();
      for (const { items } of chain.pages) for (const entry of items) listed.leave(entry, at);
      pages.clear();
      chain = emptyChain;
      totalRunning = undefined;
    },
  };
}
