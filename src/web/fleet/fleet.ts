import type { Failure } from "#contract/failure.ts";
import type { ListFilter } from "#contract/list-query.ts";
import type { SandboxDetail } from "#contract/sandbox.ts";
import { emptyQuery, sameQuery, type Query } from "#query/ast.ts";
import type { Capabilities, Plan } from "#query/plan.ts";
import { match } from "#query/match.ts";
import { plan } from "#query/plan.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import type { Clock } from "#web/lib/clock.ts";
import type { ReadableStore } from "#web/lib/store.ts";
import { nextCursor, pagesToRefresh } from "./chain.ts";
import { createFollowedList } from "./followed-list.ts";
import { fleetRow, type FleetRow, type Mark } from "./row.ts";
import { createReader, type Due } from "./reader.ts";
import { deriveSnapshot, type FleetSnapshot } from "./snapshot.ts";
import type { Sort } from "./sort.ts";

export interface FleetLimits {
  /** Rows read without asking when conditions or a sort need more than the screen shows. */
  readonly scanRows: number;
  /** How many rows below the last visible one are read ahead. */
  readonly readAhead: number;
  /** How many places of the list one refresh reads again, each by one request unless much is new there. */
  readonly refreshPages: number;
  /** The most requests to catch up with new sandboxes above what is looked at, so that it need not move. */
  readonly catchUpPages: number;
}

export const defaultFleetLimits: FleetLimits = {
  scanRows: 10_000,
  readAhead: 60,
  refreshPages: 3,
  catchUpPages: 30,
};

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
  /** Ends a scan where it is; `continueScan` takes it up again. */
  readonly stopScan: () => void;
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
  const list = createFollowedList();
  let marks: ReadonlyMap<string, Mark> = new Map();
  let pinned: ReadonlySet<string> = new Set();
  let query: Query = emptyQuery;
  let sort: Sort | undefined;
  let planned: Plan = plan(query, capabilities);
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
      ...{ known: list.known.rows, chain: list.chain(), marks, pinned, query, sort, plan: planned },
      ...{ scanLimit, totalRunning, reading: reader.reading(), trouble: reader.trouble() },
    });
  }

  function changed(): void {
    snapshot = derive();
    for (const listener of [...listeners]) listener();
  }

  function wantsMore(): boolean {
    if (!nextCursor(list.chain()) || snapshot.scanPaused) return false;
    return (
      list.chain().end === "unread" ||
      snapshot.refined ||
      viewport.last + limits.readAhead >= snapshot.rows.length
    );
  }

  /** What there is to read: an overdue refresh first, then more rows, then nothing until the interval has passed. */
  function due(): Due {
    const filter = planned.kind === "lists" ? planned.lists[0] : undefined;
    if (!shown || !filter) return undefined;
    const isStale = interval !== undefined && clock.now() >= refreshedAt + interval;
    if (list.chain().end !== "unread" && (refreshDue || isStale))
      return (signal) => refreshPages(filter, signal);
    if (wantsMore()) return (signal) => readNext(filter, signal);
    return interval === undefined ? undefined : refreshedAt + interval;
  }

  async function readNext(filter: ListFilter, signal: AbortSignal): Promise<void> {
    const next = nextCursor(list.chain());
    if (!next) return;
    const page = await readPage(filter, next.cursor, signal);
    if (signal.aborted) return;
    if (next.cursor === undefined) {
      totalRunning = page.totalRunning;
      refreshedAt = clock.now();
      refreshDue = false;
    }
    list.append(page, next.cursor);
    unpinListed(page);
  }

  async function refreshPages(filter: ListFilter, signal: AbortSignal): Promise<void> {
    // Due until it has succeeded, so that a failed one is tried again.
    refreshDue = true;
    const visible = new Set(
      snapshot.rows.slice(viewport.first, viewport.last + 1).map((row) => row.sandboxID),
    );
    const read = new Set<string | undefined>();
    // At the top nobody holds on to what new sandboxes push away, so nothing is read to keep it.
    const isAtTop = viewport.first === 0;
    const most = isAtTop ? limits.refreshPages : limits.catchUpPages;
    for (let left = limits.refreshPages; left > 0;) {
      // Asked anew each time: a page's cursor changes when rows are pushed onto it.
      const next = pagesToRefresh(list.chain(), visible).find(({ cursor }) => !read.has(cursor));
      if (!next) break;
      const { page, requests } = await readUntilKnown(filter, next.cursor, most, signal);
      if (signal.aborted) return;
      left -= isAtTop ? requests : 1;
      read.add(next.cursor);
      if (next.cursor === undefined) totalRunning = page.totalRunning;
      for (const id of list.reread(page, next.cursor)) marks = without(marks, id);
      unpinListed(page);
      changed();
    }
    refreshDue = false;
    refreshedAt = clock.now();
  }

  /** Reads on from a page until rows known before come, so that many new sandboxes leave no gap before them. */
  async function readUntilKnown(
    filter: ListFilter,
    cursor: string | undefined,
    most: number,
    signal: AbortSignal,
  ): Promise<{ readonly page: ListPage; readonly requests: number }> {
    let page = await readPage(filter, cursor, signal);
    let requests = 1;
    for (; requests < most && page.next !== undefined && !list.reachesKnown(page, cursor); requests += 1) {
      const more = await readPage(filter, page.next, signal);
      page = { ...page, rows: [...page.rows, ...more.rows], next: more.next };
    }
    return { page, requests };
  }

  /** A row that is listed and matches needs no pin: from now on it comes and goes like any other. */
  function unpinListed(page: ListPage): void {
    const matching = page.rows.filter((row) => match(query, row)).map(({ sandboxID }) => sandboxID);
    pinned = new Set([...pinned].filter((id) => !matching.includes(id)));
  }

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
        list.restart();
        totalRunning = undefined;
        refreshDue = false;
      }
      if (!sameQuery(query, nextQuery)) pinned = new Set();
      shown = true;
      query = nextQuery;
      sort = nextSort;
      planned = nextPlan;
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
    stopScan: () => {
      scanLimit = snapshot.checked;
      changed();
    },
    row: (id) => list.known.rows.get(id),
    knownRows: () => [...list.known.rows.values()],
    learn: (detail, requestedAt) => {
      if (list.known.learn(fleetRow(detail, requestedAt))) changed();
    },
    forget: (id) => {
      list.forget(id, clock.now());
      marks = without(marks, id);
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
