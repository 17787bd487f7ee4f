/** How far the upstream's clock is from this browser's: one that is off by an hour would make ages, deadlines and conditions on them nonsense. */
export interface UpstreamTime {
  /** Milliseconds by which the upstream's clock is ahead; 0 while both agree as far as anybody would notice. */
  readonly ahead: () => number;
  /**
   * Takes note of when a reply was written, by the upstream's clock.
   * @param date as HTTP's `Date` header has it
   * @param sentAt when the request left, `arrivedAt` when its reply was there: milliseconds since 1970 by the browser's own clock
   */
  readonly note: (date: string | null, sentAt: number, arrivedAt: number) => void;
  /** Calls back when the difference has become another one, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Less than this is left as it is: replies take their time, and clocks are set while a page is open. */
const NOTICED_MS = 15 * 60_000;

export function createUpstreamTime(): UpstreamTime {
  const listeners = new Set<() => void>();
  let ahead = 0;
  return {
    ahead: () => ahead,
    note: (date, sentAt, arrivedAt) => {
      const written = Date.parse(date ?? "");
      if (Number.isNaN(written)) return;
      // Written at some moment between the two, and told in whole seconds.
      const least = written - arrivedAt;
      const most = written + 1_000 - sentAt;
      if (least - NOTICED_MS <= ahead && ahead <= most + NOTICED_MS) return;
      const found = Math.round((least + most) / 2);
      ahead = Math.abs(found) < NOTICED_MS ? 0 : found;
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
