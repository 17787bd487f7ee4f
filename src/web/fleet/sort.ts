import { metadataValue } from "#contract/metadata.ts";
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

const isSortColumn = (column: string): column is SortColumn => sortColumns.some((name) => name === column);

/** What rows are compared by in a column: a text, which some lack, or something else. */
function subjectOf(column: Sort["column"]): { readonly text: ReadText } | { readonly compare: Compare } {
  switch (column) {
    case "id":
      return { compare: (a, b) => (a.sandboxID < b.sandboxID ? -1 : a.sandboxID > b.sandboxID ? 1 : 0) };
    case "state":
      return { text: ({ state }) => state };
    case "template":
      return { text: templateName };
    case "started":
      return { compare: (a, b) => a.startedMicros - b.startedMicros };
    case "ends":
      return { compare: (a, b) => a.endMillis - b.endMillis };
    case "cpu":
      return { compare: (a, b) => a.cpuCount - b.cpuCount };
    case "memory":
      return { compare: (a, b) => a.memoryMB - b.memoryMB };
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
  if ("text" in subject)
    return (a, b) => {
      const [left, right] = [subject.text(a), subject.text(b)];
      if (left === undefined || right === undefined)
        return Number(left === undefined) - Number(right === undefined) || compareEqual(a, b);
      return sign * compareText(left, right) || compareEqual(a, b);
    };
  const lacks = (row: FleetRow) => Number(column === "ends" && row.state !== "running");
  return (a, b) => lacks(a) - lacks(b) || sign * subject.compare(a, b) || compareEqual(a, b);
}

/** All rows as `compareRows` has them. Comparing text is dear, so each different text takes part once, however many rows have it. */
export function sortRows(rows: readonly FleetRow[], sort: Sort): readonly FleetRow[] {
  const subject = subjectOf(sort.column);
  if (!("text" in subject)) return rows.toSorted(compareRows(sort));
  const sign = sort.direction === "asc" ? 1 : -1;
  const compareEqual = sort.within ? compareRows(sort.within) : serverOrder;
  const texts = rows.map(subject.text);
  const ranks = rankTexts(texts);
  const rankOf = (text: string | undefined) =>
    text === undefined ? rows.length : sign * (ranks.get(text) ?? 0);
  return rows
    .map((row, index) => ({ row, rank: rankOf(texts[index]) }))
    .sort((a, b) => a.rank - b.rank || compareEqual(a.row, b.row))
    .map(({ row }) => row);
}

/** The place of each text among all. */
function rankTexts(texts: readonly (string | undefined)[]): ReadonlyMap<string, number> {
  const different = [...new Set(texts)].filter((text) => text !== undefined).sort(compareText);
  return new Map(different.map((text, rank) => [text, rank]));
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
