import type { Failure } from "#contract/failure.ts";
import type { SandboxDetail } from "#contract/sandbox.ts";
import { emptyQuery, sameQuery, type Query } from "#query/ast.ts";
import type { Capabilities } from "#query/capabilities.ts";
import { matcher, type MatchContext } from "#query/match.ts";
import { plan, type Plan } from "#query/plan.ts";
import type { Clock } from "#web/lib/clock.ts";
import type { ReadableStore } from "#web/lib/store.ts";
import type { FollowedList } from "./followed-list.ts";
import { createFollowedLists } from "./followed-lists.ts";
import { createJudge } from "./judge.ts";
import type { ListedRows } from "./listed-rows.ts";
import { createListReading, type ReadPage } from "./list-reading.ts";
import { createReader, type Due } from "./reader.ts";
import type { RegexService } from "./regex-service.ts";
import { fleetRow, type FleetRow, type Mark } from "./row.ts";
import { derive, type Derived, type FleetSnapshot } from "./snapshot.ts";
import type { Sort } from "./sort.ts";
import { totalRunning } from "./total-running.ts";
import { createUpstreamFacts, type UpstreamFacts } from "./upstream-facts.ts";

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
  readonly readPage: ReadPage;
  readonly failureOf: (error: unknown) => Failure;
  readonly clock: Clock;
  readonly capabilities: Capabilities;
  /** Tells of regular expressions what it knows, and when it knows more. */
  readonly regex: Pick<RegexService, "test" | "subscribe">;
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
  /** The upstream was found to do more, or less: the lists that the query needs may be others now. */
  readonly setCapabilities: (capabilities: Capabilities) => void;
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
  /** What is listed, row by row as it changes, whether the query shows it or not. Told before the snapshot's listeners are. */
  readonly onRows: ListedRows["onRows"];
  /** What conditions are judged by at this moment. */
  readonly matchContext: () => MatchContext;
  /** What the upstream was seen to do with list requests. */
  readonly facts: ReadableStore<UpstreamFacts>;
  readonly close: () => void;
}

export function createFleet({
  readPage,
  failureOf,
  clock,
  capabilities: atFirst,
  regex,
  limits = defaultFleetLimits,
}: FleetDependencies): Fleet {
  const listeners = new Set<() => void>();
  let capabilities = atFirst;
  const following = createFollowedLists();
  const { known, listed } = following;
  const facts = createUpstreamFacts();
  let marks: ReadonlyMap<string, Mark> = new Map();
  let pinned: ReadonlySet<string> = new Set();
  let query: Query = emptyQuery;
  let sort: Sort | undefined;
  let planned: Plan = plan(query, { capabilities, now: clock.now() });
  let viewport = { first: 0, last: 0 };
  let scanLimit = limits.scanRows;
  let interval: number | undefined;
  let shown = false;
  let refreshAsked = false;
  let refreshedAt = 0;
  const matchContext = (): MatchContext => ({ now: clock.now(), regex: regex.test });
  const judge = createJudge(matcher(query, matchContext()));
  const reader = createReader(clock, failureOf, due, changed);
  const reading = createListReading(readPage, {
    arrived: (list, page) => facts.note(list.filter, page),
    taken: (page, left) => {
      for (const id of left) marks = without(marks, id);
      // A row that is listed and matches needs no pin: from now on it comes and goes like any other.
      const found = page.rows.flatMap(({ sandboxID }) => {
        const entry = known.entries.get(sandboxID);
        return entry && judge.verdict(entry) === true ? sandboxID : [];
      });
      pinned = new Set([...pinned].filter((id) => !found.includes(id)));
      changed();
    },
  });
  followPlan();
  let derived = deriveNow(undefined);
  const forgetRegex = regex.subscribe(() => {
    judge.judgeUndecided();
    changed();
  });

  function followPlan(): void {
    planned = plan(query, { capabilities, now: clock.now() });
    following.follow(planned.kind === "lists" ? planned.lists : []);
  }

  function deriveNow(before: FleetSnapshot | undefined): Derived {
    return derive(
      {
        ...{ known: known.entries, lists: following.lists(), judge, checked: listed.count() },
        ...{
          marks,
          pinned,
          sort,
          plan: planned,
          scanLimit,
          totalRunning: totalRunning(following.lists()),
        },
        ...{ reading: reader.reading(), trouble: reader.trouble() },
      },
      before,
    );
  }

  function changed(): void {
    const before = derived.snapshot;
    listed.tell();
    derived = deriveNow(before);
    if (derived.snapshot !== before) for (const listener of [...listeners]) listener();
  }

  function wantsMore(): boolean {
    const { snapshot, settled, next } = derived;
    if (!next || snapshot.scanPaused) return false;
    return next.chain().end === "unread" || snapshot.refined || viewport.last + limits.readAhead >= settled;
  }

  /** What there is to read: an overdue refresh first, then more rows, then nothing until the interval has passed. */
  function due(): Due {
    const lists = following.lists();
    if (!shown || lists.length === 0) return undefined;
    const isStale = interval !== undefined && clock.now() >= refreshedAt + interval;
    const isUnread = lists.some((list) => list.chain().end === "unread");
    if (!isUnread && (refreshAsked || isStale)) return refresh;
    const { next } = derived;
    if (next && wantsMore()) return (signal) => readOn(next, signal);
    return interval === undefined ? undefined : refreshedAt + interval;
  }

  async function readOn(list: FollowedList, signal: AbortSignal): Promise<void> {
    const isHead = list.chain().end === "unread";
    await reading.next(list, signal);
    if (isHead && !signal.aborted) noteRefreshed();
  }

  async function refresh(signal: AbortSignal): Promise<void> {
    const seen = derived.snapshot.rows.slice(viewport.first, viewport.last + 1);
    const wish = {
      lists: following.lists(),
      visible: new Set(seen.flatMap(({ sandboxID }) => known.entries.get(sandboxID) ?? [])),
      ...{ isAtTop: viewport.first === 0, isWhole: refreshAsked },
      ...{ places: limits.refreshPages, catchUpPages: limits.catchUpPages },
    };
    // Due until it has succeeded, so that a failed one is tried again.
    refreshAsked = true;
    await reading.again(wish, signal);
    if (!signal.aborted) noteRefreshed();
  }

  function noteRefreshed(): void {
    refreshAsked = false;
    refreshedAt = clock.now();
  }

  function changedAnd(then: () => void): void {
    changed();
    then();
  }

  return {
    get: () => derived.snapshot,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: (nextQuery, nextSort) => {
      reader.drop();
      if (!sameQuery(query, nextQuery)) pinned = new Set();
      shown = true;
      query = nextQuery;
      sort = nextSort;
      followPlan();
      judge.judgeBy(matcher(query, matchContext()));
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
    setCapabilities: (next) => {
      capabilities = next;
      const before = following.lists();
      followPlan();
      if (following.lists() !== before) reader.drop();
      changedAnd(reader.wake);
    },
    refresh: () => {
      refreshAsked = true;
      reader.retryNow();
    },
    continueScan: () => {
      scanLimit = derived.snapshot.checked + limits.scanRows;
      changedAnd(reader.wake);
    },
    stopScan: () => {
      scanLimit = derived.snapshot.checked;
      changed();
    },
    row: known.row,
    knownRows: () => [...known.entries.values()].map(({ row }) => row),
    learn: (detail, requestedAt) => {
      if (known.learn(fleetRow(detail, requestedAt))) changed();
    },
    forget: (id) => {
      following.forget(id, clock.now());
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
    onRows: listed.onRows,
    facts,
    matchContext,
    close: () => {
      forgetRegex();
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
