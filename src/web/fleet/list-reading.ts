import type { ListFilter } from "#contract/list-query.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import { nextCursor } from "./chain.ts";
import type { FollowedList } from "./followed-list.ts";

/** Reads one page; rejects with whatever the fleet's `failureOf` understands. */
export type ReadPage = (
  filter: ListFilter,
  cursor: string | undefined,
  signal: AbortSignal,
) => Promise<ListPage>;

export interface ListReading {
  /** Reads a page, which is not taken in yet. */
  readonly page: (list: FollowedList, cursor: string | undefined, signal: AbortSignal) => Promise<ListPage>;
  /** Reads the page after the last one of a list, and takes it in. */
  readonly next: (list: FollowedList, signal: AbortSignal) => Promise<void>;
}

/** What is told while reading: each page before it is taken in, then that it was, with the ids that stand in no list any more. */
export interface Told {
  readonly arrived: (list: FollowedList, page: ListPage) => void;
  readonly taken: (page: ListPage, left: readonly string[]) => void;
}

/** Reads the lists, a page at a time. Neither waits nor repeats; a reading that was ended changes nothing. */
export function createListReading(readPage: ReadPage, { arrived, taken }: Told): ListReading {
  const read: ListReading["page"] = async (list, cursor, signal) => {
    const page = await readPage(list.filter, cursor, signal);
    if (!signal.aborted) arrived(list, page);
    return page;
  };

  return {
    page: read,
    next: async (list, signal) => {
      const next = nextCursor(list.chain());
      if (!next) return;
      const page = await read(list, next.cursor, signal);
      if (signal.aborted) return;
      list.append(page, next.cursor);
      taken(page, []);
    },
  };
}
