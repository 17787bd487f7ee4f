import type { Entry } from "./known-rows.ts";
import { mayHaveEnded } from "./row.ts";

interface OverdueWish {
  readonly visible: ReadonlySet<Entry>;
  /** Whether this one may be told at all. */
  readonly isWanted: (entry: Entry) => boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** So much later than `now` a reading made now is stamped, milliseconds; 0 where that is not said. */
  readonly lead?: number;
  readonly most: number;
}

/**
 * Which sandboxes may have ended, as their deadlines passed after they were last read: first those on screen, then those whose deadline passed
 * first. One that was read after its deadline and still runs is believed. Of a large fleet of short lives nearly all may be overdue: no more
 * are put in order than are asked for, as sorting all would hold the page up.
 */
export function overdueEntries(
  entries: Iterable<Entry>,
  { visible, isWanted, now, lead = 0, most }: OverdueWish,
): readonly Entry[] {
  const unseen = (entry: Entry) => Number(!visible.has(entry));
  const order = (a: Entry, b: Entry) => unseen(a) - unseen(b) || a.row.endMillis - b.row.endMillis;
  const first: Entry[] = [];
  if (most <= 0) return first;
  for (const entry of entries) {
    if (entry.readAt - lead >= entry.row.endMillis || !mayHaveEnded(entry.row, now, lead)) continue;
    const last = first[most - 1];
    if ((last && order(last, entry) <= 0) || !isWanted(entry)) continue;
    const place = first.findIndex((other) => order(other, entry) > 0);
    first.splice(place < 0 ? first.length : place, 0, entry);
    first.length = Math.min(first.length, most);
  }
  return first;
}
