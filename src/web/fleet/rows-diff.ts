import type { FleetRow } from "./row.ts";

/** What came and what went. A row that only changed its place, or some that it passed, stand in both. */
export interface RowsDiff {
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/** How far ahead two lists are looked through for where they agree again, as long as that is not found. */
const STRETCHES = [8, 64, 512, Number.POSITIVE_INFINITY];

/** Compares two lists of rows by their ids. Costs a look at each row, and little more where few of them differ. */
export function rowsDiff(before: readonly FleetRow[], after: readonly FleetRow[]): RowsDiff {
  const added = new Set<string>();
  const removed = new Set<string>();
  let endBefore = before.length;
  let endAfter = after.length;
  while (endBefore > 0 && endAfter > 0 && same(before[endBefore - 1], after[endAfter - 1])) {
    endBefore -= 1;
    endAfter -= 1;
  }
  let at = 0;
  let to = 0;
  while (at < endBefore || to < endAfter) {
    if (at < endBefore && to < endAfter && same(before[at], after[to])) {
      at += 1;
      to += 1;
      continue;
    }
    const next = agreement(before, after, { at, to, endBefore, endAfter });
    for (; at < next.at; at += 1) note(removed, before[at]);
    for (; to < next.to; to += 1) note(added, after[to]);
  }
  return { added, removed };
}

function note(ids: Set<string>, row: FleetRow | undefined): void {
  if (row) ids.add(row.sandboxID);
}

const same = (a: FleetRow | undefined, b: FleetRow | undefined): boolean =>
  a === b || a?.sandboxID === b?.sandboxID;

interface Stretch {
  readonly at: number;
  readonly to: number;
  readonly endBefore: number;
  readonly endAfter: number;
}

/** Where the lists agree next, with as little as can be between. */
function agreement(
  before: readonly FleetRow[],
  after: readonly FleetRow[],
  { at, to, endBefore, endAfter }: Stretch,
): { readonly at: number; readonly to: number } {
  if (at < endBefore && to < endAfter)
    for (const length of STRETCHES) {
      const places = new Map<string, number>();
      const untilTo = Math.min(endAfter, to + length);
      for (let place = to; place < untilTo; place += 1) {
        const row = after[place];
        if (row) places.set(row.sandboxID, place);
      }
      const untilAt = Math.min(endBefore, at + length);
      let best: { readonly at: number; readonly to: number } | undefined;
      for (let place = at; place < untilAt; place += 1) {
        const found = places.get(before[place]?.sandboxID ?? "");
        if (found !== undefined && (!best || place + found < best.at + best.to))
          best = { at: place, to: found };
      }
      if (best) return best;
      if (untilAt === endBefore && untilTo === endAfter) break;
    }
  return { at: endBefore, to: endAfter };
}
