import type { Clock } from "#web/lib/clock.ts";
import { createStamps } from "#web/lib/stamps.ts";

/** A clock that moves only when told. */
export interface FakeClock extends Clock {
  /** Moves on, calling back what falls due on the way, each in its turn. */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** Is put right by so much, forward or back, while no time passes. */
  readonly step: (milliseconds: number) => void;
  /** So much time passes with every look at `elapsed`, as if what was done since the last one took it. */
  readonly tire: (milliseconds: number) => void;
}

/** Lets every promise that can settle do so; the chains in this code are far shorter. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
}

export function createFakeClock(startAt = 1_700_000_000_000): FakeClock {
  let now = startAt;
  let stepped = 0;
  let aLook = 0;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  const told = () => now + stepped;
  const elapsed = () => now - startAt;
  const after: FakeClock["after"] = (milliseconds, callback) => {
    const timer = { at: now + milliseconds, callback };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  return {
    now: told,
    elapsed: () => {
      now += aLook;
      return elapsed();
    },
    stamp: createStamps(told, elapsed).now,
    after,
    soon: (callback) => after(0, callback),
    advance: async (milliseconds) => {
      const until = now + milliseconds;
      await settle();
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.callback();
        await settle();
      }
      now = Math.max(now, until);
    },
    step: (milliseconds) => {
      stepped += milliseconds;
    },
    tire: (milliseconds) => {
      aLook = milliseconds;
    },
  };
}
