import type { ListFilter } from "#contract/list-query.ts";
import { metadataValue } from "#contract/metadata.ts";
import type { FollowedList } from "./followed-list.ts";

/** Whether no sandbox can stand in both lists: a key, or the state, would have to be two things at once. */
function areApart(a: ListFilter, b: ListFilter): boolean {
  if (a.state !== undefined && b.state !== undefined && a.state !== b.state) return true;
  return a.metadata.some(([key, value]) => (metadataValue(b.metadata, key) ?? value) !== value);
}

/**
 * How many running sandboxes there are in these lists together, where each list's head tells its own. `undefined` where one does not tell, or
 * where a sandbox may be counted twice, as by an upstream that does not filter its lists (`isFiltered`).
 */
export function totalRunning(
  lists: readonly Pick<FollowedList, "filter" | "totalRunning">[],
  isFiltered: boolean,
): number | undefined {
  if (lists.length > 1 && !isFiltered) return undefined;
  let sum = 0;
  for (const [index, list] of lists.entries()) {
    const total = list.totalRunning();
    const isApart = lists.slice(0, index).every((other) => areApart(list.filter, other.filter));
    if (total === undefined || !isApart) return undefined;
    sum += total;
  }
  return lists.length === 0 ? undefined : sum;
}
