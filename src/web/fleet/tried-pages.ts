import type { Failure } from "#contract/failure.ts";
import type { Clock } from "#web/lib/clock.ts";
import type { FollowedList } from "./followed-list.ts";
import type { PageTrouble } from "./lazy-upkeep.ts";

/** A page that was asked for in vain when it was asked for last. */
export interface TriedPage extends PageTrouble {
  /** How often in a row it failed while other pages could be read. */
  readonly failures: number;
  /** When that was last: as a stamp, and by the clock's `elapsed`. */
  readonly triedAt: number;
  readonly triedElapsed: number;
  /** Since when it fails, by the clock's `elapsed`. */
  readonly failsSince: number;
}

export interface TriedPages {
  /** Takes note of a failure; `isAlone`: other pages can be read, so that this one is left alone for a while. */
  readonly note: (list: FollowedList, cursor: string | undefined, failure: Failure, isAlone: boolean) => void;
  readonly of: (list: FollowedList, cursor: string | undefined) => TriedPage | undefined;
  readonly forget: (list: FollowedList, cursor: string | undefined) => void;
  /** Forgets pages that are no more. */
  readonly tidy: (lists: readonly FollowedList[]) => void;
}

const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 300_000;

/** How long a page that is looked at is left alone: as long as the upstream asks, else doubling from 10 s to 5 minutes. */
const waitMs = ({ retryAfterSeconds = 0 }: Failure, failures: number): number =>
  Math.max(retryAfterSeconds * 1000, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)));

export function createTriedPages(clock: Clock): TriedPages {
  const tried = new WeakMap<FollowedList, Map<string | undefined, TriedPage>>();
  return {
    note: (list, cursor, failure, isAlone) => {
      const ofList = tried.get(list) ?? new Map<string | undefined, TriedPage>();
      const before = ofList.get(cursor);
      const failures = (before?.failures ?? 0) + Number(isAlone);
      const wait = isAlone ? waitMs(failure, failures) : 0;
      const triedAt = clock.stamp();
      const triedElapsed = clock.elapsed();
      const failsSince = before?.failsSince ?? triedElapsed;
      const waits = { nextTryAt: clock.now() + wait, waitsUntil: triedElapsed + wait };
      const page = { failure, failures, triedAt, triedElapsed, failsSince, ...waits };
      tried.set(list, ofList.set(cursor, page));
    },
    of: (list, cursor) => tried.get(list)?.get(cursor),
    forget: (list, cursor) => void tried.get(list)?.delete(cursor),
    tidy: (lists) => {
      for (const list of lists) {
        const ofList = tried.get(list);
        if (!ofList?.size) continue;
        const cursors = new Set(list.chain().pages.map(({ cursor }) => cursor));
        for (const cursor of ofList.keys()) if (!cursors.has(cursor)) ofList.delete(cursor);
      }
    },
  };
}
