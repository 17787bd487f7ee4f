import type { Clock } from "#web/lib/clock.ts";

/** When the newest rows were read last, and whether somebody waits for that to be done anew. */
export interface Refreshes {
  readonly isAsked: () => boolean;
  readonly ask: () => void;
  /**
   * When they are to be read again though nobody asks, by the clock's `elapsed`: an interval (milliseconds; `undefined`: none) after the last
   * reading ended, or at `again`, if that comes first; never in a rush.
   */
  readonly dueAt: (interval: number | undefined, again: number | undefined) => number | undefined;
  /** A reading begins; the returned function tells that it has ended well. */
  readonly begin: () => () => void;
}

/** However much there is to try again, so long nothing is asked for after a reading. */
const SOONEST_MS = 2_000;

export function createRefreshes(clock: Clock): Refreshes {
  let asked = 0;
  let answered = 0;
  let endedAt = -Infinity;
  return {
    isAsked: () => asked > answered,
    ask: () => {
      asked += 1;
    },
    dueAt: (interval, again) => {
      const soonest = again === undefined ? undefined : Math.max(again, endedAt + SOONEST_MS);
      return interval === undefined ? soonest : Math.min(endedAt + interval, soonest ?? endedAt + interval);
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
