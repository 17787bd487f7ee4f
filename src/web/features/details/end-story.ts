import type { LifecycleEvent } from "#contract/account.ts";

/** How a sandbox that cannot be found came to its end, as far as its events tell. */
export interface EndStory {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The upstream's words, as they came; absent when it gave none. */
  readonly reason: string | undefined;
}

/**
 * The end among a sandbox's events: its last `delete` that succeeded (contract 7.3). A deadline that ends a sandbox is a `delete` too, with
 * its reason in `errorMsg`. `undefined` when no event tells of an end.
 */
export function endStory(events: readonly LifecycleEvent[]): EndStory | undefined {
  let last: LifecycleEvent | undefined;
  for (const event of events) {
    if (event.eventName !== "delete" || isFailure(event)) continue;
    if (!last || event.recordAt > last.recordAt) last = event;
  }
  return last && { at: last.recordAt * 1000, reason: last.errorMsg || undefined };
}

/** Whether an event is the record of a call that failed. */
export const isFailure = ({ statusCode }: LifecycleEvent): boolean =>
  typeof statusCode === "number" && statusCode >= 400;
