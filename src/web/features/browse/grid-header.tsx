import { useEffect, useRef } from "react";
import { classNames } from "#web/design/class-names.ts";
import { Icon } from "#web/design/icon.tsx";
import type { Sort } from "#web/fleet/sort.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { cellClasses, rowClasses, stuckStyle } from "./cell-classes.ts";
import type { GridLayout } from "./grid-layout.ts";
import type { GridColumn } from "./use-grid-table.ts";

interface GridHeaderProps {
  readonly layout: GridLayout;
  readonly columns: readonly GridColumn[];
  /** Absent: the server's own order. */
  readonly sort: Sort | undefined;
  /** Said where the sort covers only a part of the fleet. */
  readonly sortNote: string | undefined;
  readonly onSort: (column: Sort["column"]) => void;
  readonly selected: "all" | "some" | "none";
  readonly onSelectAll: (selected: boolean) => void;
}

/** Column headings; it stays in view while rows scroll under it. */
export function GridHeader({
  layout,
  columns,
  sort,
  sortNote,
  onSort,
  selected,
  onSelectAll,
}: GridHeaderProps) {
  const { isCard, headerHeight, tracks, least } = layout;
  return (
    <thead className="sticky block top-0 z-20" style={{ minWidth: least }}>
      <tr
        aria-rowindex={1}
        className={classNames(rowClasses(isCard), "border-line-strong bg-bg-sunken text-xs text-fg-muted")}
        style={{ height: headerHeight, gridTemplateColumns: tracks }}
      >
        {columns.map((gridColumn) => {
          const { id, label, sort: column, isNumber } = gridColumn;
          const direction = column === undefined ? undefined : directionOf(column, sort);
          return (
            <th
              key={id}
              scope="col"
              aria-colindex={gridColumn.place}
              aria-sort={
                direction === undefined ? undefined : direction === "asc" ? "ascending" : "descending"
              }
              className={cellClasses(gridColumn, isCard)}
              style={stuckStyle(gridColumn)}
            >
              {id === "select" ? (
                <SelectAll selected={selected} onSelectAll={onSelectAll} />
              ) : column === undefined ? (
                <span className={id === "actions" ? "sr-only" : "font-medium"}>{label}</span>
              ) : (
                <button
                  type="button"
                  title={titleOf(column, sort, label, sortNote)}
                  className={classNames(
                    "inline-flex min-h-6 max-w-full items-center gap-0.5 rounded-chip font-medium hover:text-fg",
                    isNumber && "flex-row-reverse",
                    direction !== undefined && sort && "text-fg",
                  )}
                  onClick={() => onSort(column)}
                >
                  <span className="truncate">{label}</span>
                  {direction !== undefined && <Icon name={direction === "asc" ? "up" : "down"} />}
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Without a sort the server's order stands, which is newest first. */
function directionOf(column: Sort["column"], sort: Sort | undefined): Sort["direction"] | undefined {
  if (!sort) return column === "started" ? "desc" : undefined;
  return sort.column === column ? sort.direction : undefined;
}

function titleOf(
  column: Sort["column"],
  sort: Sort | undefined,
  label: string,
  note: string | undefined,
): string {
  if (sort?.column === column && note !== undefined) return note;
  return !sort && column === "started" ? strings.newestFirst : strings.sortBy(label);
}

function SelectAll({ selected, onSelectAll }: Pick<GridHeaderProps, "selected" | "onSelectAll">) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = selected === "some";
  }, [selected]);
  return (
    <label className="grid h-full min-h-6 place-items-center" title={strings.selectAll}>
      <input
        ref={ref}
        type="checkbox"
        className="size-4 accent-accent"
        aria-label={strings.selectAll}
        checked={selected === "all"}
        onChange={() => onSelectAll(selected !== "all")}
      />
    </label>
  );
}
