import { metadataValue } from "#contract/metadata.ts";
import { isSecret } from "#contract/secret.ts";
import { knownStates } from "#contract/states.ts";
import { printAmount } from "#query/amounts.ts";
import type { Query } from "#query/ast.ts";
import { matcher, type MatchContext } from "#query/match.ts";
import type { NamedSubject } from "#query/operators.ts";
import { fieldSubject, isAbout } from "#query/subject.ts";
import { templateName, type FleetRow } from "./row.ts";

/** A text that was seen, and on how many sandboxes; `undefined` where that was not counted. */
export interface Seen {
  readonly text: string;
  readonly count: number | undefined;
}

/** What some rows have, to be suggested. It stands still: while a list is open nothing in it changes places. */
export interface SeenValues {
  /** How many sandboxes the counts are of. */
  readonly counted: number;
  /** Metadata keys with the share of sandboxes that have each, from 0 to 1, the most frequent first. */
  readonly keys: () => readonly { readonly text: string; readonly share: number }[];
  /**
   * Values with how many sandboxes have each, the most frequent first, without those that are masked on screen. Of a subject with very many
   * different ones only some that hold what was typed.
   */
  readonly values: (subject: NamedSubject, typed: string) => readonly Seen[];
}

/** Keys are looked for in so many sandboxes, spread evenly over all. */
const MOST_ROWS_FOR_KEYS = 20_000;
/** A subject with more different values is not counted but searched. */
const MOST_COUNTED = 2_000;
/** So many of them are found. */
const MOST_FOUND = 200;

/** What counts of values are under: a query, of which the conditions about a subject do not hold for its own values. */
export interface CountedUnder {
  readonly query: Query;
  readonly context: MatchContext;
}

/**
 * What these rows have, each count made when it is first asked for: a few milliseconds at 100,000 rows, and what it takes to ask the conditions
 * of those that have a value.
 */
export function seenValues(rows: readonly FleetRow[], under?: CountedUnder): SeenValues {
  const keys = once(() => {
    const stride = Math.ceil(rows.length / MOST_ROWS_FOR_KEYS);
    const some = stride > 1 ? rows.filter((_, index) => index % stride === 0) : rows;
    return countKeys(some).map(({ text, count }) => ({ text, share: count / some.length }));
  });
  const known = new Map<string, readonly Seen[] | "many">();
  return {
    counted: rows.length,
    keys,
    values: (subject, typed) => {
      const place = subject.kind === "metadata" ? `=${subject.key}` : subject.name;
      const read = valueReader(subject);
      if (!read) return spans;
      const isCounted = othersTest(subject, under);
      const counted = known.get(place) ?? countAll(rows, read, isCounted);
      known.set(place, counted);
      const seen = counted === "many" ? find(rows, read, isCounted, typed) : counted;
      const shown =
        subject.kind === "metadata" ? seen.filter(({ text }) => !isSecret(subject.key, text)) : seen;
      return subject.kind === "field" && subject.name === "state"
        ? [...shown, ...unseenStates(shown)]
        : shown;
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Lengths of time and moments are measured, not counted: some usual ones. */
const spans = ["10m", "1h", "1d", "7d"].map((text): Seen => ({ text, count: undefined }));

const unseenStates = (seen: readonly Seen[]): readonly Seen[] =>
  knownStates
    .filter((state) => !seen.some(({ text }) => text === state))
    .map((text) => ({ text, count: undefined }));

type Counts = (row: FleetRow) => boolean;

/** Whether a row counts for the values of a subject: whether it meets the conditions about others. */
function othersTest(subject: NamedSubject, under: CountedUnder | undefined): Counts {
  const own =
    subject.kind === "metadata" ? subject : fieldSubject(subject.name === "started" ? "age" : subject.name);
  const others = under?.query.conditions.filter((condition) => !isAbout(condition, own)) ?? [];
  if (!under || others.length === 0) return () => true;
  const meets = matcher({ conditions: others }, under.context);
  return (row) => meets(row) === true;
}

/** How a subject's value is read from a row; `undefined` for what is not counted. */
function valueReader(subject: NamedSubject): ((row: FleetRow) => string | undefined) | undefined {
  if (subject.kind === "metadata") {
    const { key } = subject;
    return ({ metadata }) => metadataValue(metadata, key);
  }
  switch (subject.name) {
    case "state":
      return (row) => row.state;
    case "template":
      return templateName;
    case "id":
      return (row) => row.sandboxID;
    case "envd":
      return (row) => row.envdVersion ?? undefined;
    case "cpu":
      return (row) => printAmount("cpu", row.cpuCount);
    case "mem":
      return (row) => printAmount("mem", row.memoryMB);
    case "disk":
      return (row) => (typeof row.diskSizeMB === "number" ? printAmount("disk", row.diskSizeMB) : undefined);
    case "age":
    case "ends":
    case "started":
      return undefined;
  }
}

/** Counts as a list, the most frequent first, equals by alphabet. */
const mostFirst = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));

function countKeys(rows: readonly FleetRow[]) {
  const counts = new Map<string, number>();
  for (const { metadata } of rows)
    for (const pair of metadata) counts.set(pair[0], (counts.get(pair[0]) ?? 0) + 1);
  return mostFirst(counts);
}

type ReadValue = (row: FleetRow) => string | undefined;

function countAll(rows: readonly FleetRow[], read: ReadValue, isCounted: Counts): readonly Seen[] | "many" {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = read(row);
    if (text === undefined) continue;
    counts.set(text, (counts.get(text) ?? 0) + (isCounted(row) ? 1 : 0));
    if (counts.size > MOST_COUNTED) return "many";
  }
  return mostFirst(counts);
}

/** Values that hold a text, those found first in the order of the rows. */
function find(rows: readonly FleetRow[], read: ReadValue, isCounted: Counts, typed: string): readonly Seen[] {
  // A pattern makes no copies in small letters of what may be a hundred thousand texts.
  const wanted = new RegExp(typed.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), "i");
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = read(row);
    if (text === undefined) continue;
    const count = counts.get(text);
    if (count === undefined && (counts.size >= MOST_FOUND || !wanted.test(text))) continue;
    counts.set(text, (count ?? 0) + (isCounted(row) ? 1 : 0));
  }
  return mostFirst(counts);
}
