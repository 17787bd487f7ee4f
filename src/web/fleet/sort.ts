import { metadataValue } from "#contract/metadata.ts";
import { done, sortedInSteps, type Steps } from "#web/lib/steps.ts";
import { serverOrder, templateName, type FleetRow } from "./row.ts";

/** Columns that can be sorted by, besides any metadata key as `m:<key>`. */
export const sortColumns = ["id", "state", "template", "started", "ends", "cpu", "memory"] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface Sort {
  readonly column: SortColumn | `m:${string}`;
  readonly direction: "asc" | "desc";
  /** The order of rows that have the same in the column; absent: the upstream's. */
  readonly within?: Sort | undefined;
}

const collate = new Intl.Collator("en", { numeric: true }).compare;

/** Texts that read alike, such as `1` and `01`, still are two: each has its rows together. */
const compareText = (a: string, b: string): number => collate(a, b) || (a < b ? -1 : a > b ? 1 : 0);

type Compare = (a: FleetRow, b: FleetRow) => number;
type ReadText = (row: FleetRow) => string | undefined;
type ReadNumber = (row: FleetRow) => number | undefined;

const isSortColumn = (column: string): column is SortColumn => sortColumns.some((name) => name === column);

/** What rows have in a column: a text, which some lack, a number, which some lack too, or an order of their own. */
type Subject = { readonly text: ReadText } | { readonly number: ReadNumber } | { readonly compare: Compare };

function subjectOf(column: Sort["column"]): Subject {
  switch (column) {
    case "id":
      return { compare: (a, b) => (a.sandboxID < b.sandboxID ? -1 : a.sandboxID > b.sandboxID ? 1 : 0) };
    case "state":
      return { text: ({ state }) => state };
    case "template":
      return { text: templateName };
    case "started":
      return { number: ({ startedMicros }) => startedMicros };
    case "ends":
      return { number: ({ state, endMillis }) => (state === "running" ? endMillis : undefined) };
    case "cpu":
      return { number: ({ cpuCount }) => cpuCount };
    case "memory":
      return { number: ({ memoryMB }) => memoryMB };
    default: {
      const key = column.slice(2);
      return { text: ({ metadata }) => metadataValue(metadata, key) };
    }
  }
}

/** A comparison for `Array.sort`: by the column, rows without a value last in both directions, ties in the upstream's order. */
export function compareRows({ column, direction, within }: Sort): Compare {
  const sign = direction === "asc" ? 1 : -1;
  const compareEqual = within ? compareRows(within) : serverOrder;
  const subject = subjectOf(column);
  if ("compare" in subject) return (a, b) => sign * subject.compare(a, b) || compareEqual(a, b);
  if ("text" in subject) return compareBy(subject.text, (a, b) => sign * compareText(a, b), compareEqual);
  return compareBy(subject.number, (a, b) => sign * (a - b), compareEqual);
}

const compareBy =
  <T>(
    read: (row: FleetRow) => T | undefined,
    compare: (a: T, b: T) => number,
    compareEqual: Compare,
  ): Compare =>
  (a, b) => {
    const [left, right] = [read(a), read(b)];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined) || compareEqual(a, b);
    return compare(left, right) || compareEqual(a, b);
  };

/**
 * All rows as `compareRows` has them, with far fewer comparisons: each different value takes part once, and the rows that have it mostly come in
 * their order.
 */
export function* sortInSteps(rows: readonly FleetRow[], sort: Sort): Steps<readonly FleetRow[]> {
  const sign = sort.direction === "asc" ? 1 : -1;
  const subject = subjectOf(sort.column);
  if ("compare" in subject) return yield* sortedInSteps(rows, compareRows(sort));
  if ("text" in subject)
    return yield* sortedBy(rows, sort, subject.text, (a, b) => sign * compareText(a, b), rows.length);
  return yield* sortedBy(rows, sort, subject.number, (a, b) => sign * (a - b), rows.length / ROWS_A_NUMBER);
}

