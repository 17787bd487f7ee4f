import { classNames } from "#web/design/class-names.ts";
import { cellClasses, rowClasses, stuckStyle } from "./cell-classes.ts";
import type { ShownColumn } from "./column-layout.ts";
import type { GridLayout } from "./grid-layout.ts";
import type { GridColumn } from "./use-grid-table.ts";

/** How much of its cell each grey bar takes. */
const bars: Partial<Readonly<Record<ShownColumn, string>>> = {
  id: "w-40 max-w-full",
  state: "w-16",
  template: "w-20",
  metadata: "w-3/5",
  started: "ms-auto w-10",
  ends: "ms-auto w-10",
  cpu: "ms-auto w-10",
  "cpu-use": "ms-auto w-10",
  memory: "ms-auto w-12",
  "memory-use": "ms-auto w-20",
};

const BACKGROUND = "bg-bg";

interface SkeletonRowsProps {
  readonly count: number;
  readonly layout: GridLayout;
  readonly columns: readonly GridColumn[];
}

/** Rows on their way, in the geometry of rows, so that nothing moves when they come. */
export function SkeletonRows({ count, layout, columns }: SkeletonRowsProps) {
  const { rowHeight, tracks, isCard, least } = layout;
  const barOf = ({ id, metadataKey }: GridColumn) => (metadataKey === undefined ? bars[id] : "w-3/5");
  return (
    <tbody aria-hidden="true" className="block" style={{ minWidth: least }}>
      {Array.from({ length: count }, (_, index) => (
        <tr
          key={index}
          className={classNames(rowClasses(isCard), BACKGROUND)}
          style={{ height: rowHeight, gridTemplateColumns: tracks }}
        >
          {columns.map((column) => (
            <td
              key={column.id}
              className={cellClasses(column, isCard, BACKGROUND)}
              style={stuckStyle(column)}
            >
              {barOf(column) && <div className={`skeleton h-3 ${barOf(column)}`} />}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
