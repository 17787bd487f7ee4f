/** How far the upstream's clock is from this browser's: one that is off by an hour would make ages, deadlines and conditions on them nonsense. */
export interface UpstreamTime {
  /** Milliseconds by which the upstream's clock is ahead; 0 while both agree as far as anybody would notice. */
  readonly ahead: () => number;
  /** Whether any reply has told. */
  readonly isKnown: () => boolean;
  /**
   * Takes note of when a reply was written, by the upstream's clock. The first reply is believed; another difference then only when the next reply says so too:
   * one alone may come from a cache, or from one machine of many whose clock is wrong.
   * @param written as the reply's `Date` says, milliseconds since 1970; `undefined` where it says nothing
   * @param sentAt when the request left, `arrivedAt` when its reply was there: milliseconds since 1970 by the browser's own clock
   */
  readonly note: (written: number | undefined, sentAt: number, arrivedAt: number) => void;
  /** Calls back when the difference has become another one, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Less than this is left as it is: replies take their time, and clocks are set while a page is open. */
const NOTICED_MS = 15 * 60_000;

export function createUpstreamTime(): UpstreamTime {
  const listeners = new Set<() => void>();
  /** Undefined until the first reply has told. */
  let known: number | undefined;
  /** What the last reply said in contradiction to that. */
  let doubted: number | undefined;
  return {
    ahead: () => known ?? 0,
    isKnown: () => known !== undefined,
    note: (written, sentAt, arrivedAt) => {
      if (written === undefined) return;
      // Written at some moment between the two, and told in whole seconds.
      const least = written - arrivedAt;
      const most = written + 1_000 - sentAt;
      const agrees = (difference: number) =>
        least - NOTICED_MS <= difference && difference <= most + NOTICED_MS;
      if (known !== undefined && agrees(known)) {
        doubted = undefined;
        return;
      }
      const found = Math.round((least + most) / 2);
      if (known !== undefined && (doubted === undefined || !agrees(doubted))) {
        doubted = found;
        return;
      }
      const before = known ?? 0;
      known = Math.abs(found) < NOTICED_MS ? 0 : found;
      doubted = undefined;
      if (known === before) return;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Of the one upstream this page shows. */
export const upstreamTime: UpstreamTime = createUpstreamTime();
