import type { Failure } from "#contract/failure.ts";
import type { ListFilter } from "#contract/list-query.ts";
import type { SandboxDetail } from "#contract/sandbox.ts";
import type { Capabilities, Plan } from "#query/plan.ts";
import type { Query } from "#query/ast.ts";
import { plan } from "#query/plan.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import type { Clock } from "#web/lib/clock.ts";
import type { ReadableStore } from "#web/lib/store.ts";
import {
  appendPage,
  chainIds,
  emptyChain,
  nextCursor,
  pagesToRefresh,
  rereadPage,
  withoutId,
  type ChainPage,
} from "./chain.ts";
import { fleetRow, newerRow, serverOrder, type FleetRow, type Mark } from "./row.ts";
import { createReader, type Due } from "./reader.ts";
import { deriveSnapshot, type FleetSnapshot } from "./snapshot.ts";
import type { Sort } from "./sort.ts";

export interface FleetLimits {
  /** Rows read without asking when conditions or a sort need more than the screen shows. */
  readonly scanRows: number;
  /** How many rows below the last visible one are read ahead. */
  readonly readAhead: number;
  /** The most list requests of one refresh. */
  readonly refreshPages: number;
}

export const defaultFleetLimits: FleetLimits = { scanRows: 10_000, readAhead: 60, refreshPages: 3 };

