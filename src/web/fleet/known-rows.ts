import type { FleetRow } from "./row.ts";
import { mayHaveEnded, sameVisible } from "./row.ts";

/**
 * What is known of one sandbox: one object for as long as it is known, which lists hold in place of its id, so that walking a large list
 * looks nothing up. Changed only by this folder.
 */
export interface Entry {
  readonly id: string;
  /** What was read of it last. Immutable: a change is another row. */
  row: FleetRow;
  /** When it was last read, milliseconds since 1970. The row itself keeps the moment its values were first seen. */
  readAt: number;
  /** On how many pages of the lists followed it stands. */
  places: number;
  /** When it left the last of them, milliseconds since 1970; 0 when it never stood on one. */
  leftAt: number;
  /** Whether the row judged meets the query; `undefined` where that cannot be told yet. */
  verdict: boolean | undefined;
  judgedRow: FleetRow | undefined;
  /** In which round of judging. */
  judgedIn: number;
}

/** What was read of each sandbox, whatever order the readings arrive in. */
export interface KnownRows {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly row: (id: string) => FleetRow | undefined;
  /** Goes up with every change. */
  readonly version: () => number;
  /** The entries whose rows have become others since this was asked last. */
  readonly takeChanged: () => readonly Entry[];
  /**
   * Takes in a reading. The one asked for last wins; where nothing that shows has changed, the object known before stays, so that nothing is
   * drawn again. `undefined` when the sandbox was found gone after this was asked for: then it says nothing about now.
   */
  readonly learn: (row: FleetRow) => Entry | undefined;
  /** The sandbox does not exist any more, as of a moment in milliseconds since 1970. */
  readonly forget: (id: string, at: number) => void;
  /** The sandbox is not followed any more; it may exist. */
  readonly drop: (id: string) => void;
  /**
   * Drops what no list has held and no reading has brought since a moment (milliseconds since 1970), unless it is kept, and forgets what was
   * gone long before: no reading is under way for so long. Gives how many were dropped, and since when the oldest that is left was neither listed nor read.
   */
  readonly dropOld: (
    before: number,
    isKept: (id: string) => boolean,
  ) => { readonly dropped: number; readonly left: number | undefined };
  /** Whether it is known of any sandbox that it is gone. */
  readonly remembersGone: () => boolean;
}

/** A reading of many pages may go on over many intervals; what was found gone before that can not be brought back by one. */
const GONE_KEPT_MS = 1_800_000;

/** `changing` is told of an entry before its row becomes another. */
export function createKnownRows(changing: (entry: Entry) => void = () => undefined): KnownRows {
  const entries = new Map<string, Entry>();
  const goneAt = new Map<string, number>();
  let version = 0;
  let changed: Entry[] = [];

  return {
    entries,
    version: () => version,
    takeChanged: () => {
      const taken = changed;
      changed = [];
      return taken;
    },
    row: (id) => entries.get(id)?.row,
    learn: (row) => {
      const { sandboxID: id, asOf } = row;
      if (asOf <= (goneAt.get(id) ?? Number.NEGATIVE_INFINITY)) return undefined;
      const known = entries.get(id);
      if (!known) {
        const unjudged = { verdict: undefined, judgedRow: undefined, judgedIn: 0 };
        const entry: Entry = { id, row, readAt: asOf, places: 0, leftAt: 0, ...unjudged };
        entries.set(id, entry);
        version += 1;
        return entry;
      }
      if (asOf < known.readAt) return known;
      known.readAt = asOf;
      // That it runs on after its deadline is news.
      const isConfirmed = mayHaveEnded(known.row, asOf);
      if (sameVisible(known.row, row) && !isConfirmed) return known;
      changing(known);
      known.row = row;
      changed.push(known);
      version += 1;
      return known;
    },
    forget: (id, at) => {
      // The one told last stands last, so those that need not be kept stand first.
      goneAt.delete(id);
      goneAt.set(id, at);
      for (const [other, goneSince] of goneAt) {
        if (goneSince >= at - GONE_KEPT_MS) break;
        goneAt.delete(other);
      }
      entries.delete(id);
      version += 1;
    },
    drop: (id) => {
      entries.delete(id);
      version += 1;
    },
    dropOld: (before, isKept) => {
      let left = Number.POSITIVE_INFINITY;
      let dropped = 0;
      for (const [id, at] of goneAt) {
        if (at <= before - GONE_KEPT_MS) goneAt.delete(id);
        else left = Math.min(left, at);
      }
      for (const { id, places, readAt, leftAt } of entries.values()) {
        if (places > 0) continue;
        const at = Math.max(readAt, leftAt);
        if (at > before || isKept(id)) left = Math.min(left, at);
        else {
          entries.delete(id);
          dropped += 1;
        }
      }
      if (dropped > 0) version += 1;
      return { dropped, left: Number.isFinite(left) ? left : undefined };
    },
    remembersGone: () => goneAt.size > 0,
  };
}
