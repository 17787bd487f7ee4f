import type { Clock } from "#web/lib/clock.ts";
import type { PageTrouble } from "./lazy-upkeep.ts";
import type { Trouble } from "./reader.ts";

/** When the newest rows were read last, and whether somebody waits for that to be done anew. */
export interface Refreshes {
  readonly isAsked: () => boolean;
  readonly ask: () => void;
  /**
   * When they are to be read again though nobody asks, by the clock's `elapsed`: an interval (milliseconds) after the last reading ended. Where
   * nothing is read at intervals, when a page that could not be read is to be tried.
   */
  readonly dueAt: (interval: number | undefined, trouble: PageTrouble | undefined) => number | undefined;
  /** The same trouble, to be tried with the first of those readings for which its time has come. */
  readonly tried: (interval: number | undefined, trouble: PageTrouble | undefined) => Trouble | undefined;
  /** A reading begins; the returned function tells that it has ended well. */
  readonly begin: () => () => void;
}

/** However many pages there are to be tried, so long nothing is asked for after a reading. */
const SOONEST_MS = 2_000;

export function createRefreshes(clock: Clock): Refreshes {
  let asked = 0;
  let answered = 0;
  let endedAt = -Infinity;
  /** Kept, so that it is the same as long as it says the same. */
  let said: { readonly from: PageTrouble; readonly waits: number; readonly trouble: Trouble } | undefined;

  /** How long after its own time it is tried, milliseconds. */
  function lateBy(interval: number | undefined, { waitsUntil }: PageTrouble): number {
    if (interval === undefined) return Math.max(0, endedAt + SOONEST_MS - waitsUntil);
    const readings = Math.max(1, Math.ceil((waitsUntil - endedAt) / interval));
    return endedAt + readings * interval - waitsUntil;
  }

  return {
    isAsked: () => asked > answered,
    ask: () => {
      asked += 1;
    },
    dueAt: (interval, trouble) => {
      if (interval !== undefined) return endedAt + interval;
      return trouble && trouble.waitsUntil + lateBy(undefined, trouble);
    },
    tried: (interval, from) => {
      if (from === undefined) return undefined;
      const waits = lateBy(interval, from);
      if (said?.from !== from || said.waits !== waits) {
        const trouble = { failure: from.failure, nextTryAt: from.nextTryAt + waits };
        said = { from, waits, trouble };
      }
      return said.trouble;
    },
    begin: () => {
      // Who asks while it runs wants to see what has happened since it began.
      const answers = asked;
      return () => {
        answered = answers;
        endedAt = clock.elapsed();
      };
    },
  };
}
