import type { ListPage } from "#web/data/sandboxes.ts";
import type { FollowedList } from "./followed-list.ts";

/** What was read from a page on that has not come to anything known yet, and so can not be put in its place. */
export interface BegunReading {
  /** One after the other. */
  readonly pages: readonly ListPage[];
}

/** The readings that go on in the next interval. */
export interface BegunReadings {
  readonly of: (list: FollowedList, cursor: string | undefined) => BegunReading | undefined;
  /** @param now by the clock's `elapsed` */
  readonly keep: (list: FollowedList, cursor: string | undefined, reading: BegunReading, now: number) => void;
  readonly drop: (list: FollowedList, cursor: string | undefined) => void;
  /** Drops those of other lists, of pages that are no more, and those with which nobody has gone on for long. */
  readonly tidy: (lists: readonly FollowedList[], now: number) => void;
  /** Whether one from this page on waits to be gone on with. */
  readonly has: (list: FollowedList, cursor: string | undefined) => boolean;
  /** Whether a sandbox was found by one of them. */
  readonly holds: (id: string) => boolean;
}

/** Its cursor may have come to mean nothing, and most of it is old. */
const STALE_MS = 300_000;

interface Kept extends BegunReading {
  readonly at: number;
}

export function createBegunReadings(): BegunReadings {
  const begun = new Map<FollowedList, Map<string | undefined, Kept>>();
  /** Put together when asked for. */
  let ids: ReadonlySet<string> | undefined;

  function allIds(): ReadonlySet<string> {
    const all = new Set<string>();
    for (const ofList of begun.values())
      for (const { pages } of ofList.values())
        for (const { rows } of pages) for (const { sandboxID } of rows) all.add(sandboxID);
    return all;
  }

  return {
    of: (list, cursor) => begun.get(list)?.get(cursor),
    keep: (list, cursor, reading, now) => {
      const ofList = begun.get(list) ?? new Map<string | undefined, Kept>();
      begun.set(list, ofList.set(cursor, { ...reading, at: now }));
      ids = undefined;
    },
    drop: (list, cursor) => {
      begun.get(list)?.delete(cursor);
      ids = undefined;
    },
    tidy: (lists, now) => {
      for (const [list, ofList] of begun) {
        if (!lists.includes(list)) begun.delete(list);
        const cursors = new Set(list.chain().pages.map(({ cursor }) => cursor));
        for (const [cursor, { at }] of ofList)
          if (!cursors.has(cursor) || now - at > STALE_MS) ofList.delete(cursor);
      }
      ids = undefined;
    },
    has: (list, cursor) => begun.get(list)?.has(cursor) === true,
    holds: (id) => (ids ??= allIds()).has(id),
  };
}
