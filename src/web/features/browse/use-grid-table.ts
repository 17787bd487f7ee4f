import {
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo, type ReactNode } from "react";
import type { FleetRow } from "#web/fleet/row.ts";
import { builtInColumns, columnMetadataKey, type BuiltInColumn } from "#web/view/columns.ts";
import { columnLayout, type ColumnLayout, type ShownColumn } from "./column-layout.ts";
import type { GridLayout } from "./grid-layout.ts";
import { MetadataCell } from "./metadata-cell.tsx";
import {
  ActionsCell,
  CpuCell,
  IdCell,
  MemoryCell,
  SelectCell,
  StateCell,
  TemplateCell,
} from "./row-cells.tsx";
import type { CellView } from "./row-view.ts";
import { EndsCell, StartedCell } from "./time-cells.tsx";
import { CpuUseCell, MemoryUseCell } from "./usage-cells.tsx";
import { ValueCell } from "./value-cell.tsx";

interface ColumnMeta extends ColumnLayout {
  readonly id: ShownColumn;
  /** Of a metadata key's column. */
  readonly metadataKey: string | undefined;
  readonly Cell: (view: CellView) => ReactNode;
}

/** A column as header, rows and skeletons draw it. */
export interface GridColumn extends ColumnMeta {
  /** Its place among the columns drawn, from 1. */
  readonly place: number;
  /** Its width as drawn, in pixels. */
  readonly drawnWidth: number;
  /** Where it stays while the others scroll sideways, in pixels from that end. */
  readonly stuck:
    | {
        readonly end: "start" | "end";
        readonly offset: number;
        /** Next to what scrolls. */
        readonly isInner: boolean;
      }
    | undefined;
}

const cells: Readonly<Record<BuiltInColumn, ColumnMeta["Cell"]>> = {
  select: SelectCell,
  id: IdCell,
  state: StateCell,
  template: TemplateCell,
  metadata: MetadataCell,
  started: StartedCell,
  ends: EndsCell,
  cpu: CpuCell,
  "cpu-use": CpuUseCell,
  memory: MemoryCell,
  "memory-use": MemoryUseCell,
  actions: ActionsCell,
};

/** Layout alone. Filtering, sorting and selection are the stores': the table's own row models cost a second at 100,000 rows. */
const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnSizingFeature,
  columnPinningFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});
const helper = createColumnHelper<typeof features, FleetRow>();
const builtIn = builtInColumns.map((id) =>
  helper.display({ id, meta: { ...columnLayout(id), id, metadataKey: undefined, Cell: cells[id] } }),
);
const getRowId = (row: FleetRow) => row.sandboxID;
const NO_ROWS: readonly FleetRow[] = [];

/** Which columns are drawn, in which order, how wide, and which stay where they are. */
export function useGridTable(layout: GridLayout): readonly GridColumn[] {
  const placed = layout.columns;
  const columns = useMemo(
    () => [
      ...builtIn,
      ...placed.flatMap(({ column }) => {
        const key = columnMetadataKey(column);
        if (key === undefined) return [];
        const meta = { ...columnLayout(column), id: column, metadataKey: key, Cell: ValueCell };
        return helper.display({ id: column, meta });
      }),
    ],
    [placed],
  );
  const state = useMemo(() => {
    const ids = placed.map(({ column }) => column);
    const at = (end: "start" | "end") =>
      placed.filter(({ stuck }) => stuck === end).map(({ column }) => column);
    return {
      columnOrder: ids,
      columnVisibility: Object.fromEntries(builtInColumns.map((id) => [id, ids.includes(id)])),
      columnSizing: Object.fromEntries(placed.map(({ column, width }) => [column, width])),
      columnPinning: { start: at("start"), end: at("end") },
    };
  }, [placed]);
  const table = useTable({ features, columns, data: NO_ROWS, getRowId, state });
  const start = table.getStartVisibleLeafColumns();
  const center = table.getCenterVisibleLeafColumns();
  const end = table.getEndVisibleLeafColumns();
  return useMemo(
    () =>
      [...start, ...center, ...end].flatMap((column, index): GridColumn[] => {
        const { meta } = column.columnDef;
        if (!meta) return [];
        const pinned = column.getIsPinned();
        const offset = pinned === "start" ? column.getStart("start") : column.getAfter("end");
        const isInner = pinned === "start" ? column.getIsLastColumn("start") : column.getIsFirstColumn("end");
        const stuck = pinned === false ? undefined : { end: pinned, offset, isInner };
        const drawnWidth = state.columnSizing[column.id] ?? column.getSize();
        return [{ ...meta, place: index + 1, drawnWidth, stuck }];
      }),
    [start, center, end, state],
  );
}

/** How much of the grid's start is taken by columns that do not scroll, in pixels. */
export const stuckWidth = (columns: readonly GridColumn[]): number =>
  Math.max(
    0,
    ...columns.map(({ stuck, drawnWidth }) => (stuck?.end === "start" ? stuck.offset + drawnWidth : 0)),
  );
