import type { EventPage, LifecycleEvent } from "#contract/account.ts";
import type { Failure, FailureKind } from "#contract/failure.ts";
import type { Clock } from "#web/lib/clock.ts";
import type { ReadEvents } from "./lazy-upkeep.ts";

/** What happened since events were read last. */
export interface News {
  /** Those not told of before, in the order they happened. */
  readonly events: readonly LifecycleEvent[];
  /** That is all that happened; otherwise events are served in vain, or there were too many. */
  readonly isWhole: boolean;
  /** They are the first that were read: most of them happened before what is known was read. */
  readonly isFirst: boolean;
  /** When they were asked for, milliseconds since 1970. */
  readonly requestedAt: number;
}

export interface EventNews {
  /** Reads what is new; `undefined` where events are not served, or could not be had just now. */
  readonly read: (signal: AbortSignal) => Promise<News | undefined>;
}

/** Events are recorded a little after they happen, and not always in order. */
const OVERLAP_SECONDS = 60;
/** Spans of events are limited to 60 days (contract 7.3); those of the last 30 come unasked. */
const LONGEST_SPAN_SECONDS = 29 * 24 * 3600;
const PAGE = 100;
/** How long events are not asked for where there were too many requests, unless the upstream says it. */
const RATE_LIMIT_SECONDS = 60;
/** So many failures in a row, and events count as not served. */
const MOST_FAILURES = 3;

const passing = new Set<FailureKind>(["offline", "unreachable", "timeout", "upstream"]);

/**
 * Reads lifecycle events in windows that overlap, each event once. Windows begin by the upstream's own clock, namely a minute before the newest
 * event known, so that a browser whose clock is wrong misses nothing. An upstream that never tells of any event may serve none at all: its
 * silence proves nothing.
 */
export function createEventNews(
  readEvents: ReadEvents,
  failureOf: (error: unknown) => Failure,
  clock: Clock,
): EventNews {
  let isAbsent = false;
  let failures = 0;
  let notBefore = 0;
  let newest: number | undefined;
  let seen = new Map<string, number>();
  let isBegun = false;

  function take(page: EventPage): readonly LifecycleEvent[] {
    const fresh = page.items.filter(({ eventID }) => !seen.has(eventID));
    for (const { eventID, recordAt } of page.items) {
      seen.set(eventID, recordAt);
      newest = Math.max(newest ?? recordAt, recordAt);
    }
    const from = (newest ?? 0) - OVERLAP_SECONDS;
    seen = new Map([...seen].filter(([, recordAt]) => recordAt >= from));
    // What comes in one second comes newest first.
    return [...new Map(fresh.toReversed().map((event) => [event.eventID, event])).values()].sort(
      (a, b) => a.recordAt - b.recordAt,
    );
  }

  /** Something new may lie behind a page that does not come to what was told before. */
  function isCut({ items, total, hasMore }: EventPage): boolean {
    const oldest = items.at(-1);
    if (!oldest || seen.has(oldest.eventID)) return false;
    return hasMore ?? (typeof total === "number" ? total > items.length : items.length >= PAGE);
  }

  return {
    read: async (signal) => {
      if (isAbsent || clock.elapsed() < notBefore) return undefined;
      const now = clock.now() / 1000;
      try {
        const isRecent = newest !== undefined && Math.abs(now - newest) < LONGEST_SPAN_SECONDS;
        const since = isRecent && newest !== undefined ? newest - OVERLAP_SECONDS : undefined;
        const { value, requestedAt } = await readEvents(since, signal);
        failures = 0;
        if (signal.aborted) return undefined;
        const isWhole = isBegun && newest !== undefined && !isCut(value);
        const events = take(value);
        const isFirst = !isBegun;
        isBegun = true;
        return { events, isWhole, isFirst, requestedAt };
      } catch (error) {
        if (signal.aborted) throw error;
        const { kind, retryAfterSeconds } = failureOf(error);
        if (kind === "rate-limited") {
          notBefore = clock.elapsed() + (retryAfterSeconds ?? RATE_LIMIT_SECONDS) * 1000;
          return undefined;
        }
        failures += 1;
        isAbsent = !passing.has(kind) || failures >= MOST_FAILURES;
        return undefined;
      }
    },
  };
}
