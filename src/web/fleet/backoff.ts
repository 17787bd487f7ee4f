import type { Failure } from "#contract/failure.ts";

const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 60;

/** How long to wait before a part of the console itself is asked for again, in milliseconds: doubling from 5 s to a minute. */
export const scriptWaitMs = (failures: number): number => Math.min(60_000, 5_000 * 2 ** (failures - 1));

/**
 * How long to wait before the next try, in seconds: what the upstream asked for, else doubling from 2 to 60 with each failure in a row
 * (`failures` counts this one too).
 */
export function waitSeconds(failure: Failure, failures: number): number {
  if (failure.retryAfterSeconds !== undefined) return Math.max(1, failure.retryAfterSeconds);
  // A refused key does not heal by itself; ask seldom.
  if (failure.kind === "unauthorized") return LONGEST_WAIT_SECONDS;
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (failures - 1));
}
