import type { EventPageReply } from "#contract/account.ts";
import type { ListedSandboxReply } from "#contract/sandbox.ts";
import { placeOf, syntheticRow } from "./synthetic-row.ts";

/** What is done to a fleet whose rows are computed. A row is named by its place: 0 is the newest at first, and those that start later come before it. */
export interface Churn {
  /** So many start now, and are to end after so many milliseconds. */
  readonly start: (count: number, lifeMs: number) => void;
  /** These end. */
  readonly end: (places: readonly number[]) => void;
  /** Turns the states of so many rows from this one on: running ones pause, paused ones run. */
  readonly change: (from: number, count: number) => void;
}

export interface SyntheticFleet extends Churn {
  /** The place of the newest row. */
  readonly newest: () => number;
  /** How many rows there are now. */
  readonly living: () => number;
  /** Absent where there is none, or none any more. */
  readonly row: (place: number) => ListedSandboxReply | undefined;
  readonly byId: (id: string) => ListedSandboxReply | undefined;
  /** What happened, newest first, 100 at most, as the parameters `startTime` (seconds since 1970) and `sandboxID` want it. */
  readonly events: (search: URLSearchParams) => EventPageReply;
}

/** @param now milliseconds since 1970 */
export function createSyntheticFleet(rows: number, now: () => number): SyntheticFleet {
  const versions = new Map<number, number>();
  const ended = new Set<number>();
  const lives: { readonly startedAt: number; readonly endAt: number }[] = [];
  const events: EventPageReply["items"] = [];

  const row = (place: number): ListedSandboxReply | undefined =>
    ended.has(place) || place < -lives.length || place >= rows
      ? undefined
      : syntheticRow(place, versions.get(place), lives[-place - 1]);

  function tell(place: number, eventName: string): void {
    const { sandboxID } = syntheticRow(place);
    const recordAt = Math.floor(now() / 1000);
    events.push({ eventID: `e${events.length}`, recordAt, sandboxID, eventName, state: "success" });
  }

  return {
    newest: () => -lives.length,
    living: () => rows + lives.length - ended.size,
    row,
    byId: (id) => {
      const place = placeOf(id);
      return place === undefined ? undefined : row(place);
    },
    start: (count, lifeMs) => {
      for (let n = 0; n < count; n += 1) {
        lives.push({ startedAt: now(), endAt: now() + lifeMs });
        tell(-lives.length, "create");
      }
    },
    end: (places) => {
      for (const place of places) {
        if (!row(place)) continue;
        ended.add(place);
        tell(place, "delete");
      }
    },
    change: (from, count) => {
      for (let place = from; place < from + count; place += 1) {
        versions.set(place, (versions.get(place) ?? 0) + 1);
        if (row(place)) tell(place, row(place)?.state === "paused" ? "pause" : "connect");
      }
    },
    events: (search) => {
      const since = Number(search.get("startTime") ?? 0);
      const id = search.get("sandboxID");
      const found = events.filter(
        ({ recordAt, sandboxID }) => recordAt >= since && (id === null || sandboxID === id),
      );
      return { items: found.slice(-100).toReversed(), total: found.length, hasMore: found.length > 100 };
    },
  };
}
