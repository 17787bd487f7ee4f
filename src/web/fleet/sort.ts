import { metadataValue } from "#contract/metadata.ts";
import { serverOrder, type FleetRow } from "./row.ts";

/** Columns that can be sorted by, besides any metadata key as `m:<key>`. */
export const sortColumns = ["id", "state", "template", "started", "ends", "cpu", "memory"] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface Sort {
  readonly column: SortColumn | `m:${string}`;
  readonly direction: "asc" | "desc";
}

const compareText = new Intl.Collator("en", { numeric: true }).compare;

type Compare = (a: FleetRow, b: FleetRow) => number;

const compareBy: Readonly<Record<SortColumn, Compare>> = {
  id: (a, b) => (a.sandboxID < b.sandboxID ? -1 : a.sandboxID > b.sandboxID ? 1 : 0),
  state: (a, b) => compareText(a.state, b.state),
  template: (a, b) => compareText(a.alias ?? a.templateID, b.alias ?? b.templateID),
  started: (a, b) => a.startedMicros - b.startedMicros,
  ends: (a, b) => a.endMillis - b.endMillis,
  cpu: (a, b) => a.cpuCount - b.cpuCount,
  memory: (a, b) => a.memoryMB - b.memoryMB,
};

/** Rows that have nothing to sort by stand last in both directions. */
const lacks = (column: Sort["column"], row: FleetRow): boolean => {
  if (column === "ends") return row.state !== "running";
  return column.startsWith("m:") && metadataValue(row.metadata, column.slice(2)) === undefined;
};

const isSortColumn = (column: string): column is SortColumn => sortColumns.some((name) => name === column);

/** A comparison for `Array.sort`: by the column, rows without a value last, ties in the upstream's order. */
export function compareRows({ column, direction }: Sort): Compare {
  const key = column.slice(2);
  const byColumn: Compare = isSortColumn(column)
    ? compareBy[column]
    : (a, b) => compareText(metadataValue(a.metadata, key) ?? "", metadataValue(b.metadata, key) ?? "");
  const sign = direction === "asc" ? 1 : -1;
  return (a, b) => {
    const absent = Number(lacks(column, a)) - Number(lacks(column, b));
    return absent || sign * byColumn(a, b) || serverOrder(a, b);
  };
}

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
