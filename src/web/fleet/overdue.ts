import type { Entry } from "./known-rows.ts";
import { mayHaveEnded } from "./row.ts";

/**
 * Which sandboxes may have ended, as their deadlines passed after they were last read: first those on screen, then those whose deadline passed
 * first. One that was read after its deadline and still runs is believed.
 * @param now milliseconds since 1970
 */
export function overdueEntries(
  entries: Iterable<Entry>,
  visible: ReadonlySet<Entry>,
  now: number,
): readonly Entry[] {
  const overdue: Entry[] = [];
  for (const entry of entries)
    if (entry.readAt < entry.row.endMillis && mayHaveEnded(entry.row, now)) overdue.push(entry);
  const unseen = (entry: Entry) => Number(!visible.has(entry));
  return overdue.sort((a, b) => unseen(a) - unseen(b) || a.row.endMillis - b.row.endMillis);
}
