import type { EventPage } from "#contract/account.ts";
import type { Failure } from "#contract/failure.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import type { Reply } from "#web/data/request.ts";
import type { Clock } from "#web/lib/clock.ts";
import type { FollowedList } from "./followed-list.ts";
import type { FollowedLists } from "./followed-lists.ts";
import type { Entry } from "./known-rows.ts";
import type { ReadDetail } from "./lazy-lookups.ts";
import type { Trouble } from "./reader.ts";
import type { FleetRow } from "./row.ts";

/** Reads the newest lifecycle events, up to 100, from a moment of the upstream's clock on (seconds since 1970), else those of the last weeks. */
export type ReadEvents = (since: number | undefined, signal: AbortSignal) => Promise<Reply<EventPage>>;

/** What keeping up needs of the fleet. */
export interface UpkeepHost {
  readonly clock: Clock;
  readonly failureOf: (error: unknown) => Failure;
  readonly following: FollowedLists;
  readonly readPage: (
    list: FollowedList,
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<ListPage>;
  /** A page was taken in; these ids stand in no list any more. */
  readonly taken: (page: ListPage, left: readonly string[]) => void;
  readonly readDetail: ReadDetail;
  readonly readEvents: ReadEvents;
  readonly learnRow: (row: FleetRow) => void;
  /** A sandbox is known not to exist any more, as of now. */
  readonly forget: (id: string) => void;
}

/** What one refresh is about. */
export interface RefreshWish {
  readonly lists: readonly FollowedList[];
  /** What is on screen. */
  readonly visible: ReadonlySet<Entry>;
  /** What is shown and stands in no list, so that no list's reading renews it. */
  readonly apart: readonly string[];
  /** At the top of a list that is read as far as is looked, nobody holds on to what new sandboxes push away: nothing is read to keep it. */
  readonly isAtTop: boolean;
  /** Somebody asked for it: every list is read where it grows, however many there are. */
  readonly isWhole: boolean;
  /** How many requests may read lists again; where somebody asked for it, how many places are read, each by one unless much is new there. */
  readonly places: number;
  /** The most requests, over several intervals, to catch up with new sandboxes above what is looked at, so that it need not move. */
  readonly catchUpPages: number;
}

/** What events vouch for: whatever was read at `from` or later is true as of `at`, milliseconds since 1970. */
export interface Confirmed {
  readonly from: number;
  readonly at: number;
}

/** A page that is looked at cannot be read, while others can. */
export interface PageTrouble extends Trouble {
  /** Until then, by the clock's `elapsed`, it is left alone. */
  readonly waitsUntil: number;
}

/** Keeps what is loaded true, at a bounded cost. */
export interface Upkeep {
  /** Reads what is to be read in one interval. */
  readonly refresh: (wish: RefreshWish, signal: AbortSignal) => Promise<void>;
  readonly confirmed: () => Confirmed | undefined;
  /** Why a page that is looked at was not read, the one to be tried first. */
  readonly trouble: () => PageTrouble | undefined;
  /** The sandboxes that an event told to be gone, the last thousand. */
  readonly goneByEvent: () => ReadonlySet<string>;
  /** Whether a sandbox was found by a reading that goes on in the next interval. */
  readonly holds: (id: string) => boolean;
}

export type LoadUpkeep = () => Promise<(host: UpkeepHost) => Upkeep>;

const nothing: ReadonlySet<string> = new Set();

/** Keeps up by a script that is loaded when first needed, if nobody had it loaded before. */
export function createLazyUpkeep(load: LoadUpkeep, host: UpkeepHost): Upkeep {
  let upkeep: Upkeep | undefined;

  async function loaded(): Promise<Upkeep> {
    if (upkeep) return upkeep;
    const create = await load();
    upkeep ??= create(host);
    return upkeep;
  }

  return {
    refresh: async (wish, signal) => {
      const { refresh } = await loaded();
      if (!signal.aborted) await refresh(wish, signal);
    },
    confirmed: () => upkeep?.confirmed(),
    trouble: () => upkeep?.trouble(),
    goneByEvent: () => upkeep?.goneByEvent() ?? nothing,
    holds: (id) => upkeep?.holds(id) === true,
  };
}
