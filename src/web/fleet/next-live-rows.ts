import { settledRows, type Gone, type LiveRows, type Look, type PlacedRows } from "./live-rows.ts";
import type { FleetRow } from "./row.ts";
import { rowsDiff } from "./rows-diff.ts";

/**
 * The rows to draw once others match. Those on screen stay where they are with what they have become; `whyGone` tells what became of one
 * that matches no more. What sorts below comes at once; what would push them waits.
 */
export function nextLiveRows(
  before: LiveRows,
  source: readonly FleetRow[],
  look: Look,
  whyGone: (id: string) => Gone,
): PlacedRows {
  const { added, removed } = rowsDiff(before.source, source);
  const stays = ({ sandboxID: id }: FleetRow) => added.has(id) || !(before.gone.has(id) || removed.has(id));
  const { block, ahead } = blockOf(before.rows, look, stays);
  const kept = block.filter(stays);
  const places = placesOf(kept, source, look.first + before.waiting.size);
  const stable = longestRising(kept.flatMap(({ sandboxID }) => places.get(sandboxID) ?? []));
  const [top, bottom] = [stable[0], stable.at(-1)];
  if (top === undefined || bottom === undefined) return { live: settledRows(source), first: look.first };

  const keepsPlaces = look.isGuarded && !look.isGrouped;
  const isOutOfOrder = keepsPlaces && stable.length < kept.length;
  /** Those of the block stand in it, whatever their values. */
  const isPlaced = ({ sandboxID: id }: FleetRow) => isOutOfOrder && places.has(id);
  const pushing = new Set(look.isGuarded ? [...before.waiting, ...added] : []);
  for (const id of places.keys()) pushing.delete(id);
  const waiting = new Set<string>();
  const wait = ({ sandboxID: id }: FleetRow) => {
    waiting.add(id);
    return false;
  };

  let above = source.slice(0, top);
  if (pushing.size > 0 || isOutOfOrder)
    above = above.filter((row) => (pushing.has(row.sandboxID) ? wait(row) : !isPlaced(row)));
  let between = source.slice(top, bottom + 1);
  if (look.isGuarded) between = between.filter((row) => places.has(row.sandboxID) || wait(row));
  let below = source.slice(bottom + 1);
  if (isOutOfOrder) below = below.filter((row) => !isPlaced(row));

  const gone = new Map<string, Gone>();
  for (const row of block)
    if (!stays(row)) gone.set(row.sandboxID, before.gone.get(row.sandboxID) ?? whyGone(row.sandboxID));
  const middle = keepsPlaces
    ? block.map((row) => source[places.get(row.sandboxID) ?? -1] ?? row)
    : withGone(between, block, gone);
  const isPlain = gone.size + waiting.size === 0 && !isOutOfOrder;
  const rows = isPlain ? source : above.concat(middle, below);
  const leader = middle.findIndex((row) => row.sandboxID === block[ahead]?.sandboxID);
  return {
    live: isPlain ? settledRows(source) : { source, rows, gone, waiting, isOutOfOrder },
    first: above.length + Math.max(0, leader),
  };
}

/** How many rows around the screen are looked at more, while none on it still matches. */
const MARGIN = 50;

/** The rows on screen; where all of them are gone, with those around them as far as one stays. `ahead` is how many stand before the screen. */
function blockOf(
  rows: readonly FleetRow[],
  { first, last }: Look,
  stays: (row: FleetRow) => boolean,
): { readonly block: readonly FleetRow[]; readonly ahead: number } {
  let from = Math.max(0, first);
  let to = Math.min(rows.length, last + 1);
  for (let margin = MARGIN; from > 0 || to < rows.length; margin *= 2) {
    if (rows.slice(from, to).some(stays)) break;
    from = Math.max(0, from - margin);
    to = Math.min(rows.length, to + margin);
  }
  const ahead = rows.slice(from, Math.max(from, first)).filter(stays);
  const behind = rows.slice(Math.max(from, last + 1), to).filter(stays);
  const onScreen = rows.slice(Math.max(from, first), Math.min(to, last + 1));
  return { block: [...ahead, ...onScreen, ...behind], ahead: ahead.length };
}

/** Where rows stand in a list, looked for from a place outwards: they rarely went far. */
function placesOf(
  wanted: readonly FleetRow[],
  rows: readonly FleetRow[],
  guess: number,
): ReadonlyMap<string, number> {
  const missing = new Set(wanted.map(({ sandboxID }) => sandboxID));
  const places = new Map<string, number>();
  const look = (place: number) => {
    const id = rows[place]?.sandboxID;
    if (id !== undefined && missing.delete(id)) places.set(id, place);
  };
  const middle = Math.max(0, Math.min(rows.length - 1, guess));
  for (let distance = 0; missing.size > 0 && distance <= rows.length; distance += 1) {
    look(middle + distance);
    if (distance > 0) look(middle - distance);
  }
  return places;
}

/** The longest part of these numbers, none of them twice, that rises. */
function longestRising(numbers: readonly number[]): readonly number[] {
  /** By length less one: the end of the best part of that length, and for every number the one before it. */
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const number of numbers) {
    // Nearly always it is the highest so far: then nothing is looked for.
    const isLast = number > (ends.at(-1) ?? Number.NEGATIVE_INFINITY);
    const length = isLast ? ends.length : ends.findIndex((end) => end > number);
    previous.set(number, ends[length - 1]);
    ends[length] = number;
  }
  const rising: number[] = [];
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) rising.push(at);
  return rising.toReversed();
}

/** Puts those that are gone behind the row that they stood behind, or first. */
function withGone(
  rows: readonly FleetRow[],
  block: readonly FleetRow[],
  gone: ReadonlyMap<string, Gone>,
): readonly FleetRow[] {
  if (gone.size === 0) return rows;
  const present = new Set(rows.map(({ sandboxID }) => sandboxID));
  const behind = new Map<string | undefined, FleetRow[]>();
  let last: string | undefined;
  for (const row of block) {
    if (gone.has(row.sandboxID)) behind.set(last, [...(behind.get(last) ?? []), row]);
    else if (present.has(row.sandboxID)) last = row.sandboxID;
  }
  return [
    ...(behind.get(undefined) ?? []),
    ...rows.flatMap((row) => [row, ...(behind.get(row.sandboxID) ?? [])]),
  ];
}
