import type { KeyOrder } from "./key-order.ts";
import type { FleetRow, Mark } from "#web/fleet/row.ts";
import type { MouseEvent } from "react";
import type { Subject } from "#query/subject.ts";

/** What can be asked for from inside a row. The object stays the same, so that rows are drawn again only when they change. */
export interface RowActions {
  /** `range`: from the row selected last to this one. */
  readonly select: (row: FleetRow, selected: boolean, range: boolean) => void;
  readonly open: (row: FleetRow) => void;
  /** A click on a value: opens its menu, or with Alt hides the rows that have it. */
  readonly pointAt: (subject: Subject, value: string, event: MouseEvent<HTMLElement>) => void;
  readonly dismiss: (row: FleetRow) => void;
  readonly kill: (row: FleetRow) => void;
  readonly pause: (row: FleetRow) => void;
  readonly resume: (row: FleetRow) => void;
}

/** One row as its cells see it. */
export interface RowView {
  readonly row: FleetRow;
  readonly isSelected: boolean;
  /** It has the grid's focus, or would get it: its controls are reached by Tab. */
  readonly isActive: boolean;
  /** Its details stand beside the table. */
  readonly isOpen: boolean;
  readonly mark: Mark | undefined;
  /** Shown although it is not in the list: created a moment ago. */
  readonly pinned: "created" | "created-hidden" | undefined;
  /** The view with this row's details open. */
  readonly href: string;
  /** Width of the metadata cell, in pixels; absent where that column is not shown: what it says of the row is then said beside the id. */
  readonly metadataWidth: number | undefined;
  /** Metadata keys in an order other than their own. */
  readonly keyOrder: KeyOrder;
  readonly readOnlyReason: string | undefined;
  readonly actions: RowActions;
}

/** One row as a cell of a certain column sees it. */
export interface CellView extends RowView {
  /** Of a metadata key's column. */
  readonly metadataKey: string | undefined;
}

/** Tab stops exist in the active row alone: a table of forty rows is one stop, not four hundred. */
export const tabIndexOf = ({ isActive }: Pick<RowView, "isActive">): 0 | -1 => (isActive ? 0 : -1);
