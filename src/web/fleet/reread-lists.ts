import type { ListPage } from "#web/data/sandboxes.ts";
import type { FollowedList } from "./followed-list.ts";
import { livePage } from "./followed-lists.ts";
import type { ChainPage } from "./chain.ts";
import type { Entry } from "./known-rows.ts";
import type { RefreshWish, UpkeepHost } from "./lazy-upkeep.ts";

/** A page of one of the lists. */
export interface Place {
  readonly list: FollowedList;
  readonly page: ChainPage<Entry>;
}

/** What of the lists is read again. */
export interface Reread extends Omit<RefreshWish, "apart"> {
  /** Also what is on screen, and not only where lists grow. */
  readonly withVisible: boolean;
  /** Where lists grow. */
  readonly withLive: boolean;
  /** One page more that was read before this moment, the longest unread first, where a request is left; milliseconds since 1970. */
  readonly rollBefore: number | undefined;
  /** That page has been passed over for what is on screen: now it comes first. */
  readonly isRollsTurn: boolean;
}

/** What it took. */
export interface Spent {
  readonly requests: number;
  /** Whether a page was read that is neither on screen nor where lists grow. */
  readonly isRolled: boolean;
}

/**
 * The pages a refresh reads again, the longest unread first: those where lists grow, those that hold something visible, and the rest, of which
 * a page now and then is read.
 */
export function placesToRefresh(
  lists: readonly FollowedList[],
  visible: ReadonlySet<Entry>,
): Readonly<Record<"live" | "visible" | "rest", readonly Place[]>> {
  const oldestFirst = (places: readonly Place[]) => places.toSorted((a, b) => a.page.asOf - b.page.asOf);
  const live = lists.flatMap((list): Place[] => {
    const page = livePage(list);
    return page && (list.order === "newest" || list.chain().end !== "more") ? [{ list, page }] : [];
  });
  const taken = new Set(live.map(({ page }) => page));
  const seen = lists.flatMap((list): Place[] =>
    [...new Set([...visible].flatMap((entry) => list.pageOf(entry) ?? []))]
      .filter((page) => !taken.has(page))
      .map((page) => ({ list, page })),
  );
  for (const { page } of seen) taken.add(page);
  const rest = lists.flatMap((list) =>
    list.chain().pages.flatMap((page): Place[] => (taken.has(page) ? [] : [{ list, page }])),
  );
  return { live: oldestFirst(live), visible: oldestFirst(seen), rest: oldestFirst(rest) };
}

/** Reads parts of the lists again. Neither waits nor repeats; ended, it changes nothing. */
export async function rereadLists(
  { readPage, taken }: Pick<UpkeepHost, "readPage" | "taken">,
  { lists, visible, isAtTop, isWhole, places, catchUpPages, ...reread }: Reread,
  signal: AbortSignal,
): Promise<Spent> {
  const { withLive, withVisible, rollBefore, isRollsTurn } = reread;
  /**
   * Reads on from a page until rows known before come, so that many new sandboxes leave no gap before them; where the oldest come first,
   * to the end.
   */
  async function readUntilKnown(
    { list, page: { cursor } }: Place,
    most: number,
  ): Promise<{ readonly page: ListPage; readonly requests: number }> {
    const isLive = list.order === "oldest" && cursor === livePage(list)?.cursor;
    let page = await readPage(list, cursor, signal);
    let requests = 1;
    for (; requests < most && page.next !== undefined; requests += 1) {
      if (signal.aborted || (!isLive && list.reachesKnown(page, cursor))) break;
      const more = await readPage(list, page.next, signal);
      page = { ...page, rows: [...page.rows, ...more.rows], next: more.next };
    }
    return { page, requests };
  }

  const done = new Map<FollowedList, Set<string | undefined>>();
  const most = isAtTop ? places : catchUpPages;
  const isLeft = ({ list, page }: Place) => !done.get(list)?.has(page.cursor);
  const isOld = ({ page }: Place) => page.asOf < (rollBefore ?? Number.NEGATIVE_INFINITY);
  const budget = isWhole ? places + lists.length - 1 : places;
  let spent = 0;
  let isRolled = false;

  /** What is read next, asked anew each time: a page's cursor changes when rows are pushed onto it. */
  function nextPlace(left: number): { readonly place: Place | undefined; readonly isOldest: boolean } {
    const due = placesToRefresh(lists, visible);
    const oldest = isRolled ? undefined : due.rest.find((place) => isLeft(place) && isOld(place));
    // What is on screen may lie on more pages than are read in an interval.
    if (isRollsTurn && left === 1 && oldest) return { place: oldest, isOldest: true };
    const seen = withVisible ? due.visible.find(isLeft) : undefined;
    // The last request is for what is looked at, else many lists would never let it be read again.
    const isLivesTurn = withLive && (isWhole || left > 1 || done.size === 0 || !seen);
    const live = isLivesTurn ? due.live.find(isLeft) : undefined;
    const place = live ?? seen;
    return place ? { place, isOldest: false } : { place: oldest, isOldest: oldest !== undefined };
  }

  for (let left = budget; left > 0;) {
    const { place, isOldest } = nextPlace(left);
    if (!place) break;
    isRolled ||= isOldest;
    const { page, requests } = await readUntilKnown(place, isOldest ? 1 : most);
    if (signal.aborted) break;
    spent += requests;
    left -= isAtTop ? requests : 1;
    const { cursor } = place.page;
    done.set(place.list, new Set([...(done.get(place.list) ?? []), cursor]));
    taken(page, place.list.reread(page, cursor));
  }
  return { requests: spent, isRolled };
}
