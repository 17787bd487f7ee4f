import type { Failure } from "#contract/failure.ts";
import type { ListedSandbox, SandboxDetail } from "#contract/sandbox.ts";
import type { Action } from "#contract/states.ts";
import { timestampToMicros } from "#contract/timestamp.ts";

/** A sandbox as the fleet knows it. Immutable: a change makes a new row, so that the table can compare by identity. */
export interface FleetRow extends ListedSandbox {
  /** `startedAt` in microseconds since 1970: what upstreams order by. */
  readonly startedMicros: number;
  /** `endAt` in milliseconds since 1970. Meaningless as a deadline unless running. */
  readonly endMillis: number;
  /** When the request that first brought these values left: a stamp of the page's clock, milliseconds since 1970. */
  readonly asOf: number;
  /** Its state is not read, but told by an event. */
  readonly byEvent?: true;
}

/** What is being done to a sandbox from this page, or what went wrong with it. */
export type Mark =
  | { readonly kind: "doing"; readonly action: Action }
  | { readonly kind: "failed"; readonly action: Action; readonly failure: Failure };

const micros = (timestamp: string): number => {
  const parsed = timestampToMicros(timestamp);
  return parsed.ok ? parsed.value : 0;
};

/**
 * Makes a row of what the contract's parsers gave, as of the moment its request left (milliseconds since 1970). Field by field, so that all rows
 * are of one shape: copies of what a parser put together name by name are read four to eight times slower, and a fleet is read over and over.
 */
export function fleetRow(sandbox: ListedSandbox | SandboxDetail, asOf: number): FleetRow {
  return {
    sandboxID: sandbox.sandboxID,
    templateID: sandbox.templateID,
    alias: sandbox.alias,
    startedAt: sandbox.startedAt,
    endAt: sandbox.endAt,
    cpuCount: sandbox.cpuCount,
    memoryMB: sandbox.memoryMB,
    diskSizeMB: sandbox.diskSizeMB,
    state: sandbox.state,
    envdVersion: sandbox.envdVersion,
    metadata: sandbox.metadata,
    volumeMounts: sandbox.volumeMounts,
    startedMicros: micros(sandbox.startedAt),
    endMillis: Math.floor(micros(sandbox.endAt) / 1000),
    asOf,
  };
}

/**
 * Whether a sandbox's deadline passed after it was read: it may have ended since.
 * @param now milliseconds since 1970
 * @param lead so much later than that a reading made now is stamped, milliseconds
 */
export const mayHaveEnded = (
  { state, endMillis, asOf }: Pick<FleetRow, "state" | "endMillis" | "asOf">,
  now: number,
  lead = 0,
): boolean => state === "running" && endMillis <= now && asOf - lead < endMillis;

/** What a sandbox's template is called: by its alias, which upstreams also leave empty, else by its id. */
export const templateName = ({ alias, templateID }: Pick<FleetRow, "alias" | "templateID">): string =>
  alias || templateID;

/** Whether two readings of one sandbox look the same on screen. */
export const sameVisible = (a: FleetRow, b: FleetRow): boolean =>
  a.state === b.state &&
  a.byEvent === b.byEvent &&
  a.startedAt === b.startedAt &&
  a.endAt === b.endAt &&
  a.templateID === b.templateID &&
  a.alias === b.alias &&
  a.cpuCount === b.cpuCount &&
  a.memoryMB === b.memoryMB &&
  a.diskSizeMB === b.diskSizeMB &&
  a.envdVersion === b.envdVersion &&
  a.metadata.length === b.metadata.length &&
  a.metadata.every(
    ([key, value], index) => b.metadata[index]?.[0] === key && b.metadata[index]?.[1] === value,
  );

/** The order of every list (contract 4.4): newest start first, then id ascending. Negative when `a` comes first. */
export const serverOrder = (a: FleetRow, b: FleetRow): number =>
  b.startedMicros - a.startedMicros || (a.sandboxID < b.sandboxID ? -1 : a.sandboxID > b.sandboxID ? 1 : 0);

/** The order in which a list comes: `newest` is the upstream's own. */
export type ListOrder = "newest" | "oldest";

/** How two rows stand in a list of each order; oldest first is the exact reverse (contract 4.4). */
export const listOrders: Readonly<Record<ListOrder, (a: FleetRow, b: FleetRow) => number>> = {
  newest: serverOrder,
  oldest: (a, b) => serverOrder(b, a),
};
