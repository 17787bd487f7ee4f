import type { Clock } from "./clock.ts";
import { expire } from "./lifecycle.ts";
import type { Runtime } from "./runtime/runtime.ts";
import type { Sandbox } from "./sandbox.ts";
import type { EngineStore, Write } from "./store/engine-store.ts";
import type { EventDraft } from "./store/event-store.ts";

export interface DeadlineParts {
  readonly store: EngineStore;
  readonly runtime: Runtime;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** How many overdue sandboxes one transaction settles. */
const TOGETHER = 1000;

/** Sees to it that a sandbox ends, or pauses, when its time is up: by one timer for the nearest deadline, whoever's it is. */
export class Deadlines {
  readonly #parts: DeadlineParts;
  #alarm: { readonly at: number; readonly cancel: () => void } | undefined;

  constructor(parts: DeadlineParts) {
    this.#parts = parts;
  }

  /** Settles everything overdue. Called before each look at the store, it keeps what is overdue from ever being seen. */
  sweep(): void {
    const { store, clock } = this.#parts;
    for (;;) {
      const now = clock.now();
      const overdue = (store.nextDeadline() ?? Infinity) <= now ? store.overdue(now, TOGETHER) : [];
      if (overdue.length === 0) break;
      store.write(overdue.flatMap((sandbox) => this.#settle(sandbox, now)));
    }
    this.watch();
  }

  /** Sets the timer anew, after a write that may have moved the nearest deadline. */
  watch(): void {
    const { store, clock } = this.#parts;
    const at = store.nextDeadline();
    if (at === this.#alarm?.at) return;
    this.stop();
    if (at !== undefined) this.#alarm = { at, cancel: clock.callAt(at, () => this.#ring()) };
  }

  stop(): void {
    this.#alarm?.cancel();
    this.#alarm = undefined;
  }

  #ring(): void {
    this.#alarm = undefined;
    try {
      this.sweep();
    } catch (error) {
      // Nothing is lost: the next request, or the next start, sweeps again.
      this.#parts.log(`deadlines could not be recorded: ${String(error)}`);
    }
  }

  #settle(sandbox: Sandbox, now: number): Write[] {
    const change = expire(sandbox, now);
    if (!change) return [];
    const { runtime, log } = this.#parts;
    const pauses = change.kind === "pause";
    const settled = pauses ? runtime.pause(sandbox.id) : runtime.stop(sandbox.id);
    settled.catch((error: unknown) => log(`runtime ${runtime.name}, at a deadline: ${String(error)}`));
    const event: EventDraft = { name: pauses ? "pause" : "delete", message: "deadline reached", status: 204 };
    // The moment of the deadline, even if the engine was not running then.
    const write = { before: sandbox, at: sandbox.endAt, event };
    return [pauses ? { ...write, after: { ...sandbox, state: "paused", endAt: change.endAt } } : write];
  }
}
