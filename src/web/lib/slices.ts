import type { Clock } from "./clock.ts";
import type { Steps } from "./steps.ts";

/** Does long work in slices, between which the page answers. One work at a time: what is begun takes the place of what is under way. */
export interface Slices {
  /** Small work is done at once. `whenDone` is a task of its own where the work was not. */
  readonly begin: <T>(work: Steps<T>, whenDone: (result: T) => void) => void;
  readonly isBusy: () => boolean;
  /** Leaves undone what is under way. */
  readonly stop: () => void;
}

/** The first slice is part of what somebody did, and of what the page does about it besides. */
const FIRST_MS = 3;
const SLICE_MS = 8;
/** What takes longer is waited for. */
const LONG_MS = 150;

/** Says for so many milliseconds that one may go on. */
export function slice(clock: Pick<Clock, "elapsed">, length = SLICE_MS): () => boolean {
  const end = clock.elapsed() + length;
  return () => clock.elapsed() < end;
}

/** `whenLong` is told of work that is under way for longer than a moment. */
export function createSlices(
  clock: Pick<Clock, "elapsed" | "after" | "soon">,
  whenLong?: () => void,
): Slices {
  let cancel: (() => void) | undefined;
  let cancelLong: (() => void) | undefined;

  function stop(): void {
    cancel?.();
    cancelLong?.();
    cancel = undefined;
    cancelLong = undefined;
  }

  function workOn<T>(work: Steps<T>, mayGoOn: () => boolean, whenDone: (result: T) => void): void {
    const isFirst = cancel === undefined;
    const goOn = () => {
      try {
        return work.next();
      } catch (error) {
        // What cannot be done is not under way.
        stop();
        throw error;
      }
    };
    let next = goOn();
    while (!next.done) {
      if (!mayGoOn()) {
        cancel = clock.soon(() => workOn(work, slice(clock), whenDone));
        if (whenLong) cancelLong ??= clock.after(LONG_MS, whenLong);
        return;
      }
      next = goOn();
    }
    const { value } = next;
    const end = () => {
      stop();
      whenDone(value);
    };
    if (isFirst) end();
    else cancel = clock.soon(end);
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

/**
 * Keeps up with what changes faster than the work on it is done: what was begun is brought to its end and told, and then the latest work
 * given meanwhile is begun.
 */
export function createPursuit<T>(slices: Slices, tell: (result: T) => void): (work: () => Steps<T>) => void {
  let latest: (() => Steps<T>) | undefined;

  function begin(work: () => Steps<T>): void {
    latest = work;
    slices.begin(work(), (result) => {
      tell(result);
      if (latest && latest !== work) begin(latest);
    });
  }

  return (work) => {
    if (slices.isBusy()) latest = work;
    else begin(work);
  };
}
