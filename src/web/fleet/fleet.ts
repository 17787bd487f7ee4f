import type { SandboxDetail } from "#contract/sandbox.ts";
import { sameQuery, type Query } from "#query/ast.ts";
import type { Capabilities } from "#query/capabilities.ts";
import type { ReadableStore } from "#web/lib/store.ts";
import { createPlanning, type Asked } from "./asked.ts";
import type { FollowedList } from "./followed-list.ts";
import type { FleetDependencies } from "./fleet-dependencies.ts";
import { defaultFleetLimits } from "./fleet-limits.ts";
import { createFollowedLists } from "./followed-lists.ts";
import { createJudge, type Judge } from "./judge.ts";
import type { ListedRows } from "./listed-rows.ts";
import { createLazyLookups } from "./lazy-lookups.ts";
import { createLazyUpkeep } from "./lazy-upkeep.ts";
import { createListReading, type Told } from "./list-reading.ts";
import { createReader, type Due } from "./reader.ts";
import { createRefreshes } from "./refreshes.ts";
import { fleetRow, type FleetRow, type Mark } from "./row.ts";
import { createRowsView } from "./rows-view.ts";
import { snapshotOf, type FleetSnapshot } from "./snapshot.ts";
import type { Sort } from "./sort.ts";
import { totalRunning } from "./total-running.ts";
import { createUpstreamFacts, type UpstreamFacts } from "./upstream-facts.ts";
import { withoutKey } from "./without-key.ts";

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
  /** More is known of the upstream, or less: what is shown stays while it is asked otherwise. */
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
  readonly matchContext: Judge["context"];
  /** What the upstream was seen to do with list requests. */
  readonly facts: ReadableStore<UpstreamFacts>;
  readonly close: () => void;
}

