/** Time as the page sees it, so that tests can hold it still. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back once after some milliseconds; the returned function takes it back. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** When this page was opened, milliseconds since 1970: the same for each of its scripts, however late it starts. */
export const pageStart = ({ timeOrigin }: { readonly timeOrigin: number }): number => Math.floor(timeOrigin);
