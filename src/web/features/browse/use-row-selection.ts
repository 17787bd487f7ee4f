import { useCallback, useMemo, useRef } from "react";
import type { LiveRows } from "#web/fleet/live-rows.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import { selectedRows } from "#web/fleet/selection.ts";
import { useFleetServices, useSelected } from "#web/fleet/use-fleet.ts";
import { isHeading, type GridItem, type RowGroup } from "./group-items.ts";
import { rowIndex, rowRange } from "./grid-rows.ts";

export interface RowSelection {
  readonly has: (id: string) => boolean;
  readonly share: "all" | "some" | "none";
  /** Selects or deselects one row, or all between it and the one chosen last. */
  readonly select: (row: FleetRow, selected: boolean, range: boolean) => void;
  /** Moves the end of the range that began where the last choice was made. */
  readonly extend: (from: number, to: number) => void;
  readonly isEmpty: boolean;
  readonly clear: () => void;
  readonly selectAll: (selected: boolean) => void;
  /** How much of a group is selected. */
  readonly shareOf: (group: RowGroup) => RowSelection["share"];
  /** Selects all rows of a group, or none where all are. */
  readonly selectGroup: (group: RowGroup) => void;
  /** The selected rows that are still known if this is one of them, else it alone. */
  readonly with: (row: FleetRow) => readonly FleetRow[];
}

/**
 * Selecting among the rows shown, `items` being how they stand below each other; what is selected outlives them. What is gone is not
 * selected by anything.
 */
export function useRowSelection(live: LiveRows, items: readonly GridItem[]): RowSelection {
  const { fleet, selection } = useFleetServices();
  const selected = useSelected();
  const anchor = useRef<string>(undefined);

  const { rows: drawn, gone } = live;
  const rows = useMemo(() => without(drawn, gone), [drawn, gone]);
  const share = useMemo(() => shareIn(rows, selected), [rows, selected]);
  const between = useCallback(
    (a: number, b: number) => without(rowsBetween(items, a, b), gone),
    [items, gone],
  );
  /** Looked up once for each set of rows and each selection: groups are drawn far more often. */
  const shares = useMemo(
    () => ({ of: new WeakMap<RowGroup, RowSelection["share"]>(), selected, drawn, gone }),
    [selected, drawn, gone],
  );
  const members = ({ start, end }: RowGroup) => without(drawn.slice(start, end), gone);

  const select = useCallback<RowSelection["select"]>(
    (row, isSelected, range) => {
      const from = range ? rowIndex(items, anchor.current) : -1;
      const to = rowIndex(items, row.sandboxID);
      selection.toggle(from < 0 ? [row] : between(from, to), isSelected);
      anchor.current = row.sandboxID;
    },
    [items, selection, between],
  );

  return {
    has: (id) => selected.has(id),
    share,
    select,
    extend: (from, to) => {
      let begin = rowIndex(items, anchor.current);
      if (begin < 0) {
        begin = from;
        anchor.current = items[from]?.sandboxID;
      }
      const next = between(begin, to);
      const kept = new Set(next);
      selection.toggle(
        between(begin, from).filter((row) => !kept.has(row)),
        false,
      );
      selection.toggle(next, true);
    },
    isEmpty: selected.size === 0,
    clear: selection.clear,
    selectAll: (isSelected) => selection.toggle(rows, isSelected),
    shareOf: (group) => {
      const known = selected.size === 0 ? "none" : shares.of.get(group);
      if (known !== undefined) return known;
      const found = shareIn(members(group), selected);
      shares.of.set(group, found);
      return found;
    },
    selectGroup: (group) => {
      const rowsOfIt = members(group);
      selection.toggle(rowsOfIt, shareIn(rowsOfIt, selected) !== "all");
    },
    with: (row) => (selected.has(row.sandboxID) ? selectedRows(selected, fleet.row) : [row]),
  };
}

function shareIn(rows: readonly FleetRow[], selected: ReadonlyMap<string, FleetRow>): RowSelection["share"] {
  if (selected.size === 0 || rows.length === 0) return "none";
  const isSelected = (row: FleetRow) => selected.has(row.sandboxID);
  if (selected.size >= rows.length && rows.every(isSelected)) return "all";
  return rows.some(isSelected) ? "some" : "none";
}

/** The rows between two lines of the table, without the headings there. */
const rowsBetween = (items: readonly GridItem[], a: number, b: number): readonly FleetRow[] =>
  rowRange(items, a, b).flatMap((item) => (isHeading(item) ? [] : [item]));

const without = (rows: readonly FleetRow[], gone: ReadonlyMap<string, unknown>): readonly FleetRow[] =>
  gone.size === 0 ? rows : rows.filter(({ sandboxID }) => !gone.has(sandboxID));
