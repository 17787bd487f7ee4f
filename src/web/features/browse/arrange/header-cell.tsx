import type { KeyboardEvent, PointerEvent } from "react";
import { classNames } from "#web/design/class-names.ts";
import { Icon } from "#web/design/icon.tsx";
import type { Sort } from "#web/fleet/sort.ts";
import { browseStrings } from "#web/strings/browse.ts";
import { columnStrings as strings } from "#web/strings/columns.ts";
import type { ColumnKey } from "#web/view/columns.ts";
import type { GridColumn } from "../use-grid-table.ts";
import { ColumnResizer } from "./column-resizer.tsx";

export interface HeaderCellProps {
  readonly column: GridColumn;
  readonly columnKey: ColumnKey;
  /** Absent: the rows are not in this column's order. */
  readonly direction: Sort["direction"] | undefined;
  /** It was asked for, rather than the server's own. */
  readonly isChosenSort: boolean;
  /** What a click on the heading does, or what the order covers. */
  readonly title: string;
  /** Reached by Tab; the others by arrow keys. */
  readonly isTabStop: boolean;
  /** Cards have headings to sort by and nothing to arrange. */
  readonly isCard: boolean;
  readonly isMenuOpen: boolean;
  readonly onSort: () => void;
  readonly onMenu: (anchor: HTMLElement) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPreview: (width: number | undefined) => void;
  readonly onResize: (width: number | undefined) => void;
  readonly onLeaveEdge: () => void;
}

/** A heading: sorts, opens the column's menu, and has an edge to drag. Only the one that Tab reaches has its menu and its edge in the tab order. */
export function HeaderCell(props: HeaderCellProps) {
  const { column, direction, isCard, isMenuOpen } = props;
  const { label, isNumber, metadataKey } = column;
  const tabIndex = props.isTabStop ? 0 : -1;
  const words = (
    <span className={classNames("truncate", metadataKey !== undefined && "font-mono")}>
      {metadataKey === undefined ? label : <bdi>{label}</bdi>}
    </span>
  );
  return (
    <>
      <button
        type="button"
        data-heading=""
        tabIndex={tabIndex}
        title={metadataKey === undefined ? props.title : `${metadataKey.slice(0, 300)}\n${props.title}`}
        className={classNames(
          "inline-flex min-h-6 max-w-full items-center gap-0.5 rounded-chip font-medium hover:text-fg",
          isNumber && "flex-row-reverse",
          // The button of the menu, which no pointer brings out there, takes its room.
          !isCard && "[@media(hover:none)]:max-w-[calc(100%-16px)]",
          direction !== undefined && props.isChosenSort && "text-fg",
        )}
        onClick={(event) => (column.sort === undefined ? props.onMenu(event.currentTarget) : props.onSort())}
        onKeyDown={props.onKeyDown}
        onPointerDown={props.onPointerDown}
        {...(column.sort === undefined && !isCard
          ? { "aria-haspopup": "menu" as const, "aria-expanded": isMenuOpen }
          : {})}
      >
        {words}
        {direction !== undefined && <Icon name={direction === "asc" ? "up" : "down"} />}
      </button>
      {!isCard && (
        <>
          <button
            type="button"
            aria-label={strings.options(label)}
            title={strings.options(label)}
            aria-haspopup="menu"
            aria-expanded={isMenuOpen}
            tabIndex={tabIndex}
            className={classNames(
              "invisible absolute inset-y-0 z-2 my-auto grid size-6 place-items-center rounded-chip bg-bg-sunken hover:bg-bg-hover hover:text-fg aria-expanded:visible",
              "group-focus-within/heading:visible group-hover/heading:visible [@media(hover:none)]:visible",
              isNumber ? "start-0.5" : "end-2",
            )}
            onClick={(event) => props.onMenu(event.currentTarget)}
          >
            <Icon name="more" />
          </button>
          <ColumnResizer
            label={label}
            width={column.drawnWidth}
            tabIndex={tabIndex}
            onPreview={props.onPreview}
            onResize={props.onResize}
            onLeave={props.onLeaveEdge}
          />
        </>
      )}
    </>
  );
}

/** What a click on a heading does, or what its order covers. */
export function headingTitle(column: GridColumn, sort: Sort | undefined, note: string | undefined): string {
  if (column.sort === undefined) return column.unsorted ?? strings.options(column.label);
  if (sort?.column === column.sort && note !== undefined) return note;
  return !sort && column.sort === "started" ? browseStrings.newestFirst : browseStrings.sortBy(column.label);
}
