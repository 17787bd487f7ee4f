import type { EventPage, LifecycleEvent } from "#contract/account.ts";
import type { Failure } from "#contract/failure.ts";
import { RequestFailed, type Reply } from "#web/data/request.ts";
import type { Clock } from "#web/lib/clock.ts";

export interface FakeEventOptions {
  /** How far the upstream's clock is ahead of the browser's, in seconds. */
  readonly ahead?: number;
  /** Answers that nothing ever happens. */
  readonly isMute?: boolean;
}

export interface FakeEvents {
  /** Something happened just now. */
  readonly add: (id: string, eventName: string) => void;
  readonly read: (since: number | undefined, failure: Failure | undefined) => Reply<EventPage>;
  readonly reads: () => number;
}

const absent: Failure = { kind: "not-found", endpoint: "events", status: 404, message: "not found" };

/** Lifecycle events as the contract has them (7.3): newest first, 100 a page, of whole seconds. Without options there are none. */
export function createFakeEvents(clock: Clock, options: FakeEventOptions | undefined): FakeEvents {
  const all: LifecycleEvent[] = [];
  let reads = 0;
  const seconds = () => Math.floor(clock.now() / 1000) + (options?.ahead ?? 0);
  return {
    add: (sandboxID, eventName) => {
      all.unshift({ eventID: `e${all.length}`, recordAt: seconds(), sandboxID, eventName, state: "success" });
    },
    read: (since, failure) => {
      reads += 1;
      const refused = failure ?? (options ? undefined : absent);
      if (refused) throw new RequestFailed(refused);
      const found = options?.isMute ? [] : all.filter(({ recordAt }) => recordAt >= (since ?? 0));
      const items = found.slice(0, 100);
      const value = { items, total: found.length, hasMore: found.length > items.length };
      return { value, status: 200, headers: new Headers(), requestedAt: clock.stamp() };
    },
    reads: () => reads,
  };
}
