import type { Sort } from "#web/fleet/sort.ts";

/** What a click on a heading leads to: ascending, descending, then the server's own order again, which is newest first. */
export function nextSort(column: Sort["column"], sort: Sort | undefined): Sort | undefined {
  if (sort?.column !== column) return { column, direction: "asc" };
  return sort.direction === "asc" && column !== "started" ? { column, direction: "desc" } : undefined;
}
