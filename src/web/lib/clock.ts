import { createStamps } from "./stamps.ts";
import { upstreamTime } from "./upstream-time.ts";

/** Time as the page sees it, so that tests can hold it still. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since some moment: goes on evenly and never steps, so that waits last as long as they were meant to. */
  readonly elapsed: () => number;
  /** The moment by which what is read now is put in order with what was read before: as `now`, but it never goes back when that is put right. */
  readonly stamp: () => number;
  /** Calls back once after some milliseconds; the returned function takes it back. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
  /** Calls back in the next task, likewise; what the page has to answer may come first. */
  readonly soon: (callback: () => void) => () => void;
}

const now = (): number => Date.now() + upstreamTime.ahead();
const elapsed = (): number => performance.now();
const stamps = createStamps(now, elapsed);

/** This machine's time, put right by the upstream's where the two are far apart: all that is told of sandboxes is told by that. */
export const systemClock: Clock = {
  now,
  elapsed,
  // Before, it may be wrong by hours, and nothing was read that could be put in order.
  stamp: () => (upstreamTime.isKnown() ? stamps.now() : now()),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  // A timer of no milliseconds takes four once timers set timers, and lets the thread sleep, which a busy machine does not wake at once.
  soon: (callback) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      callback();
    });
    port1.start();
    port2.postMessage(undefined);
    return () => port1.close();
  },
};

/** Milliseconds by which stamps are later than what the clock tells, as it was set back. */
export const stampLead = (): number => stamps.lead();

/** A moment by both of this machine's clocks: milliseconds since 1970, and the `performance.now` of the same. */
export interface OwnMoment {
  readonly at: number;
  readonly elapsed: number;
}

export const ownMoment = (): OwnMoment => ({ at: Date.now(), elapsed: performance.now() });

/** The stamp of a moment that is over. Where the clock and what passed contradict each other, the older one: what is read may have waited in a sleep. */
export function stampOf(moment: OwnMoment): number {
  const stamp = systemClock.stamp() - Math.floor(performance.now() - moment.elapsed);
  return Math.min(stamp, moment.at + upstreamTime.ahead() + stamps.lead());
}

/** When this page was opened, milliseconds since 1970: the same for each of its scripts, however late it starts. */
export const pageStart = ({ timeOrigin }: { readonly timeOrigin: number }): number => Math.floor(timeOrigin);