export interface FleetDependencies {
  /** Reads one page; rejects with whatever `failureOf` understands. */
  readonly readPage: (
    filter: ListFilter,
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<ListPage>;
  readonly failureOf: (error: unknown) => Failure;
  readonly clock: Clock;
  readonly capabilities: Capabilities;
  readonly limits?: FleetLimits;
}

/** All known sandboxes of one upstream, kept outside React: the one place that owns rows, order, marks and as-of times. */
export interface Fleet extends ReadableStore<FleetSnapshot> {
  readonly show: (query: Query, sort: Sort | undefined) => void;
  /** Which rows of the snapshot are on screen; reading follows the eye. */
  readonly setViewport: (first: number, last: number) => void;
  /** Reads the head and the visible pages again, every so many milliseconds; `undefined` stops. */
  readonly setInterval: (milliseconds: number | undefined) => void;
  /** False while nobody can see the page: no reads at all. */
  readonly setActive: (active: boolean) => void;
  readonly refresh: () => void;
  /** Lets a paused scan read another stretch. */
  readonly continueScan: () => void;
  readonly row: (id: string) => FleetRow | undefined;
  /** All rows known, of this list or another: what suggestions are made of. */
  readonly knownRows: () => readonly FleetRow[];
  /** Takes in a single reading, newer than the list's. */
  readonly learn: (detail: SandboxDetail, requestedAt: number) => void;
  /** A sandbox is known not to exist any more, as of now. */
  readonly forget: (id: string) => void;
  readonly mark: (id: string, mark: Mark | undefined) => void;
  /** Shows a row whatever the filter says, until the query changes. */
  readonly pin: (id: string) => void;
  readonly close: () => void;
}

export function createFleet({
  readPage,
  failureOf,
  clock,
  capabilities,
  limits = defaultFleetLimits,
}: FleetDependencies): Fleet {
  const listeners = new Set<() => void>();
  const known = new Map<string, FleetRow>();
  /** When a sandbox was found gone; readings asked for before that say nothing about it. */
  const goneAt = new Map<string, number>();
  let marks: ReadonlyMap<string, Mark> = new Map();
  let pinned: ReadonlySet<string> = new Set();
  let query: Query = { conditions: [] };
  let sort: Sort | undefined;
  let planned: Plan = plan(query, capabilities);
  let chain = emptyChain;
  let totalRunning: number | undefined;
  let viewport = { first: 0, last: 0 };
  let scanLimit = limits.scanRows;
  let interval: number | undefined;
  let shown = false;
  let refreshDue = false;
  let refreshedAt = 0;
  const reader = createReader(clock, failureOf, due, changed);
  let snapshot = derive();

  function derive(): FleetSnapshot {
    return deriveSnapshot({
      ...{ known, marks, pinned, query, sort, plan: planned, chain, scanLimit, totalRunning },
      ...{ reading: reader.reading(), trouble: reader.trouble() },
    });
  }

  function changed(): void {
    snapshot = derive();
    for (const listener of [...listeners]) listener();
  }

  function wantsMore(): boolean {
    if (!nextCursor(chain)) return false;
    if (chain.end === "unread") return true;
    return snapshot.refined
      ? snapshot.checked < scanLimit
      : viewport.last + limits.readAhead >= snapshot.rows.length;
  }

  /** What there is to read: an overdue refresh first, then more rows, then nothing until the interval has passed. */
  function due(): Due {
    const list = planned.kind === "lists" ? planned.lists[0] : undefined;
    if (!shown || !list) return undefined;
    const isStale = interval !== undefined && clock.now() >= refreshedAt + interval;
    if (chain.end !== "unread" && (refreshDue || isStale)) return (signal) => refreshPages(list, signal);
    if (wantsMore()) return (signal) => readNext(list, signal);
    return interval === undefined ? undefined : refreshedAt + interval;
  }

  async function readNext(list: ListFilter, signal: AbortSignal): Promise<void> {
    const next = nextCursor(chain);
    if (!next) return;
    const page = await readPage(list, next.cursor, signal);
    if (signal.aborted) return;
    if (next.cursor === undefined) {
      totalRunning = page.totalRunning;
      refreshedAt = clock.now();
    }
    chain = appendPage(chain, take(page, next.cursor));
  }

  async function refreshPages(list: ListFilter, signal: AbortSignal): Promise<void> {
    // Due until it has succeeded, so that a failed one is tried again.
    refreshDue = true;
    const visible = new Set(
      snapshot.rows.slice(viewport.first, viewport.last + 1).map((row) => row.sandboxID),
    );
    for (const { cursor } of pagesToRefresh(chain, visible, limits.refreshPages)) {
      const page = await readPage(list, cursor, signal);
      if (signal.aborted) return;
      if (cursor === undefined) totalRunning = page.totalRunning;
      mergeAgain(page, cursor);
      changed();
    }
    refreshDue = false;
    refreshedAt = clock.now();
  }

  function mergeAgain(page: ListPage, cursor: string | undefined): void {
    const index = chain.pages.findIndex((other) => other.cursor === cursor);
    const before = chainIds(chain);
    const fresh = take(page, cursor);
    const last = known.get(fresh.ids.at(-1) ?? "");
    chain = rereadPage(chain, index, fresh, (id) => {
      const row = known.get(id);
      return last !== undefined && row !== undefined && serverOrder(row, last) > 0;
    });
    const now = new Set(chainIds(chain));
    // Rows no longer in the list are not known any more.
    for (const id of before) {
      if (now.has(id) || pinned.has(id)) continue;
      known.delete(id);
      marks = without(marks, id);
    }
  }

  /** Whether a reading asked for at that moment can still say that the sandbox exists. */
  const mayExist = (id: string, requestedAt: number) =>
    (goneAt.get(id) ?? Number.NEGATIVE_INFINITY) < requestedAt;

  /** Merges a page's rows into what is known, and says which ids stand on it. */
  function take(page: ListPage, cursor: string | undefined): ChainPage {
    const ids = new Set<string>();
    for (const sandbox of page.rows) {
      if (!mayExist(sandbox.sandboxID, page.requestedAt)) continue;
      learnRow(fleetRow(sandbox, page.requestedAt));
      ids.add(sandbox.sandboxID);
    }
    return { cursor, ids: [...ids], next: page.next, asOf: page.requestedAt };
  }

  const learnRow = (row: FleetRow) => known.set(row.sandboxID, newerRow(known.get(row.sandboxID), row));

  function changedAnd(then: () => void): void {
    changed();
    then();
  }

  return {
    get: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: (nextQuery, nextSort) => {
      reader.drop();
      const nextPlan = plan(nextQuery, capabilities);
      if (!sameLists(planned, nextPlan)) {
        chain = emptyChain;
        totalRunning = undefined;
        refreshDue = false;
      }
      shown = true;
      query = nextQuery;
      sort = nextSort;
      planned = nextPlan;
      pinned = new Set();
      scanLimit = limits.scanRows;
      viewport = { first: 0, last: viewport.last - viewport.first };
      changedAnd(reader.wake);
    },
    setViewport: (first, last) => {
      if (viewport.first === first && viewport.last === last) return;
      viewport = { first, last };
      reader.wake();
    },
    setInterval: (milliseconds) => {
      interval = milliseconds;
      reader.wake();
    },
    setActive: (active) => reader.hold(!active),
    refresh: () => {
      refreshDue = true;
      reader.retryNow();
    },
    continueScan: () => {
      scanLimit = snapshot.checked + limits.scanRows;
      changedAnd(reader.wake);
    },
    row: (id) => known.get(id),
    knownRows: () => [...known.values()],
    learn: (detail, requestedAt) => {
      if (!mayExist(detail.sandboxID, requestedAt)) return;
      learnRow(fleetRow(detail, requestedAt));
      changed();
    },
    forget: (id) => {
      goneAt.set(id, clock.now());
      known.delete(id);
      marks = without(marks, id);
      chain = withoutId(chain, id);
      changedAnd(reader.wake);
    },
    mark: (id, mark) => {
      marks = mark ? new Map([...marks, [id, mark]]) : without(marks, id);
      changed();
    },
    pin: (id) => {
      pinned = new Set([...pinned, id]);
      changed();
    },
    close: () => {
      reader.hold(true);
      reader.drop();
    },
  };
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  if (!map.has(key)) return map;
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

const sameLists = (a: Plan, b: Plan): boolean =>
  a.kind === "lists" && b.kind === "lists" && JSON.stringify(a.lists) === JSON.stringify(b.lists);
