import type { Clock } from "#web/lib/clock.ts";
import type { KnownRows } from "./known-rows.ts";
import type { ListedRows } from "./listed-rows.ts";

/** How long what no list holds is known, after it was read last or left the last list; milliseconds. */
const KEEP_MS = 600_000;

export interface Forgetting {
  /** To be called when something has changed: sees to it that what will have become old is forgotten in time. */
  readonly look: () => void;
  readonly close: () => void;
}

interface ForgettingHost {
  readonly clock: Clock;
  readonly known: KnownRows;
  readonly listed: Pick<ListedRows, "count">;
  /** Whether a sandbox is shown although no list holds it. */
  readonly isKept: (id: string) => boolean;
  /** Told after something was forgotten. */
  readonly changed: () => void;
}

/** Gives memory back after one has left a query: what it alone had brought is forgotten ten minutes later. */
export function createForgetting({ clock, known, listed, isKept, changed }: ForgettingHost): Forgetting {
  let cancel: (() => void) | undefined;

  function forget(): void {
    cancel = undefined;
    const { left, dropped } = known.dropOld(clock.stamp() - KEEP_MS, isKept);
    // What is left may be new, or kept for a reason that ends unseen.
    if (left !== undefined) lookAgain(Math.max(KEEP_MS / 10, left + KEEP_MS - clock.stamp()));
    if (dropped > 0) changed();
  }

  function lookAgain(milliseconds: number): void {
    cancel ??= clock.after(milliseconds, forget);
  }

  return {
    look: () => {
      if (known.entries.size > listed.count() || known.remembersGone()) lookAgain(KEEP_MS);
    },
    close: () => cancel?.(),
  };
}
