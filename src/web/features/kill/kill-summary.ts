import { isSecret } from "#contract/secret.ts";
import type { FleetRow } from "#web/fleet/row.ts";

/** How many sandboxes share a value; `undefined` stands for those without the key. */
export interface Share {
  readonly value: string | undefined;
  readonly count: number;
  /** A small part of the whole: what one may be about to kill by mistake. */
  readonly isMinority: boolean;
}

export interface KeySplit {
  readonly key: string;
  /** The rarest first. */
  readonly shares: readonly Share[];
}

/** What a set of sandboxes is made of, for a person about to kill them. */
export interface KillSummary {
  /** The most frequent first. */
  readonly states: readonly Share[];
  /** The metadata keys that tell most: those with a minority, then those that divide, then those that are the same everywhere. */
  readonly keys: readonly KeySplit[];
  readonly oldestStartMicros: number;
  readonly youngestStartMicros: number;
}

/** A key with more values than this says nothing at a glance, and is not counted further. */
const MOST_SHARES = 5;
const MOST_KEYS = 4;
const MINORITY = 0.1;
/** From here on, the number must be typed. */
const TYPED_FROM = 25;

/** Whether so many may only be killed after typing the number. */
export const mustTypeCount = (count: number): boolean => count >= TYPED_FROM;

/** Whether the text is that number, with or without separators: `1200`, `1,200`, `1 200`. */
export const isTypedCount = (text: string, count: number): boolean =>
  text.replaceAll(/[\s,.'’_]/g, "") === String(count);

/**
 * Sums up sandboxes by state, age and the metadata keys with few values. Keys that hold a masked value are left out: their values must not
 * be shown, and masks cannot be told apart.
 */
export function summarize(rows: readonly FleetRow[]): KillSummary {
  const states = new Map<string, number>();
  const keys = new Map<string, Map<string, number> | "dropped">();
  let oldest = Number.POSITIVE_INFINITY;
  let youngest = Number.NEGATIVE_INFINITY;
  for (const { state, startedMicros, metadata } of rows) {
    states.set(state, (states.get(state) ?? 0) + 1);
    oldest = Math.min(oldest, startedMicros);
    youngest = Math.max(youngest, startedMicros);
    for (const [key, value] of metadata) {
      const counts = keys.get(key) ?? new Map<string, number>();
      if (counts === "dropped") continue;
      counts.set(value, (counts.get(value) ?? 0) + 1);
      keys.set(key, counts.size > MOST_SHARES || isSecret(key, value) ? "dropped" : counts);
    }
  }
  const splits = [...keys].flatMap(([key, counts]) =>
    counts === "dropped" ? [] : splitOf(key, counts, rows.length),
  );
  return {
    states: sharesOf(states, rows.length).toReversed(),
    keys: splits.sort(byTelling).slice(0, MOST_KEYS),
    oldestStartMicros: oldest,
    youngestStartMicros: youngest,
  };
}

function splitOf(key: string, counts: ReadonlyMap<string, number>, total: number): KeySplit[] {
  const absent = total - [...counts.values()].reduce((sum, count) => sum + count, 0);
  const all = new Map<string | undefined, number>(counts);
  if (absent > 0) all.set(undefined, absent);
  return all.size > MOST_SHARES ? [] : [{ key, shares: sharesOf(all, total) }];
}

function sharesOf(counts: ReadonlyMap<string | undefined, number>, total: number): Share[] {
  // Where most have no value, several values are labels of a few each, and none stands out against the others.
  const areLabels = counts.size > 2 && (counts.get(undefined) ?? 0) > total / 2;
  return [...counts]
    .map(([value, count]) => ({ value, count, isMinority: !areLabels && count <= total * MINORITY }))
    .sort((a, b) => a.count - b.count);
}

/** Keys with a minority first, those that most sandboxes have before labels of a few, the smaller minority before the larger. */
const byTelling = (a: KeySplit, b: KeySplit): number =>
  minority(a) - minority(b) || absent(a) - absent(b) || rarest(a) - rarest(b) || (a.key < b.key ? -1 : 1);

/** 0 with a minority, 1 when split evenly, 2 when all are the same. */
const minority = ({ shares }: KeySplit): number =>
  shares.some(({ isMinority }) => isMinority) ? 0 : shares.length > 1 ? 1 : 2;
const absent = ({ shares }: KeySplit): number => shares.find(({ value }) => value === undefined)?.count ?? 0;
const rarest = ({ shares }: KeySplit): number => shares[0]?.count ?? 0;
