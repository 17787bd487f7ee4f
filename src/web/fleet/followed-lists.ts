import type { ListFilter } from "#contract/list-query.ts";
import type { ChainPage } from "./chain.ts";
import { createFollowedList, type FollowedList } from "./followed-list.ts";
import { createKnownRows, type Entry, type KnownRows } from "./known-rows.ts";
import { createListedRows, type ListedRows } from "./listed-rows.ts";

/** The lists that a plan asks for, together the sandboxes wanted, with what is known of every sandbox met on the way. */
export interface FollowedLists {
  readonly lists: () => readonly FollowedList[];
  readonly known: KnownRows;
  readonly listed: ListedRows;
  /** Follows these lists from now on. Those followed already stay as far as they were read; what is known of sandboxes stays. */
  readonly follow: (filters: readonly ListFilter[]) => void;
  /** Whether one of the lists holds it. */
  readonly isListed: (id: string) => boolean;
  /** A sandbox does not exist any more, as of a moment in milliseconds since 1970. */
  readonly forget: (id: string, at: number) => void;
}

const sameFilter = (a: ListFilter, b: ListFilter): boolean => JSON.stringify(a) === JSON.stringify(b);

/** @param now the moment, milliseconds since 1970 */
export function createFollowedLists(now: () => number): FollowedLists {
  const listed = createListedRows(() => known.entries.values());
  const known = createKnownRows(listed.changing);
  let lists: readonly FollowedList[] = [];

  return {
    lists: () => lists,
    known,
    listed,
    follow: (filters) => {
      const next = filters.map(
        (filter) =>
          lists.find((list) => sameFilter(list.filter, filter)) ??
          createFollowedList(filter, known, listed, now),
      );
      if (next.length === lists.length && next.every((list, index) => list === lists[index])) return;
      // First: then nothing is noted of each row that leaves.
      listed.reset();
      for (const list of lists) if (!next.includes(list)) list.end();
      lists = next;
    },
    isListed: (id) => (known.entries.get(id)?.places ?? 0) > 0,
    forget: (id, at) => {
      const entry = known.entries.get(id);
      if (entry) for (const list of lists) list.withdraw(entry);
      known.forget(id, at);
    },
  };
}

/** The page in which a list grows while sandboxes start: its head, or its end where the oldest come first. */
export const livePage = ({ order, chain }: FollowedList): ChainPage<Entry> | undefined =>
  order === "newest" ? chain().pages[0] : chain().pages.at(-1);

/** When a list was last asked for what is newest in it, as far as it was read. */
export const liveAsOf = (list: FollowedList): number | undefined =>
  list.order === "newest"
    ? livePage(list)?.asOf
    : list
        .chain()
        .pages.reduce<number | undefined>((most, { asOf }) => Math.max(most ?? asOf, asOf), undefined);
