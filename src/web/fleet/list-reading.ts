import type { ListFilter } from "#contract/list-query.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import { nextCursor } from "./chain.ts";
import type { FollowedList } from "./followed-list.ts";
import { livePage, placesToRefresh, type Place } from "./followed-lists.ts";
import type { Entry } from "./known-rows.ts";

/** Reads one page; rejects with whatever the fleet's `failureOf` understands. */
export type ReadPage = (
  filter: ListFilter,
  cursor: string | undefined,
  signal: AbortSignal,
) => Promise<ListPage>;

export interface RefreshWish {
  readonly lists: readonly FollowedList[];
  /** What is on screen. */
  readonly visible: ReadonlySet<Entry>;
  /** At the top nobody holds on to what new sandboxes push away, so nothing is read to keep it. */
  readonly isAtTop: boolean;
  /** Every list is read where it grows, however many there are. */
  readonly isWhole: boolean;
  /** How many places are read again, each by one request unless much is new there. */
  readonly places: number;
  /** The most requests to catch up with new sandboxes above what is looked at, so that it need not move. */
  readonly catchUpPages: number;
}

export interface ListReading {
  /** Reads the page after the last one of a list. */
  readonly next: (list: FollowedList, signal: AbortSignal) => Promise<void>;
  /** Reads again where lists grow and what is on screen. */
  readonly again: (wish: RefreshWish, signal: AbortSignal) => Promise<void>;
}

/** What is told while reading: each page before it is taken in, then that it was, with the ids that stand in no list any more. */
export interface Told {
  readonly arrived: (list: FollowedList, page: ListPage) => void;
  readonly taken: (page: ListPage, left: readonly string[]) => void;
}

/** Reads the lists, a page at a time. Neither waits nor repeats; a reading that was ended changes nothing. */
export function createListReading(readPage: ReadPage, { arrived, taken }: Told): ListReading {
  async function read(
    list: FollowedList,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<ListPage> {
    const page = await readPage(list.filter, cursor, signal);
    if (!signal.aborted) arrived(list, page);
    return page;
  }

  /**
   * Reads on from a page until rows known before come, so that many new sandboxes leave no gap before them; where the oldest come first,
   * to the end.
   */
  async function readUntilKnown(
    { list, page: { cursor } }: Place,
    most: number,
    signal: AbortSignal,
  ): Promise<{ readonly page: ListPage; readonly requests: number }> {
    const isLive = list.order === "oldest" && cursor === livePage(list)?.cursor;
    let page = await read(list, cursor, signal);
    let requests = 1;
    for (; requests < most && page.next !== undefined; requests += 1) {
      if (signal.aborted || (!isLive && list.reachesKnown(page, cursor))) break;
      const more = await read(list, page.next, signal);
      page = { ...page, rows: [...page.rows, ...more.rows], next: more.next };
    }
    return { page, requests };
  }

  return {
    next: async (list, signal) => {
      const next = nextCursor(list.chain());
      if (!next) return;
      const page = await read(list, next.cursor, signal);
      if (signal.aborted) return;
      list.append(page, next.cursor);
      taken(page, []);
    },
    again: async ({ lists, visible, isAtTop, isWhole, places, catchUpPages }, signal) => {
      const done = new Map<FollowedList, Set<string | undefined>>();
      const most = isAtTop ? places : catchUpPages;
      const isLeft = ({ list, page }: Place) => !done.get(list)?.has(page.cursor);
      const budget = isWhole ? places + lists.length - 1 : places;
      for (let left = budget; left > 0;) {
        // Asked anew each time: a page's cursor changes when rows are pushed onto it.
        const due = placesToRefresh(lists, visible);
        const seen = due.visible.find(isLeft);
        // The last request is for what is looked at, else many lists would never let it be read again.
        const isLivesTurn = isWhole || left > 1 || done.size === 0 || !seen;
        const live = isLivesTurn ? due.live.find(isLeft) : undefined;
        const place = live ?? seen;
        if (!place) return;
        const { page, requests } = await readUntilKnown(place, most, signal);
        if (signal.aborted) return;
        left -= isAtTop ? requests : 1;
        const { cursor } = place.page;
        done.set(place.list, new Set([...(done.get(place.list) ?? []), cursor]));
        taken(page, place.list.reread(page, cursor));
      }
    },
  };
}
