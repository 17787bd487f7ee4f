import { allOf, anyOf, sameQuery, type Condition, type SpanCondition } from "./ast.ts";

/** A span of ages in whole seconds, from the first on, up to but without the second. */
export interface AgeRange {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** Every age is in exactly one of these. */
export const ageRanges: readonly AgeRange[] = [
  { id: "0-5m", from: 0, to: 300 },
  { id: "5m-1h", from: 300, to: 3_600 },
  { id: "1h-1d", from: 3_600, to: 86_400 },
  { id: "1d-7d", from: 86_400, to: 604_800 },
  { id: "7d-", from: 604_800, to: Number.POSITIVE_INFINITY },
];

/** The conditions that hold for exactly the ages in these ranges, as few as can be; none when that is every age. */
export function ageConditions(ids: ReadonlySet<string>): readonly Condition[] {
  const runs: { from: number; to: number }[] = [];
  for (const { id, from, to } of ageRanges) {
    if (!ids.has(id)) continue;
    const last = runs.at(-1);
    if (last?.to === from) last.to = to;
    else runs.push({ from, to });
  }
  const parts = runs.map(({ from, to }) => [
    ...(from > 0 ? [age(">=", from)] : []),
    ...(Number.isFinite(to) ? [age("<", to)] : []),
  ]);
  if (parts.length <= 1) return parts.flat();
  const either = anyOf(parts.flatMap((part) => allOf(part) ?? []));
  return either ? [either] : [];
}

const age = (op: SpanCondition["op"], seconds: number): SpanCondition => ({
  ...{ kind: "span", name: "age", op, seconds },
});

/** The ranges that these conditions on the age choose, or `undefined` when they choose something else. */
export function chosenAges(conditions: readonly Condition[]): ReadonlySet<string> | undefined {
  const chosen = sets.find((ids) => sameQuery({ conditions: ageConditions(ids) }, { conditions }));
  return chosen;
}

/** Every choice but none and all. */
const sets: readonly ReadonlySet<string>[] = Array.from(
  { length: 2 ** ageRanges.length - 2 },
  (_, bits) =>
    new Set(ageRanges.filter((_range, place) => (((bits + 1) >> place) & 1) === 1).map(({ id }) => id)),
);