export const sortRows = (rows: readonly FleetRow[], sort: Sort): readonly FleetRow[] =>
  done(sortInSteps(rows, sort));

/** Where fewer rows have the same number, comparing them costs less than telling them apart. Texts are dear to compare. */
const ROWS_A_NUMBER = 8;
/** So many are looked at in one step. */
const PAUSE_ROWS = 256;

function* sortedBy<T>(
  rows: readonly FleetRow[],
  sort: Sort,
  read: (row: FleetRow) => T | undefined,
  compare: (a: T, b: T) => number,
  most: number,
): Steps<readonly FleetRow[]> {
  const parts = yield* partsOf(rows, read, most);
  if (!parts) return yield* sortedInSteps(rows, compareRows(sort));
  const values = yield* sortedInSteps(
    [...parts.keys()].filter((value) => value !== undefined),
    compare,
  );
  const sorted: FleetRow[] = [];
  let pausedAt = 0;
  for (const value of [...values, undefined]) {
    const part = parts.get(value) ?? [];
    for (const row of part.length > 1 ? yield* inOrder(part, sort.within) : part) sorted.push(row);
    if (sorted.length - pausedAt < PAUSE_ROWS) continue;
    pausedAt = sorted.length;
    yield;
  }
  return sorted;
}

/** The rows that have the same value, in the order they come in; `undefined` where there are more values than `most`. */
function* partsOf<T>(
  rows: readonly FleetRow[],
  read: (row: FleetRow) => T | undefined,
  most: number,
): Steps<ReadonlyMap<T | undefined, FleetRow[]> | undefined> {
  const parts = new Map<T | undefined, FleetRow[]>();
  for (const [at, row] of rows.entries()) {
    const value = read(row);
    const part = parts.get(value);
    if (part) part.push(row);
    else if (parts.size >= most) return undefined;
    else parts.set(value, [row]);
    if (at % PAUSE_ROWS === 0) yield;
  }
  return parts;
}

function* inOrder(rows: readonly FleetRow[], sort: Sort | undefined): Steps<readonly FleetRow[]> {
  if (sort) return yield* sortInSteps(rows, sort);
  for (let at = 1; at < rows.length; at += 1) {
    const [before, row] = [rows[at - 1], rows[at]];
    if (before && row && serverOrder(before, row) > 0) return yield* sortedInSteps(rows, serverOrder);
  }
  return rows;
}

/** The texts by which rows can be grouped: each stands for a group, and rows without one are another. */
export function textOf(column: Sort["column"]): ReadText | undefined {
  const subject = subjectOf(column);
  return "text" in subject ? subject.text : undefined;
}

/** The same order again. */
export const sameSort = (a: Sort | undefined, b: Sort | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.column === b.column &&
    a.direction === b.direction &&
    sameSort(a.within, b.within));

/** Reads a sort as the URL holds it; a column that does not exist is no sort, and the upstream's own order needs none. */
export function asSort(
  sort: { readonly column: string; readonly direction: "asc" | "desc" } | undefined,
): Sort | undefined {
  if (!sort) return undefined;
  const { column, direction } = sort;
  if (column === "started" && direction === "desc") return undefined;
  if (isSortColumn(column)) return { column, direction };
  return column.startsWith("m:") ? { column: `m:${column.slice(2)}`, direction } : undefined;
}

/** The column a URL groups rows by, if that is one of texts. */
export function asGroup(column: string | undefined): Sort["column"] | undefined {
  const sort = column === undefined ? undefined : asSort({ column, direction: "asc" });
  return sort && textOf(sort.column) ? sort.column : undefined;
}

/** The order in which the rows of each group stand together. */
export const groupedSort = (group: Sort["column"] | undefined, sort: Sort | undefined): Sort | undefined =>
  group === undefined || sort?.column === group ? sort : { column: group, direction: "asc", within: sort };
