import { memo } from "react";
import { classNames } from "#web/design/class-names.ts";
import type { Gone } from "#web/fleet/live-rows.ts";
import { cellClasses, rowClasses, stuckStyle } from "./cell-classes.ts";
import { GoneCell } from "./gone-cell.tsx";
import { lightText } from "./light-text.ts";
import type { RowView } from "./row-view.ts";
import type { GridColumn } from "./use-grid-table.ts";

interface SandboxRowProps extends RowView {
  readonly index: number;
  readonly height: number;
  readonly columns: readonly GridColumn[];
  readonly tracks: string;
  readonly isCard: boolean;
  /** It flies past: its words are enough. */
  readonly isLight: boolean;
  /** It is not there any more: it stays in its place to be read, and for nothing else. */
  readonly gone: Gone | undefined;
}

/** The mark of the row whose details are open. */
const OPEN = "shadow-[inset_3px_0_0_var(--accent)] rtl:shadow-[inset_-3px_0_0_var(--accent)]";

/** Words alone, straight in their cell: each element less is one less to make thirty times a frame. */
const LIGHT = "overflow-hidden font-mono text-xs whitespace-nowrap text-fg-muted";

/** Of a row, and of its cells that stay while others scroll under them. */
const BACKGROUNDS = {
  gone: { row: "bg-bg-sunken", cell: "bg-bg-sunken" },
  selected: { row: "bg-bg-selected", cell: "bg-bg-selected" },
  usual: { row: "bg-bg hover:bg-bg-hover", cell: "bg-bg group-hover/row:bg-bg-hover" },
};

/** Cells that stay while the others scroll lie over the row's own outline. */
const FOCUS_OVER_STUCK =
  "focus-visible:after:pointer-events-none focus-visible:after:absolute focus-visible:after:inset-0 focus-visible:after:z-2 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent";

/** One sandbox. Drawn again only when something of it changes: the rows around it, the clock and the scrolling leave it alone. */
export const SandboxRow = memo(function SandboxRow({
  index,
  height,
  columns,
  tracks,
  isCard,
  isLight,
  gone,
  ...view
}: SandboxRowProps) {
  const { row, isSelected, isActive, isOpen } = view;
  const background = BACKGROUNDS[gone ? "gone" : isSelected ? "selected" : "usual"];
  const saysWhyAtId = !columns.some(({ id }) => id === "state");
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={gone ? undefined : isSelected}
      aria-current={isOpen || undefined}
      data-index={index}
      data-id={row.sandboxID}
      tabIndex={isActive ? 0 : -1}
      className={classNames(
        rowClasses(isCard),
        "group/row absolute inset-x-0 top-0 [contain:strict] text-grid -outline-offset-2 focus-visible:z-10",
        background.row,
        gone && "text-fg-muted",
        isOpen && OPEN,
        columns[0]?.stuck && FOCUS_OVER_STUCK,
      )}
      style={{ transform: `translateY(${index * height}px)`, height, gridTemplateColumns: tracks }}
    >
      {columns.map((column) => (
        <td
          key={column.id}
          aria-colindex={column.place}
          className={classNames(
            cellClasses(column, isCard, background.cell),
            isOpen && column.stuck && column.place === 1 && OPEN,
            isLight && LIGHT,
          )}
          style={stuckStyle(column)}
        >
          {gone ? (
            <GoneCell {...{ row, column, isCard, saysWhyAtId }} why={gone} />
          ) : isLight ? (
            lightText(column, row)
          ) : (
            <column.Cell {...view} metadataKey={column.metadataKey} />
          )}
        </td>
      ))}
    </tr>
  );
});
