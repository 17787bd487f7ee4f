import { useCallback, useMemo, useRef } from "react";
import type { FleetRow } from "#web/fleet/row.ts";
import { useFleetServices, useSelected } from "#web/fleet/use-fleet.ts";
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
  /** The selected rows if this is one of them, else it alone. */
  readonly with: (row: FleetRow) => readonly FleetRow[];
}

/** Selecting among the rows shown; what is selected outlives them. */
export function useRowSelection(rows: readonly FleetRow[]): RowSelection {
  const { selection } = useFleetServices();
  const selected = useSelected();
  const anchor = useRef<string>(undefined);

  const share = useMemo(() => {
    if (selected.size === 0 || rows.length === 0) return "none";
    const isSelected = (row: FleetRow) => selected.has(row.sandboxID);
    if (rows.every(isSelected)) return "all";
    return rows.some(isSelected) ? "some" : "none";
  }, [rows, selected]);

  const select = useCallback<RowSelection["select"]>(
    (row, isSelected, range) => {
      const from = range ? rowIndex(rows, anchor.current) : -1;
      const to = rowIndex(rows, row.sandboxID);
      selection.toggle(from < 0 ? [row] : rowRange(rows, from, to), isSelected);
      anchor.current = row.sandboxID;
    },
    [rows, selection],
  );

  return {
    has: (id) => selected.has(id),
    share,
    select,
    extend: (from, to) => {
      let begin = rowIndex(rows, anchor.current);
      if (begin < 0) {
        begin = from;
        anchor.current = rows[from]?.sandboxID;
      }
      const next = rowRange(rows, begin, to);
      const kept = new Set(next);
      selection.toggle(
        rowRange(rows, begin, from).filter((row) => !kept.has(row)),
        false,
      );
      selection.toggle(next, true);
    },
    isEmpty: selected.size === 0,
    clear: selection.clear,
    selectAll: (isSelected) => selection.toggle(rows, isSelected),
    with: (row) => (selected.has(row.sandboxID) ? [...selected.values()] : [row]),
  };
}
