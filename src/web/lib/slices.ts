import type { Clock } from "./clock.ts";
import type { Steps } from "./steps.ts";

/** Does long work in slices, between which the page answers. One work at a time: what is begun takes the place of what is under way. */
export interface Slices {
  /** Small work is done at once. `whenDone` is a task of its own where the work was not. */
  readonly begin: (work: Steps<unknown>, whenDone: () => void) => void;
  readonly isBusy: () => boolean;
  /** Leaves undone what is under way. */
  readonly stop: () => void;
}

/** The first slice is part of what somebody did, and of what the page does about it besides. */
const FIRST_MS = 3;
const SLICE_MS = 8;

/** Says for so many milliseconds that one may go on. */
export function slice(clock: Pick<Clock, "elapsed">, length = SLICE_MS): () => boolean {
  const end = clock.elapsed() + length;
  return () => clock.elapsed() < end;
}

export function createSlices(clock: Pick<Clock, "elapsed" | "after">): Slices {
  let cancel: (() => void) | undefined;

  function stop(): void {
    cancel?.();
    cancel = undefined;
  }

  function workOn(work: Steps<unknown>, mayGoOn: () => boolean, whenDone: () => void): void {
    const isFirst = cancel === undefined;
    for (;;) {
      if (work.next().done) break;
      if (mayGoOn()) continue;
      cancel = clock.after(0, () => workOn(work, slice(clock), whenDone));
      return;
    }
    const end = () => {
      cancel = undefined;
      whenDone();
    };
    if (isFirst) end();
    else cancel = clock.after(0, end);
  }

  return {
    begin: (work, whenDone) => {
      stop();
      workOn(work, slice(clock, FIRST_MS), whenDone);
    },
    isBusy: () => cancel !== undefined,
    stop,
  };
}
