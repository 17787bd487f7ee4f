import { MICROS_PER_SECOND, type Clock } from "../clock.ts";

/** A clock for tests: it stands still until it is moved, and then rings what is due, in order. */
export class ManualClock implements Clock {
  #now: number;
  readonly #alarms = new Set<{ readonly at: number; readonly callback: () => void }>();

  constructor(start = "2026-11-23T12:00:00Z") {
    this.#now = Date.parse(start) * 1000;
  }

  now(): number {
    return this.#now;
  }

  /** How many alarms are set. */
  get alarms(): number {
    return this.#alarms.size;
  }

  callAt(at: number, callback: () => void): () => void {
    const alarm = { at, callback };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Lets time pass without ringing anything: a timer that is late. */
  slip(seconds: number): void {
    this.#now += seconds * MICROS_PER_SECOND;
  }

  advance(seconds: number): void {
    const end = this.#now + seconds * MICROS_PER_SECOND;
    for (;;) {
      const due = [...this.#alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#alarms.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.callback();
    }
    this.#now = end;
  }
}
