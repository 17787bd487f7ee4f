import { isSecret } from "#contract/secret.ts";
import { subjectId, type Subject } from "#query/subject.ts";

/** With more different values than this, a key is searched instead of listed, and its values are not counted. */
const MOST_VALUES = 200;

/** A key whose values differ from row to row, but for so few of them that a list is still read at a glance, is listed all the same. */
const FEW_VALUES = 20;

/** A value of a facet. */
export interface FacetValue {
  readonly text: string;
  /** How many rows have it and meet the conditions about other subjects; how many have it at all until that is counted. */
  readonly count: number;
}

export interface FacetValues {
  /** The most frequent first; amounts and ages in their order. */
  readonly values: readonly FacetValue[];
  /** How many rows, counted in the same way, have a value that looks secret. Their texts are not told. */
  readonly masked: number;
  readonly isSearchOnly: boolean;
}

/** One value of a facet. */
export interface ValueCount {
  readonly facet: FacetCounts;
  readonly text: string;
  /** It looks secret: it may be counted, but not told. */
  readonly isMasked: boolean;
  /** How many rows have it. */
  total: number;
  /** How many of them meet the conditions about other subjects, if it was counted in this round; else nothing is known. */
  count: number;
  round: number;
}

/** The values of one subject, with how many rows have each. */
export interface FacetCounts {
  readonly id: string;
  readonly subject: Subject;
  /** How many rows have a value. */
  rows: number;
  /** Absent once there were too many different ones. */
  values: Map<string, ValueCount> | undefined;
}

export const facetCounts = (subject: Subject): FacetCounts => ({
  ...{ id: subjectId(subject), subject, rows: 0, values: new Map() },
});

/** Takes in that one more row has a value. Gives where it is counted, if it is. */
export function enter(facet: FacetCounts, text: string): ValueCount | undefined {
  facet.rows += 1;
  if (!facet.values) return undefined;
  let value = facet.values.get(text);
  if (!value) {
    if (facet.values.size >= MOST_VALUES) {
      facet.values = undefined;
      return undefined;
    }
    const isMasked = facet.subject.kind === "metadata" && isSecret(facet.subject.key, text);
    value = { facet, text, isMasked, total: 0, count: 0, round: -1 };
    facet.values.set(text, value);
  }
  value.total += 1;
  return value;
}

/** Takes back one row from a value. */
export function leave(value: ValueCount): void {
  value.total -= 1;
  if (value.total === 0 && value.facet.values?.get(value.text) === value)
    value.facet.values.delete(value.text);
}

/** Changes how many rows with this value meet the other conditions. The first change of a round starts from none. */
export function tally(value: ValueCount, round: number, by: 1 | -1): void {
  if (value.round !== round) {
    value.round = round;
    value.count = 0;
  }
  value.count += by;
}

/** The values of a subject, with how many rows count in a round, or how many have each. */
export function readCounts(facet: FacetCounts, round: number | "all"): FacetValues {
  const { subject } = facet;
  const all = [...(facet.values?.values() ?? [])].map((value) => ({
    ...{ text: value.text, isMasked: value.isMasked, total: value.total },
    count: round === "all" ? value.total : value.round === round ? value.count : 0,
  }));
  const open = all.filter(({ isMasked }) => !isMasked);
  if (subject.kind === "metadata" || subject.name === "state" || subject.name === "template")
    open.sort((a, b) => b.count - a.count || b.total - a.total || (a.text < b.text ? -1 : 1));
  else open.sort((a, b) => Number(a.text) - Number(b.text));
  return {
    values: open.map(({ text, count }) => ({ text, count })),
    masked: all.reduce((sum, value) => sum + (value.isMasked ? value.count : 0), 0),
    isSearchOnly: isSearchOnly(facet),
  };
}

export const isSearchOnly = ({ values, rows, subject }: FacetCounts): boolean =>
  !values || (subject.kind === "metadata" && values.size > FEW_VALUES && values.size > rows / 2);
