import type { FleetRow } from "./row.ts";

/** Why a row is not among those that match any more. `told`: an event says that it ended. `unlisted`: the upstream no longer lists it under the filter, which may mean either. */
export type Gone = "killed" | "ended" | "told" | "unmatched" | "unlisted";

/** What is drawn of the rows that match. Immutable. */
export interface LiveRows {
  /** The rows that match, all of them and in their order. */
  readonly source: readonly FleetRow[];
  /** What is drawn: those but the waiting ones, and those that are gone. The very `source` where nothing is otherwise. */
  readonly rows: readonly FleetRow[];
  /** Rows drawn that do not match any more, where they stood. */
  readonly gone: ReadonlyMap<string, Gone>;
  /** Rows that match and are not drawn: they would push what is looked at. */
  readonly waiting: ReadonlySet<string>;
  /** Whether rows stand elsewhere than their values would put them. */
  readonly isOutOfOrder: boolean;
}

/** What one looks at when the rows change. */
export interface Look {
  /** Which of the drawn rows are on screen, both included. */
  readonly first: number;
  readonly last: number;
  /**
   * Nothing on screen may be pushed or change its place: one of the rows is pointed at, in focus or selected, or one has scrolled to where one is.
   * Otherwise what comes pushes the rest, and only what goes keeps its place.
   */
  readonly isGuarded: boolean;
  /** Rows stand in groups of what they have in common: then each goes at once to where it belongs. */
  readonly isGrouped: boolean;
}

export interface PlacedRows {
  readonly live: LiveRows;
  /** Where what stood at `look.first` stands now. */
  readonly first: number;
}

const NONE: ReadonlySet<string> = new Set();
const NOTHING_GONE: ReadonlyMap<string, Gone> = new Map();

/** All that matches and nothing else, in its order. */
export const settledRows = (source: readonly FleetRow[]): LiveRows => ({
  ...{ source, rows: source, gone: NOTHING_GONE, waiting: NONE, isOutOfOrder: false },
});

/** What is gone leaves and what changed its place goes there, as after something the operator did. What waits goes on waiting. */
export function tidiedRows(live: LiveRows): LiveRows {
  const { source, waiting, gone, isOutOfOrder } = live;
  if (gone.size === 0 && !isOutOfOrder) return live;
  const rows = waiting.size === 0 ? source : source.filter(({ sandboxID }) => !waiting.has(sandboxID));
  return { ...settledRows(source), rows, waiting };
}
