import { upstreamTime } from "./upstream-time.ts";

/** Time as the page sees it, so that tests can hold it still. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since some moment: goes on evenly and never steps, so that waits last as long as they were meant to. */
  readonly elapsed: () => number;
  /** Calls back once after some milliseconds; the returned function takes it back. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

/** This machine's time, put right by the upstream's where the two are far apart: all that is told of sandboxes is told by that. */
export const systemClock: Clock = {
  now: () => Date.now() + upstreamTime.ahead(),
  elapsed: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** When this page was opened, milliseconds since 1970: the same for each of its scripts, however late it starts. */
export const pageStart = ({ timeOrigin }: { readonly timeOrigin: number }): number => Math.floor(timeOrigin);
