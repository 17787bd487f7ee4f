import {
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo, type ReactNode } from "react";
import type { FleetRow } from "#web/fleet/row.ts";
import { columnIds, columnLayouts, type ColumnId, type ColumnLayout } from "./columns.ts";
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
import type { RowView } from "./row-view.ts";
import { EndsCell, StartedCell } from "./time-cells.tsx";

/** A column as header, rows and skeletons draw it. */
export interface GridColumn extends ColumnLayout {
  readonly id: ColumnId;
  /** Its place among all columns, shown or not, from 1. */
  readonly place: number;
  readonly Cell: (view: RowView) => ReactNode;
}

const cells: Readonly<Record<ColumnId, GridColumn["Cell"]>> = {
  select: SelectCell,
  id: IdCell,
  state: StateCell,
  template: TemplateCell,
  metadata: MetadataCell,
  started: StartedCell,
  ends: EndsCell,
  cpu: CpuCell,
  memory: MemoryCell,
  actions: ActionsCell,
};

/** Layout alone. Filtering, sorting and selection are the stores': the table's own row models cost a second at 100,000 rows. */
const features = tableFeatures({ columnVisibilityFeature, columnMeta: metaHelper<GridColumn>() });
const helper = createColumnHelper<typeof features, FleetRow>();
const columns = helper.columns(
  columnIds.map((id, index) =>
    helper.display({
      id,
      header: columnLayouts[id].label,
      meta: { ...columnLayouts[id], id, place: index + 1, Cell: cells[id] },
    }),
  ),
);
const getRowId = (row: FleetRow) => row.sandboxID;

/** The table over the rows on screen: which columns are drawn, in which order. The columns are the same array until that changes. */
export function useGridTable(
  rows: readonly FleetRow[],
  visible: readonly ColumnId[],
): { readonly columns: readonly GridColumn[]; readonly rows: readonly FleetRow[] } {
  const columnVisibility = useMemo(
    () => Object.fromEntries(columnIds.map((id) => [id, visible.includes(id)])),
    [visible],
  );
  const table = useTable({ features, columns, data: rows, getRowId, state: { columnVisibility } });
  const drawn = table.getVisibleLeafColumns();
  return {
    columns: useMemo(() => drawn.flatMap(({ columnDef }) => columnDef.meta ?? []), [drawn]),
    rows: table.getRowModel().rows.map(({ original }) => original),
  };
}
