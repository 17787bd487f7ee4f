import type { Failure } from "#contract/failure.ts";
import type { UsageSample } from "#contract/metrics.ts";
import { createUsage } from "../usage.ts";
import { createFakeClock } from "./fake-clock.ts";

type Answer = (ids: readonly string[]) => Promise<ReadonlyMap<string, UsageSample>>;

/** The interval it is read at unless a test says otherwise, milliseconds. */
export const INTERVAL = 10_000;

export const sampleAt = (at: number | undefined): UsageSample => ({
  ...{ at, cpuPercent: 5, cpuCount: 2, memoryUsed: 1, memoryTotal: 2 },
});

class Refused extends Error {
  readonly failure: Failure;
  constructor(kind: Failure["kind"], status: number) {
    super(kind);
    this.failure = { kind, endpoint: "fleetMetrics", status, message: kind };
  }
}

/** An upstream that notes what it is asked, and answers each with a sample unless told otherwise; and what reads it. */
export function measuredUpstream() {
  const clock = createFakeClock();
  const asked: (readonly string[])[] = [];
  const cancelled: (readonly string[])[] = [];
  let answer: Answer = (ids) => Promise.resolve(new Map(ids.map((id) => [id, sampleAt(clock.now())])));
  const usage = createUsage({
    clock,
    read: (ids, signal) => {
      asked.push(ids);
      signal.addEventListener("abort", () => cancelled.push(ids), { once: true });
      return answer(ids);
    },
    failureOf: (error) => {
      if (error instanceof Refused) return error.failure;
      throw error;
    },
  });
  usage.setInterval(INTERVAL);
  return {
    ...{ clock, usage, asked, cancelled },
    answerWith: (next: Answer) => {
      answer = next;
    },
    answerNever: () => {
      answer = () => new Promise(() => {});
    },
    refuseWith: (kind: Failure["kind"], status: number) => {
      answer = () => Promise.reject(new Refused(kind, status));
    },
    /** Brings rows into view; the returned function takes them out of it. */
    look: (ids: readonly string[], listener = () => {}): (() => void) => {
      const ends = ids.map((id) => usage.watch(id, listener));
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
