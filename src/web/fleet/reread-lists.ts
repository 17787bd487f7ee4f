import type { FailureKind } from "#contract/failure.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import type { FollowedList } from "./followed-list.ts";
import { livePage } from "./followed-lists.ts";
import type { Entry } from "./known-rows.ts";
import { createBegunReadings } from "./begun-readings.ts";
import type { PageTrouble, RefreshWish, UpkeepHost } from "./lazy-upkeep.ts";
import { createListRereading } from "./list-rereading.ts";
import { placesToRefresh, type Place, type TriedOf } from "./places-to-refresh.ts";
import { fleetRow } from "./row.ts";
import { createTriedPages, type TriedPage } from "./tried-pages.ts";

type RereadingHost = Pick<UpkeepHost, "clock" | "readPage" | "taken" | "failureOf" | "following">;

/** What may have failed for reasons that have nothing to do with what was asked for. */
const passing = new Set<FailureKind>([
  ...(["offline", "unreachable", "timeout", "unauthorized", "rate-limited", "upstream"] as const),
]);

/** What would be told for any other page, too. */
const general = new Set<FailureKind>(["offline", "unauthorized", "rate-limited"]);

/** One that nobody looks at and that failed is left alone for so long. */
const RETRY_AFTER_MS = 60_000;

/** What fails for so long may do so for ever. */
const LASTING_MS = 30_000;

/** How far the page that was not read for the longest time is read on, an interval each: the one after tells whether its end is true. */
const ROLLING_PAGES = 2;

/** What of the lists is read again. */
export interface Reread extends Omit<RefreshWish, "apart"> {
  /** Also what is on screen, and not only where lists grow and what is old. */
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
  /** A list could not be read where it grows. */
  readonly isLiveMissed: boolean;
}

/** What reading on from a page gave. */
interface ReadOn {
  readonly pages: readonly ListPage[];
  /** Those that were answered. */
  readonly requests: number;
  /** What the one after them was answered with. */
  readonly error?: unknown;
}

interface NextPlace {
  readonly place: Place;
  /** Where a list grows, on screen, or neither. */
  readonly kind: "live" | "seen" | "oldest";
  /** How many requests it may take now. */
  readonly now: number;
}

/** Where the oldest come first a list grows at its end, and nothing is known behind. */
const isAtEnd = (list: FollowedList, cursor: string | undefined): boolean =>
  list.order === "oldest" && cursor === livePage(list)?.cursor;

/** Reads parts of the lists again, interval by interval. */
export interface Rereading {
  /** Neither waits nor repeats; ended, it changes nothing. Rejects where it is not one page alone that cannot be read. */
  readonly reread: (wish: Reread, signal: AbortSignal) => Promise<Spent>;
  /** Why a page that is looked at or grows was not read last, the one to be tried first. */
  readonly trouble: () => PageTrouble | undefined;
  /** Whether a reading where lists grow is not done yet. */
  readonly isBegun: (lists: readonly FollowedList[]) => boolean;
  /** Whether a sandbox was found by a reading that is not done yet. */
  readonly holds: (id: string) => boolean;
}

