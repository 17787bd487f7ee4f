import type { Sort } from "#web/fleet/sort.ts";
import { browseStrings } from "#web/strings/browse.ts";
import { columnStrings } from "#web/strings/columns.ts";
import { isMetadataColumn, type BuiltInColumn, type ColumnKey } from "#web/view/columns.ts";

/** A column as the table draws it. */
export type ShownColumn = BuiltInColumn | ColumnKey;

export interface ColumnLayout {
  readonly label: string;
  /** Width in pixels unless someone chose another; the metadata's is the least, it takes what the others leave. */
  readonly width: number;
  /** What rows are sorted by under this heading. */
  readonly sort?: Sort["column"];
  /** Why there is nothing to sort by, where one would expect it. */
  readonly unsorted?: string;
  readonly isNumber?: true;
  /** The cell's content fills it to its edges. */
  readonly isFlush?: true;
  /** Where the cell stands in a card of two lines; columns without a place are left out there. */
  readonly cardPlace?: string;
}

const { columns: labels } = browseStrings;

type NumberColumn = "started" | "ends" | "cpu" | "memory";

const number = (id: NumberColumn, width: number): ColumnLayout => ({
  ...{ label: labels[id], width, sort: id, isNumber: true },
});

const usage = (id: "cpu-use" | "memory-use", width: number): ColumnLayout => ({
  ...{ label: labels[id], width, unsorted: browseStrings.unsortedUse, isNumber: true },
});

const builtIn: Readonly<Record<BuiltInColumn, ColumnLayout>> = {
  select: { label: labels.select, width: 36, isFlush: true, cardPlace: "col-start-1 row-span-2 row-start-1" },
  id: { label: labels.id, width: 216, sort: "id", cardPlace: "col-start-2 row-start-1" },
  state: { label: labels.state, width: 100, sort: "state", cardPlace: "col-start-3 col-span-2 row-start-1" },
  template: { label: labels.template, width: 168, sort: "template" },
  metadata: { label: labels.metadata, width: 220, cardPlace: "col-start-2 col-span-2 row-start-2" },
  started: { ...number("started", 80), cardPlace: "col-start-4 row-start-2" },
  ends: { ...number("ends", 80), cardPlace: "col-start-5 row-start-2" },
  cpu: number("cpu", 76),
  "cpu-use": usage("cpu-use", 112),
  memory: number("memory", 88),
  "memory-use": usage("memory-use", 176),
  actions: { label: labels.actions, width: 72, cardPlace: "col-start-5 row-start-1" },
};

const VALUE_WIDTH = 140;

/** How a column is drawn by itself. */
export const columnLayout = (column: ShownColumn): ColumnLayout =>
  isMetadataColumn(column)
    ? { label: columnStrings.keyLabel(column.slice(2)), width: VALUE_WIDTH, sort: column }
    : builtIn[column];
