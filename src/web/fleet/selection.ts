import { createStore, type ReadableStore } from "#web/lib/store.ts";
import type { FleetRow } from "./row.ts";

/** The selected rows by id, as they were when selected: a selection survives filters, pages and the end of its sandboxes. */
export type Selected = ReadonlyMap<string, FleetRow>;

export interface Selection extends ReadableStore<Selected> {
  readonly toggle: (rows: readonly FleetRow[], selected: boolean) => void;
  readonly remove: (ids: readonly string[]) => void;
  readonly clear: () => void;
}

export function createSelection(): Selection {
  const store = createStore<Selected>(new Map());
  return {
    get: store.get,
    subscribe: store.subscribe,
    toggle: (rows, selected) => {
      const next = new Map(store.get());
      for (const row of rows) {
        if (selected) next.set(row.sandboxID, row);
        else next.delete(row.sandboxID);
      }
      store.set(next);
    },
    remove: (ids) => {
      const next = new Map(store.get());
      for (const id of ids) next.delete(id);
      store.set(next);
    },
    clear: () => store.set(new Map()),
  };
}

/** The selected sandboxes that are still known, each as `current` last read it, in the order they were selected. */
export const selectedRows = (
  selected: Selected,
  current: (id: string) => FleetRow | undefined,
): readonly FleetRow[] => [...selected.keys()].flatMap((id) => current(id) ?? []);