export function createFleet({
  readPage,
  readDetail,
  readEvents,
  loadLookups,
  loadUpkeep,
  failureOf,
  clock,
  capabilities,
  regex,
  templateNames,
  firstNow,
  limits = defaultFleetLimits,
}: FleetDependencies): Fleet {
  const listeners = new Set<() => void>();
  const following = createFollowedLists();
  const { known, listed } = following;
  const facts = createUpstreamFacts(templateNames.idOf);
  let shown = false;
  const planning = createPlanning(capabilities, () => (shown ? clock.now() : (firstNow ?? clock.now())));
  let asked = planning.get();
  const judge = createJudge({ clock, regex, templateNames, changed }, asked.query);
  const viewOf = createRowsView(known, listed, judge);
  let marks: ReadonlyMap<string, Mark> = new Map();
  let pinned: ReadonlySet<string> = new Set();
  let viewport = { first: 0, last: 0 };
  /** So many rows were shown when the lists were asked for otherwise: until they are settled again, what is known stands in. */
  let standInRows = 0;
  let scanLimit = limits.scanRows;
  let interval: number | undefined;
  const refreshes = createRefreshes(clock);
  const reader = createReader(clock, failureOf, due, changed);
  const told: Told = {
    arrived: (list, page) => {
      facts.note(list.filter, page);
      // Nothing of this page is used: one that is out of order would be cut and merged wrongly.
      if (list.order === "oldest" && facts.get().disobeyed.order > 0) askOtherwise(planning.distrustOrder);
    },
    taken: (page, left) => {
      for (const id of left) marks = withoutKey(marks, id);
      // A row that is listed and matches needs no pin: from now on it comes and goes like any other.
      const isFound = (id: string) => {
        const entry = known.entries.get(id);
        return entry !== undefined && judge.verdict(entry) === true;
      };
      const found = page.rows.map(({ sandboxID }) => sandboxID).filter(isFound);
      pinned = new Set([...pinned].filter((id) => !found.includes(id)));
      changed();
    },
  };
  const reading = createListReading(readPage, told);
  const lookups = createLazyLookups(loadLookups, {
    ...{ readDetail, failureOf, clock, changed, learnRow, forget },
    isListed: following.isListed,
  });
  const upkeep = createLazyUpkeep(loadUpkeep, {
    ...{ clock, failureOf, following, readDetail, readEvents, learnRow, forget },
    ...{ readPage: reading.page, taken: told.taken },
  });
  follow();
  let view = viewNow();
  let snapshot = snapshotNow(undefined);

  function follow(): void {
    following.follow(asked.plan.kind === "lists" ? asked.plan.lists : []);
  }

  function viewNow() {
    return viewOf({ lists: following.lists(), sort: asked.sort, standInRows, found: lookups.found() });
  }

  function snapshotNow(before: FleetSnapshot | undefined): FleetSnapshot {
    const lists = following.lists();
    const { plan, sort } = asked;
    const { metadata, state } = facts.get().disobeyed;
    const total = totalRunning(lists, metadata + state === 0);
    const sortedHere = sort !== undefined;
    const refined = sortedHere || (plan.kind === "lists" && plan.inBrowser.length > 0);
    return snapshotOf(
      {
        ...{ known, lists, view, checked: listed.count(), tooSlow: judge.tooSlow() },
        ...{ marks, pinned, plan, refined, sortedHere, scanLimit, totalRunning: total },
        ...{ refreshAsked: refreshes.isAsked(), reading: reader.reading() },
        ...{ trouble: reader.trouble() ?? lookups.trouble(), missing: lookups.missing() },
        ...{ confirmed: upkeep.confirmed(), goneByEvent: upkeep.goneByEvent() },
      },
      before,
    );
  }

  function changed(): void {
    const before = snapshot;
    listed.tell();
    view = viewNow();
    if (!view.next || view.settled >= standInRows) standInRows = 0;
    snapshot = snapshotNow(before);
    if (snapshot !== before) for (const listener of [...listeners]) listener();
  }

  function wantsMore({ next, settled }: typeof view): boolean {
    if (!next || snapshot.scanPaused) return false;
    const isBehind = next.chain().end === "unread" || settled < standInRows;
    const eye = viewport.last + limits.readAhead;
    return isBehind || snapshot.refined || eye >= settled + snapshot.pinned.size;
  }

  /** What there is to read: an overdue refresh first, then more rows, then nothing until the interval has passed. */
  function due(): Due {
    const lists = following.lists();
    if (!shown || lists.length === 0) return undefined;
    const isStale = interval !== undefined && clock.now() >= refreshes.endedAt() + interval;
    const isUnread = lists.some((list) => list.chain().end === "unread");
    if (!isUnread && (refreshes.isAsked() || isStale)) return refresh;
    const { next } = view;
    if (next && wantsMore(view)) return (signal) => readOn(next, signal);
    return interval === undefined ? undefined : refreshes.endedAt() + interval;
  }

  async function readOn(list: FollowedList, signal: AbortSignal): Promise<void> {
    const isHead = list.chain().end === "unread";
    const ended = refreshes.begin();
    await reading.next(list, signal);
    if (!isHead || signal.aborted) return;
    ended();
    upkeep.preload();
  }

  async function refresh(signal: AbortSignal): Promise<void> {
    const ended = refreshes.begin();
    const seen = snapshot.rows.slice(viewport.first, viewport.last + 1);
    const wish = {
      lists: following.lists(),
      visible: new Set(seen.flatMap(({ sandboxID }) => known.entries.get(sandboxID) ?? [])),
      apart: [...lookups.found(), ...snapshot.pinned].filter((id) => !following.isListed(id)),
      ...{ isAtTop: viewport.first === 0, isWhole: refreshes.isAsked() },
      ...{ places: limits.refreshPages, catchUpPages: limits.catchUpPages },
    };
    await upkeep.refresh(wish, signal);
    if (!signal.aborted) ended();
  }

  /** The same query, divided otherwise between server and browser: nothing on screen is lost by it. */
  function askOtherwise(divide: () => Asked): void {
    const before = following.lists();
    asked = divide();
    follow();
    if (following.lists() !== before) {
      reader.drop();
      standInRows = snapshot.rows.length;
    }
    changedAnd(reader.wake);
  }

  function learnRow(row: FleetRow): void {
    if (known.learn(row)) changed();
  }

  function forget(id: string): void {
    following.forget(id, clock.now());
    marks = withoutKey(marks, id);
    changedAnd(reader.wake);
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
    show: (query, sort) => {
      reader.drop();
      if (!sameQuery(asked.query, query)) pinned = new Set();
      asked = planning.ask(query, sort, snapshot.end === "complete");
      shown = true;
      follow();
      judge.judgeBy(query);
      standInRows = 0;
      scanLimit = limits.scanRows;
      viewport = { first: 0, last: viewport.last - viewport.first };
      lookups.ask(query);
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
    setActive: (active) => {
      judge.hold(!active);
      reader.hold(!active);
      lookups.hold(!active);
    },
    setCapabilities: (next) => askOtherwise(() => planning.setCapabilities(next)),
    refresh: () => {
      refreshes.ask();
      lookups.retryNow();
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
    row: known.row,
    knownRows: () => [...known.entries.values()].map(({ row }) => row),
    learn: (detail, requestedAt) => learnRow(fleetRow(detail, requestedAt)),
    forget,
    mark: (id, mark) => {
      marks = mark ? new Map([...marks, [id, mark]]) : withoutKey(marks, id);
      changed();
    },
    pin: (id) => {
      pinned = new Set([...pinned, id]);
      changed();
    },
    onRows: listed.onRows,
    facts,
    matchContext: judge.context,
    close: () => {
      judge.close();
      lookups.hold(true);
      reader.hold(true);
      reader.drop();
    },
  };
}
