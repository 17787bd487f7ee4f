import type { KeyboardEvent, RefObject } from "react";
import { classNames } from "#web/design/class-names.ts";
import type { Sort } from "#web/fleet/sort.ts";
import { isColumnKey, type ColumnKey } from "#web/view/columns.ts";
import { cellClasses, rowClasses, stuckStyle } from "../cell-classes.ts";
import type { GridLayout } from "../grid-layout.ts";
import { nextSort } from "../next-sort.ts";
import { SelectAll, type SelectAllProps } from "../select-all.tsx";
import type { GridColumn } from "../use-grid-table.ts";
import { HeaderCell, headingTitle } from "./header-cell.tsx";
import { useColumnDrag, type ColumnDrag } from "./use-column-drag.ts";
import type { ColumnControls } from "./use-column-controls.ts";
import { useHeadings } from "./use-headings.ts";

const BACKGROUND = "bg-bg-sunken";

interface GridHeaderProps extends SelectAllProps {
  readonly head: RefObject<HTMLTableSectionElement | null>;
  readonly layout: GridLayout;
  readonly columns: readonly GridColumn[];
  readonly controls: ColumnControls;
  /** Absent: the server's own order. */
  readonly sort: Sort | undefined;
  /** Said where the sort covers only a part of the fleet. */
  readonly sortNote: string | undefined;
  /** From a heading down into the rows. */
  readonly onEnterRows: () => void;
}

/** Column headings; it stays in view while rows scroll under it. */
export function GridHeader({
  head,
  layout,
  columns,
  controls,
  sort,
  sortNote,
  onEnterRows,
  ...selectAll
}: GridHeaderProps) {
  const { isCard, headerHeight, tracks, least } = layout;
  const keys = columns.map(({ id }) => id).filter((id) => isColumnKey(id));
  const headings = useHeadings(head, keys);
  const { drag, onPointerDown } = useColumnDrag(head, controls.columns, controls.moveTo);

  const keyDown = (event: KeyboardEvent<HTMLElement>, column: ColumnKey) => {
    const { key, shiftKey, altKey, ctrlKey, metaKey, currentTarget } = event;
    if (ctrlKey || metaKey) return;
    const to = headings.neighbour(event, column);
    const isArrow = key === "ArrowLeft" || key === "ArrowRight";
    if (altKey && key === "ArrowDown" && !isCard) controls.openMenu({ column, anchor: currentTarget });
    else if (altKey) return;
    else if (shiftKey && isArrow && !isCard) {
      const isForward = to !== undefined && keys.indexOf(to) > keys.indexOf(column);
      headings.follow(column);
      controls.move(column, isForward ? 1 : -1);
    } else if (shiftKey) return;
    else if (key === "ArrowDown") onEnterRows();
    else if (to !== undefined) headings.focus(to);
    else return;
    event.preventDefault();
  };

  return (
    <thead ref={head} className="sticky block top-0 z-20" style={{ minWidth: least }}>
      <tr
        aria-rowindex={1}
        className={classNames(
          rowClasses(isCard),
          "group/headings border-line-strong text-xs text-fg-muted",
          BACKGROUND,
          drag && "cursor-grabbing [&_[role=separator]]:hidden",
        )}
        style={{ height: headerHeight, gridTemplateColumns: tracks }}
      >
        {columns.map((column) => {
          const { id, label } = column;
          const direction = directionOf(column, sort);
          return (
            <th
              key={id}
              scope="col"
              data-column={id}
              aria-label={id === "select" || id === "actions" ? undefined : label}
              aria-colindex={column.place}
              aria-sort={
                direction === undefined ? undefined : direction === "asc" ? "ascending" : "descending"
              }
              className={classNames(
                cellClasses(column, isCard, BACKGROUND),
                "group/heading",
                !column.stuck && "relative",
                dragClass(drag, id),
              )}
              style={stuckStyle(column)}
              onFocus={() => isColumnKey(id) && headings.onFocus(id)}
              onContextMenu={(event) => {
                if (isCard || !isColumnKey(id)) return;
                event.preventDefault();
                controls.openMenu({ column: id, anchor: event.currentTarget });
              }}
            >
              {id === "select" ? (
                <SelectAll {...selectAll} />
              ) : id === "actions" ? (
                <span className="sr-only">{label}</span>
              ) : (
                <HeaderCell
                  {...{ column, direction, isCard }}
                  columnKey={id}
                  isChosenSort={sort !== undefined}
                  title={headingTitle(column, sort, sortNote)}
                  isTabStop={headings.tabStop === id}
                  isMenuOpen={controls.menu?.column === id}
                  onSort={() => column.sort !== undefined && controls.sort(nextSort(column.sort, sort))}
                  onMenu={(anchor) => controls.openMenu({ column: id, anchor })}
                  onKeyDown={(event) => keyDown(event, id)}
                  onPointerDown={(event) => !isCard && onPointerDown(event, id)}
                  onPreview={(width) => controls.preview(id, width)}
                  onResize={(width) => controls.resize(id, width)}
                  onLeaveEdge={() => headings.focus(id)}
                />
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Without a sort the server's order stands, which is newest first. */
function directionOf({ sort: column }: GridColumn, sort: Sort | undefined): Sort["direction"] | undefined {
  if (column === undefined) return undefined;
  if (!sort) return column === "started" ? "desc" : undefined;
  return sort.column === column ? sort.direction : undefined;
}

/** Where the heading that follows the pointer would come to stand. */
function dragClass(drag: ColumnDrag | undefined, column: string): string | false {
  if (drag?.column === column) return "opacity-50";
  if (drag?.mark?.column !== column) return false;
  return drag.mark.side === "before"
    ? "before:absolute before:inset-y-0 before:-start-px before:border-s-4 before:border-accent"
    : "before:absolute before:inset-y-0 before:-end-px before:border-s-4 before:border-accent";
}
