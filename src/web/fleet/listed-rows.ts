import type { Entry } from "./known-rows.ts";
import type { FleetRow } from "./row.ts";

/**
 * What one change did to the rows listed: those that were read of the current lists and checked, whether the query shows them or not.
 * A row stands in one of the three at most, and every `before` and `removed` is the very object told of last.
 */
export interface RowsChange {
  readonly added: readonly FleetRow[];
  readonly changed: readonly (readonly [before: FleetRow, after: FleetRow])[];
  readonly removed: readonly FleetRow[];
  /** Other lists than before: `added` is all there is, and whatever was told earlier no longer holds. */
  readonly reset: boolean;
}

/** Which rows are listed, each once however many lists hold it, and what changes of that. Costs what the change is large, not the fleet. */
export interface ListedRows {
  readonly count: () => number;
  /** The entry stands on one more page. */
  readonly enter: (entry: Entry) => void;
  /** It stands on one fewer, as of a moment in milliseconds since 1970. */
  readonly leave: (entry: Entry, at: number) => void;
  /** The entry's row is about to become another. */
  readonly changing: (entry: Entry) => void;
  /** Other lists are followed from now on. */
  readonly reset: () => void;
  /** Tells the listeners what has changed since they were told last. */
  readonly tell: () => void;
  /** Calls back at once with all that is listed, as a reset, and after each change until the returned function is called. */
  readonly onRows: (listener: (change: RowsChange) => void) => () => void;
}

export function createListedRows(entries: () => Iterable<Entry>): ListedRows {
  const listeners = new Set<(change: RowsChange) => void>();
  /** What was told last of each entry touched since: its row, or that it was not listed. */
  let touched = new Map<Entry, FleetRow | undefined>();
  let isReset = false;
  let count = 0;

  const listedRow = (entry: Entry) => (entry.places > 0 ? entry.row : undefined);

  function touch(entry: Entry): void {
    if (listeners.size > 0 && !isReset && !touched.has(entry)) touched.set(entry, listedRow(entry));
  }

  function whole(): RowsChange {
    const added: FleetRow[] = [];
    for (const entry of entries()) if (entry.places > 0) added.push(entry.row);
    return { added, changed: [], removed: [], reset: true };
  }

  function sinceTold(): RowsChange {
    const added: FleetRow[] = [];
    const changed: (readonly [FleetRow, FleetRow])[] = [];
    const removed: FleetRow[] = [];
    for (const [entry, before] of touched) {
      const after = listedRow(entry);
      if (before === after) continue;
      if (before === undefined) {
        if (after !== undefined) added.push(after);
      } else if (after === undefined) removed.push(before);
      else changed.push([before, after]);
    }
    return { added, changed, removed, reset: false };
  }

  function tell(): void {
    const change = isReset ? whole() : sinceTold();
    const isNothing =
      !change.reset && change.added.length + change.changed.length + change.removed.length === 0;
    touched = new Map();
    isReset = false;
    if (!isNothing) for (const listener of [...listeners]) listener(change);
  }

  return {
    count: () => count,
    enter: (entry) => {
      touch(entry);
      if (entry.places === 0) count += 1;
      entry.places += 1;
    },
    leave: (entry, at) => {
      touch(entry);
      entry.places -= 1;
      if (entry.places > 0) return;
      count -= 1;
      entry.leftAt = at;
    },
    changing: touch,
    reset: () => {
      isReset = listeners.size > 0;
      touched = new Map();
    },
    tell,
    onRows: (listener) => {
      // Those who listen already are told of what is pending, which the new one's first change contains.
      tell();
      listeners.add(listener);
      listener(whole());
      return () => listeners.delete(listener);
    },
  };
}
