import type { FleetRow } from "./row.ts";
import { sameVisible } from "./row.ts";

/** What was read of each sandbox, whatever order the readings arrive in. */
export interface KnownRows {
  readonly rows: ReadonlyMap<string, FleetRow>;
  /**
   * Takes in a reading. The one asked for last wins; where nothing that shows has changed, the object known before stays, so that nothing is
   * drawn again. False when the sandbox was found gone after this was asked for: then it says nothing about now.
   */
  readonly learn: (row: FleetRow) => boolean;
  /** The sandbox does not exist any more, as of a moment in milliseconds since 1970. */
  readonly forget: (id: string, at: number) => void;
  /** The sandbox is not followed any more; it may exist. */
  readonly drop: (id: string) => void;
}

export function createKnownRows(): KnownRows {
  const rows = new Map<string, FleetRow>();
  /** When each row was last read. The row itself keeps the moment its values were first seen. */
  const readAt = new Map<string, number>();
  const goneAt = new Map<string, number>();

  function drop(id: string): void {
    rows.delete(id);
    readAt.delete(id);
  }

  return {
    rows,
    learn: (row) => {
      const { sandboxID: id, asOf } = row;
      if (asOf <= (goneAt.get(id) ?? Number.NEGATIVE_INFINITY)) return false;
      if (asOf < (readAt.get(id) ?? Number.NEGATIVE_INFINITY)) return true;
      readAt.set(id, asOf);
      const known = rows.get(id);
      if (!known || !sameVisible(known, row)) rows.set(id, row);
      return true;
    },
    forget: (id, at) => {
      goneAt.set(id, at);
      drop(id);
    },
    drop,
  };
}
