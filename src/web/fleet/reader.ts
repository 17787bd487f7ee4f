import type { Failure } from "#contract/failure.ts";
import type { Clock } from "#web/lib/clock.ts";
import { waitSeconds } from "./backoff.ts";

export type Task = (signal: AbortSignal) => Promise<void>;

/**
 * What to do now: a task, a moment (of the clock's `elapsed`) at which to ask again, or nothing until woken; `unclear`: that is told only after the
 * next wake, and what has failed may still be wanted.
 */
export type Due = Task | number | "unclear" | undefined;

/** Why the last read failed, and when the next try is due, milliseconds since 1970. */
export interface Trouble {
  readonly failure: Failure;
  readonly nextTryAt: number;
}

export interface Reader {
  readonly reading: () => boolean;
  readonly trouble: () => Trouble | undefined;
  /** Starts what is due, unless something runs, a back-off lasts, or the reader is held. */
  readonly wake: () => void;
  /** Ends the running task, whose outcome no longer matters, and forgets past trouble, unless it was that too much was asked. */
  readonly drop: () => void;
  /** Held: nothing starts until released. What runs goes on. */
  readonly hold: (held: boolean) => void;
  /** Cuts a back-off short. */
  readonly retryNow: () => void;
  /** What failed, or is being read and may fail, is not wanted any more, so there is no trouble; what is read next waits all the same. */
  readonly forgive: () => void;
}

/**
 * Reads one thing after the other: the only place in the browser that waits and repeats. `due` is asked after every task and wake;
 * `changed` is told whenever reading or trouble changed.
 */
export function createReader(
  clock: Clock,
  failureOf: (error: unknown) => Failure,
  due: () => Due,
  changed: () => void,
): Reader {
  let work: AbortController | undefined;
  /** What failed last, for as long as nothing was read since. */
  let failed: Trouble | undefined;
  /** Until then, by the clock's `elapsed`, nothing starts while something has failed. */
  let waitsUntil = 0;
  let isForgiven = false;
  /** What was running then. */
  let forgiven: AbortController | undefined;
  let failures = 0;
  let held = false;
  let cancelTimer = () => {};

  function wake(): void {
    cancelTimer();
    cancelTimer = () => {};
    if (held || work) return;
    const isWaiting = failed !== undefined && clock.elapsed() < waitsUntil;
    const next = isWaiting ? waitsUntil : due();
    if (next === "unclear") return;
    if (typeof next === "function") run(next);
    else if (failed && !isWaiting) {
      // What failed has become needless: nobody waits for it.
      failed = undefined;
      changed();
      wake();
    } else if (next !== undefined) cancelTimer = clock.after(Math.max(0, next - clock.elapsed()), wake);
  }

  function run(task: Task): void {
    const controller = new AbortController();
    work = controller;
    changed();
    void task(controller.signal).then(
      () => finish(controller, undefined),
      (error: unknown) => finish(controller, failureOf(error)),
    );
  }

  function finish(controller: AbortController, failure: Failure | undefined): void {
    if (work !== controller) return;
    work = undefined;
    isForgiven = controller === forgiven;
    failures = failure ? failures + 1 : 0;
    const wait = failure ? waitSeconds(failure, failures) * 1000 : 0;
    waitsUntil = clock.elapsed() + wait;
    failed = failure && { failure, nextTryAt: clock.now() + wait };
    changed();
    wake();
  }

  return {
    reading: () => work !== undefined,
    trouble: () => (isForgiven ? undefined : failed),
    wake,
    drop: () => {
      cancelTimer();
      work?.abort();
      work = undefined;
      isForgiven = false;
      // Whatever is asked for next, this upstream has asked to be left alone.
      if (failed?.failure.kind === "rate-limited") return;
      failed = undefined;
      failures = 0;
    },
    hold: (next) => {
      held = next;
      wake();
    },
    retryNow: () => {
      isForgiven = false;
      waitsUntil = 0;
      failed &&= { ...failed, nextTryAt: 0 };
      wake();
    },
    forgive: () => {
      isForgiven = true;
      forgiven = work;
    },
  };
}
