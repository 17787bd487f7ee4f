import { memo } from "react";
import { classNames } from "#web/design/class-names.ts";
import { cellClasses, rowClasses } from "./cell-classes.ts";
import type { RowView } from "./row-view.ts";
import type { GridColumn } from "./use-grid-table.ts";

interface SandboxRowProps extends RowView {
  readonly index: number;
  readonly height: number;
  readonly columns: readonly GridColumn[];
  readonly tracks: string;
  readonly isCard: boolean;
}

/** One sandbox. Drawn again only when something of it changes: the rows around it, the clock and the scrolling leave it alone. */
export const SandboxRow = memo(function SandboxRow({
  index,
  height,
  columns,
  tracks,
  isCard,
  ...view
}: SandboxRowProps) {
  const { row, isSelected, isActive, isOpen } = view;
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-current={isOpen || undefined}
      data-index={index}
      data-id={row.sandboxID}
      tabIndex={isActive ? 0 : -1}
      className={classNames(
        rowClasses(isCard),
        "absolute inset-x-0 top-0 [contain:strict] text-grid -outline-offset-2 focus-visible:z-10",
        isSelected ? "bg-bg-selected" : "bg-bg hover:bg-bg-hover",
        isOpen && "shadow-[inset_3px_0_0_var(--accent)] rtl:shadow-[inset_-3px_0_0_var(--accent)]",
      )}
      style={{ transform: `translateY(${index * height}px)`, height, gridTemplateColumns: tracks }}
    >
      {columns.map(({ Cell, ...column }) => (
        <td key={column.id} aria-colindex={column.place} className={cellClasses(column, isCard)}>
          <Cell {...view} />
        </td>
      ))}
    </tr>
  );
});
