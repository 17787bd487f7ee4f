/** Moments by which readings are put in order: those of a clock as long as it goes forward, and later ones from when it was set back. */
export interface Stamps {
  /** Milliseconds since 1970 by that clock, and `lead` more. */
  readonly now: () => number;
  /** Milliseconds by which it was set back since this was asked first. */
  readonly lead: () => number;
}

/** What is set back by less than this is waited for. */
const STEP_MS = 1_000;

/** @param elapsed milliseconds since some moment, by a clock that nobody sets */
export function createStamps(now: () => number, elapsed: () => number): Stamps {
  let last: { readonly stamp: number; readonly elapsed: number } | undefined;
  let lead = 0;
  return {
    now: () => {
      const time = elapsed();
      const told = now();
      // A clock that runs ahead of `elapsed` may have done so while the machine slept.
      const least = last ? last.stamp + (time - last.elapsed) : told;
      if (told + lead < least - STEP_MS) lead = Math.round(least - told);
      const stamp = Math.max(last?.stamp ?? told, told + lead);
      last = { stamp, elapsed: time };
      return stamp;
    },
    lead: () => lead,
  };
}
