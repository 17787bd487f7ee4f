import type { ChainPage } from "./chain.ts";
import type { FollowedList } from "./followed-list.ts";
import { livePage } from "./followed-lists.ts";
import type { Entry } from "./known-rows.ts";
import type { ListRereading } from "./list-rereading.ts";
import type { TriedPage } from "./tried-pages.ts";

/** A page of one of the lists. */
export interface Place {
  readonly list: FollowedList;
  readonly page: ChainPage<Entry>;
}

/** How a page was last asked for in vain, unless it was read since. */
export type TriedOf = (place: Place) => TriedPage | undefined;

/**
 * The pages a refresh reads again, the longest unread first: those where lists grow, those that are in doubt, those that hold something
 * visible, and the rest, of which a page now and then is read, first the one not asked for the longest.
 */
export function placesToRefresh(
  lists: readonly FollowedList[],
  visible: ReadonlySet<Entry>,
  tried: TriedOf,
  doubtedOf: ListRereading["doubted"],
): Readonly<Record<"live" | "doubted" | "visible" | "rest", readonly Place[]>> {
  const oldestFirst = (places: readonly Place[]) => places.toSorted((a, b) => a.page.asOf - b.page.asOf);
  // One that always fails would stay the oldest, and no other have its turn.
  const askedAt = (place: Place) => Math.max(place.page.asOf, tried(place)?.triedAt ?? place.page.asOf);
  const unaskedFirst = (places: readonly Place[]) => places.toSorted((a, b) => askedAt(a) - askedAt(b));
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
  return {
    live: unaskedFirst(live),
    doubted: lists.flatMap((list): Place[] => {
      const page = doubtedOf(list);
      return page ? [{ list, page }] : [];
    }),
    visible: oldestFirst(seen),
    rest: unaskedFirst(rest),
  };
}
