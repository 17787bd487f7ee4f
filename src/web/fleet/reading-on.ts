import type { Failure } from "#contract/failure.ts";
import type { Clock } from "#web/lib/clock.ts";
import { waitSeconds } from "./backoff.ts";
import type { FollowedList } from "./followed-list.ts";
import type { ListReading } from "./list-reading.ts";
import type { Due, Trouble } from "./reader.ts";
import type { Refreshes } from "./refreshes.ts";

/** Reads lists on. A page that is refused again and again waits ever longer by itself, while what is known is read again. */
export interface ReadingOn {
  /** Reads the page after the last one of a list, or says when; at the latest at `otherwise`, when there is something else to do. */
  readonly due: (list: FollowedList, otherwise: number | undefined) => Due;
  /** Why the page after the last one was not read. */
  readonly trouble: (list: FollowedList | undefined) => Trouble | undefined;
  /** Cuts all waiting short. */
  readonly retryNow: () => void;
}

interface ReadingOnHost {
  readonly clock: Clock;
  readonly failureOf: (error: unknown) => Failure;
  readonly reading: Pick<ListReading, "next">;
  readonly refreshes: Pick<Refreshes, "begin">;
}

interface Refused extends Trouble {
  /** Its cursor: with another one, as the last page was read again, it is tried at once. */
  readonly cursor: string;
  readonly failures: number;
  /** By the clock's `elapsed`. */
  readonly waitsUntil: number;
}

const cursorBehind = (list: FollowedList): string | undefined => list.chain().pages.at(-1)?.next;

/** What would be told for any other page, too, and is waited for before anything is read. */
const isGeneral = ({ kind }: Failure): boolean =>
  kind === "offline" || kind === "unauthorized" || kind === "rate-limited";

export function createReadingOn({ clock, failureOf, reading, refreshes }: ReadingOnHost): ReadingOn {
  let refused = new WeakMap<FollowedList, Refused>();

  function refusedOf(list: FollowedList | undefined): Refused | undefined {
    const found = list && refused.get(list);
    return found && list && cursorBehind(list) === found.cursor ? found : undefined;
  }

  async function read(list: FollowedList, signal: AbortSignal): Promise<void> {
    const cursor = cursorBehind(list);
    const isHead = list.chain().end === "unread";
    const ended = refreshes.begin();
    try {
      await reading.next(list, signal);
    } catch (error) {
      if (!signal.aborted) note(list, cursor, failureOf(error));
      throw error;
    }
    if (signal.aborted) return;
    refused.delete(list);
    if (isHead) ended();
  }

  /** Before the first page there is nothing else to be read meanwhile. */
  function note(list: FollowedList, cursor: string | undefined, failure: Failure): void {
    if (cursor === undefined || isGeneral(failure)) return;
    const failures = (refused.get(list)?.failures ?? 0) + 1;
    const wait = waitSeconds(failure, failures) * 1000;
    const waits = { waitsUntil: clock.elapsed() + wait, nextTryAt: clock.now() + wait };
    refused.set(list, { failure, cursor, failures, ...waits });
  }

  return {
    due: (list, otherwise) => {
      const until = refusedOf(list)?.waitsUntil ?? Number.NEGATIVE_INFINITY;
      return clock.elapsed() < until
        ? Math.min(until, otherwise ?? Number.POSITIVE_INFINITY)
        : (signal) => read(list, signal);
    },
    trouble: refusedOf,
    retryNow: () => {
      refused = new WeakMap();
    },
  };
}
