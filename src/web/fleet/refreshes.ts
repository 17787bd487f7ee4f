import type { Clock } from "#web/lib/clock.ts";

/** When the newest rows were read last, and whether somebody waits for that to be done anew. */
export interface Refreshes {
  readonly isAsked: () => boolean;
  readonly ask: () => void;
  /** When the last reading ended, by the clock's `elapsed`. */
  readonly endedAt: () => number;
  /** A reading begins; the returned function tells that it has ended well. */
  readonly begin: () => () => void;
}

export function createRefreshes(clock: Clock): Refreshes {
  let asked = 0;
  let answered = 0;
  let endedAt = -Infinity;
  return {
    isAsked: () => asked > answered,
    ask: () => {
      asked += 1;
    },
    endedAt: () => endedAt,
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