export function createRereading({ clock, readPage, taken, failureOf, following }: RereadingHost): Rereading {
  const begun = createBegunReadings();
  const tried = createTriedPages(clock);
  const triedOf: TriedOf = ({ list, page }) => tried.of(list, page.cursor);
  /** What fails though others can be read is tried again when its time has come, whatever else is read then. */
  const isRetried = (place: Place) => (triedOf(place)?.failures ?? 0) > 0;
  let trouble: { readonly list: FollowedList; readonly page: TriedPage } | undefined;
  const { known } = following;
  const listRereading = createListRereading(known);
  const placesNow = (lists: readonly FollowedList[], visible: ReadonlySet<Entry>) =>
    placesToRefresh(lists, visible, triedOf, listRereading.doubted);

  /**
   * Reads on from a page until rows known before come, so that many new sandboxes leave no gap before them; where the oldest come first,
   * to the end. No pages when it has not come so far: then it is gone on with in the next interval.
   */
  async function readUntilKnown(
    { list, page: { cursor } }: Place,
    { now: budget, whole: most }: { readonly now: number; readonly whole: number },
    signal: AbortSignal,
  ): Promise<ReadOn> {
    const isToEnd = isAtEnd(list, cursor);
    let requests = 0;
    let pages = begun.of(list, cursor)?.pages ?? [];
    while (requests < budget) {
      const last = pages.at(-1);
      let page;
      try {
        page = await readPage(list, last ? last.next : cursor, signal);
      } catch (error) {
        // A cursor that is refused would be refused for ever, and so may be one that has failed for long.
        const failsSince = tried.of(list, cursor)?.failsSince ?? clock.elapsed();
        const isLasting = clock.elapsed() - failsSince >= LASTING_MS;
        if (isLasting || !passing.has(failureOf(error).kind)) begun.drop(list, cursor);
        return { pages: [], requests, error };
      }
      if (signal.aborted) return { pages: [], requests };
      requests += 1;
      pages = [...pages, page];
      const isMet = page.next === undefined || (!isToEnd && listRereading.reachesKnown(list, pages, cursor));
      if (isMet || pages.length >= most) {
        begun.drop(list, cursor);
        return { pages, requests };
      }
      begun.keep(list, cursor, { pages }, clock.elapsed());
    }
    // What happens to them meanwhile is told of what is known.
    for (const { rows, requestedAt } of pages)
      for (const sandbox of rows)
        if (!known.entries.has(sandbox.sandboxID)) known.learn(fleetRow(sandbox, requestedAt));
    return { pages: [], requests };
  }

  /** Puts what was read in place of what was known from this cursor on. */
  function take(list: FollowedList, cursor: string | undefined, pages: readonly ListPage[]): void {
    const [first, ...others] = pages;
    const last = pages.at(-1);
    if (!first || !last) return;
    const all = { ...first, rows: pages.flatMap(({ rows }) => rows), next: last.next };
    if (!isAtEnd(list, cursor)) return taken(all, listRereading.reread(list, pages, cursor));
    const left = listRereading.reread(list, [first], cursor);
    let from = first.next;
    for (const page of others) {
      list.append(page, from);
      from = page.next;
    }
    taken(all, left);
  }

  /** Where one page alone cannot be read, it is left alone for a while; what concerns every request is the reader's to wait for. */
  function noteFailure({ list, page }: Place, error: unknown, isAlone: boolean): void {
    const failure = failureOf(error);
    if (general.has(failure.kind)) throw error;
    tried.note(list, page.cursor, failure, isAlone);
    if (!isAlone) throw error;
  }

  /** Whether a page is left alone for now. One that nobody looks at can wait, and its age says so. */
  function isWaiting(place: Place, kind: NextPlace["kind"]): boolean {
    const found = triedOf(place);
    if (!found) return false;
    const until = kind === "oldest" ? found.triedElapsed + RETRY_AFTER_MS : found.waitsUntil;
    return clock.elapsed() < until;
  }

  async function reread(
    { lists, visible, isAtTop, isWhole, places, catchUpPages, ...wish }: Reread,
    signal: AbortSignal,
  ): Promise<Spent> {
    const { withLive, withVisible, rollBefore, isRollsTurn } = wish;
    const done = new Map<FollowedList, Set<string | undefined>>();
    const whole = isAtTop ? places : catchUpPages;
    const isLeft = ({ list, page }: Place) => !done.get(list)?.has(page.cursor);
    const isOld = ({ page }: Place) => page.asOf < (rollBefore ?? Number.NEGATIVE_INFINITY);
    const budget = isWhole ? places + lists.length - 1 : places;
    let spent = 0;
    let answered = 0;
    let isRolled = false;

    /** What is read next, and by how many requests, asked anew each time: a page's cursor changes when rows are pushed onto it. */
    function nextPlace(left: number): NextPlace | undefined {
      const due = placesNow(lists, visible);
      const isDue = (place: Place, kind: NextPlace["kind"]) =>
        isLeft(place) && (isWhole || !isWaiting(place, kind));
      const oldest = isRolled ? undefined : due.rest.find((place) => isOld(place) && isDue(place, "oldest"));
      const seen = due.visible.find(
        (place) => (withVisible || isOld(place) || isRetried(place)) && isDue(place, "seen"),
      );
      const isSeenOlder = seen !== undefined && oldest !== undefined && seen.page.asOf <= oldest.page.asOf;
      // What is on screen may lie on more pages than are read in an interval.
      if (isRollsTurn && left === 1 && oldest && !isSeenOlder)
        return { place: oldest, kind: "oldest", now: 1 };
      // The last request is for what is looked at, else many lists would never let it be read again.
      const isLivesTurn = isWhole || left > 1 || done.size === 0 || !seen;
      const grows = due.live.find((place) => (withLive || isRetried(place)) && isDue(place, "live"));
      const live = isLivesTurn ? grows : undefined;
      const isReserved = live !== undefined && seen !== undefined && !isAtTop && left > 1;
      const now = isWhole ? whole : left - Number(isReserved);
      if (live) return { place: live, kind: "live", now };
      const isSeensTurn = isRolled || (left === 1 && seen !== undefined);
      const doubted = isSeensTurn ? undefined : due.doubted.find((place) => isDue(place, "oldest"));
      if (doubted) return { place: doubted, kind: "oldest", now: 1 };
      if (seen) return { place: seen, kind: "seen", now };
      return oldest && { place: oldest, kind: "oldest", now: 1 };
    }

    begun.tidy(lists, clock.elapsed());
    tried.tidy(lists);
    for (let left = budget; left > 0;) {
      const next = nextPlace(left);
      if (!next) break;
      const { place, kind, now } = next;
      isRolled ||= kind === "oldest";
      const { list } = place;
      const { cursor } = place.page;
      // Who asks for what is new by hand gets it at once, and from the beginning.
      if (isWhole) begun.drop(list, cursor);
      const wasBegun = begun.has(list, cursor);
      const limits = { now, whole: kind === "oldest" ? ROLLING_PAGES : whole };
      const { pages, requests, error } = await readUntilKnown(place, limits, signal);
      if (signal.aborted) break;
      const sent = requests + Number(error !== undefined);
      spent += sent;
      answered += requests;
      left -= isWhole && !isAtTop ? 1 : sent;
      // Where a list grows, and nothing else was read, it may be all of it that cannot be.
      if (error === undefined) tried.forget(list, cursor);
      else noteFailure(place, error, kind !== "live" || answered > 0);
      // What came of a reading begun before is as old as that.
      if (pages.length === 0 || !wasBegun) done.set(list, new Set([...(done.get(list) ?? []), cursor]));
      take(list, cursor, pages);
    }
    const { live, visible: seen } = placesNow(lists, visible);
    const missed = live.filter(isRetried);
    [trouble] = [...missed, ...seen]
      .flatMap((place) => {
        const page = triedOf(place);
        return page && isRetried(place) ? [{ list: place.list, page }] : [];
      })
      .toSorted((a, b) => a.page.waitsUntil - b.page.waitsUntil);
    return { requests: spent, isRolled, isLiveMissed: missed.length > 0 };
  }

  return {
    reread,
    // Of another query's lists it says nothing.
    trouble: () => (trouble && following.lists().includes(trouble.list) ? trouble.page : undefined),
    isBegun: (lists) =>
      lists.some((list) => {
        const live = livePage(list);
        return live !== undefined && begun.has(list, live.cursor);
      }),
    holds: begun.holds,
  };
}
