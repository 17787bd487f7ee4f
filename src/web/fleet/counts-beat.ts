import { systemClock, type Clock } from "#web/lib/clock.ts";

/** When counts that change all the time are shown anew: all of them in the same moments, so that what stands side by side agrees. */
export interface CountsBeat {
  /** Calls back in the next such moment, at once if the last one is long ago; the returned function takes it back. */
  readonly next: (show: () => void) => () => void;
}

const BEAT_MS = 300;

export function createCountsBeat(clock: Clock): CountsBeat {
  const waiting = new Set<() => void>();
  let beatAt = Number.NEGATIVE_INFINITY;
  let isSet = false;

  function beat(): void {
    isSet = false;
    beatAt = clock.elapsed();
    try {
      // One may be taken back by another before its turn.
      for (const show of [...waiting]) if (waiting.delete(show)) show();
    } finally {
      // Those behind one that threw, and who asked again meanwhile.
      set();
    }
  }

  function set(): void {
    if (isSet || waiting.size === 0) return;
    isSet = true;
    clock.after(Math.max(0, beatAt + BEAT_MS - clock.elapsed()), beat);
  }

  return {
    next: (show) => {
      waiting.add(show);
      set();
      return () => waiting.delete(show);
    },
  };
}

/** Of the one fleet this page shows. */
export const countsBeat: CountsBeat = createCountsBeat(systemClock);
