import { match } from "#query/match.ts";
import type { Query } from "#query/ast.ts";
import type { Plan } from "#query/plan.ts";
import { chainIds, type Chain } from "./chain.ts";
import type { Trouble } from "./reader.ts";
import { serverOrder, type FleetRow, type Mark } from "./row.ts";
import { compareRows, type Sort } from "./sort.ts";

/** What the page shows of the fleet at one moment. Immutable: compare by identity. */
export interface FleetSnapshot {
  /** The rows that match, in the chosen order, with those pinned on top. */
  readonly rows: readonly FleetRow[];
  readonly marks: ReadonlyMap<string, Mark>;
  /** Shown although the filter hides them: created a moment ago. */
  readonly pinned: ReadonlySet<string>;
  /** How many rows of the list were read and checked against the query. */
  readonly checked: number;
  /** How many of them match. */
  readonly matching: number;
  readonly end: Chain["end"];
  readonly plan: Plan;
  /** The browser's share of the work: conditions the server does not apply, or a sort it does not know. */
  readonly refined: boolean;
  /** A scan reached its limit and waits for leave to go on. */
  readonly scanPaused: boolean;
  /** Running sandboxes that match on the server, where it says so. */
  readonly totalRunning: number | undefined;
  /** When the newest sandboxes were last asked for, milliseconds since 1970. */
  readonly headAsOf: number | undefined;
  /** The oldest reading among the rows shown: what every count is true as of. */
  readonly oldestAsOf: number | undefined;
  readonly reading: boolean;
  readonly trouble: Trouble | undefined;
}

/** What the snapshot is made of. */
export interface FleetState {
  readonly known: ReadonlyMap<string, FleetRow>;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly pinned: ReadonlySet<string>;
  readonly query: Query;
  readonly sort: Sort | undefined;
  readonly plan: Plan;
  readonly chain: Chain;
  readonly scanLimit: number;
  readonly totalRunning: number | undefined;
  readonly reading: boolean;
  readonly trouble: Trouble | undefined;
}

/** Every row is checked against the whole query, whatever the server was asked to filter. */
export function deriveSnapshot(state: FleetState): FleetSnapshot {
  const { known, chain, plan, sort, query } = state;
  const listed = chainIds(chain).flatMap((id) => known.get(id) ?? []);
  // Until the new list's first page is here, what is known already stands in for it.
  const standIn = chain.end === "unread" && plan.kind === "lists";
  const matching = (standIn ? [...known.values()].sort(serverOrder) : listed).filter((row) =>
    match(query, row),
  );
  if (sort) matching.sort(compareRows(sort));
  const shown = new Set(matching.map((row) => row.sandboxID));
  const extra = [...state.pinned].filter((id) => !shown.has(id)).flatMap((id) => known.get(id) ?? []);
  // Where the server applies no filter, or the wrong one, following the screen would read the whole fleet.
  const sought = listed.length - matching.length;
  const refined = sort !== undefined || (plan.kind === "lists" && plan.inBrowser.length > 0);
  return {
    rows: [...extra, ...matching],
    marks: state.marks,
    pinned: new Set(extra.map((row) => row.sandboxID)),
    checked: listed.length,
    matching: matching.length,
    end: plan.kind === "impossible" ? "complete" : chain.end,
    plan,
    refined,
    scanPaused: chain.end === "more" && (refined ? listed.length : sought) >= state.scanLimit,
    totalRunning: state.totalRunning,
    headAsOf: chain.pages[0]?.asOf,
    oldestAsOf: chain.pages.length === 0 ? undefined : Math.min(...chain.pages.map(({ asOf }) => asOf)),
    reading: state.reading,
    trouble: state.trouble,
  };
}
