import { sameQuery } from "#query/ast.ts";
import { createSlices } from "#web/lib/slices.ts";
import { createStore } from "#web/lib/store.ts";
import { createPlanning, type Asked } from "./asked.ts";
import type { FleetDependencies } from "./fleet-dependencies.ts";
import { defaultFleetLimits } from "./fleet-limits.ts";
import type { Fleet } from "./fleet-store.ts";
import { createFollowedLists } from "./followed-lists.ts";
import { createForgetting } from "./forgetting.ts";
import { createJudge } from "./judge.ts";
import { createKept } from "./kept.ts";
import { createLazyLookups } from "./lazy-lookups.ts";
import { createLazyUpkeep } from "./lazy-upkeep.ts";
import { createListReading, type Told } from "./list-reading.ts";
import { createMarks } from "./marks.ts";
import { createReader, type Due } from "./reader.ts";
import { createReadingOn } from "./reading-on.ts";
import { createRefreshes } from "./refreshes.ts";
import { fleetRow, type FleetRow } from "./row.ts";
import { createRowsViews } from "./rows-view.ts";
import { createScan } from "./scan.ts";
import { snapshotOf, type FleetSnapshot, type Wanted } from "./snapshot.ts";
import { createUpstreamFacts } from "./upstream-facts.ts";

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
  const following = createFollowedLists(clock.stamp);
  const { known, listed } = following;
  const facts = createUpstreamFacts(templateNames.idOf);
  let shown = false;
  const planning = createPlanning(capabilities, () => (shown ? clock.now() : (firstNow ?? clock.now())));
  let asked = planning.get();
  const deriving = createSlices(clock, () => {
    if (wanted !== store.get().wanted) store.set({ ...store.get(), isLate: true });
  });
  const rejudged = (whenDone: () => void) => (deriving.isBusy() ? whenDone() : deriveAnew(whenDone));
  const judge = createJudge({ clock, regex, templateNames, changed: rejudged }, asked.query);
  const views = createRowsViews(known, listed, judge);
  const marks = createMarks();
  const scan = createScan(limits.scanRows, clock);
  let wanted: Wanted = { query: asked.query, sort: undefined, group: undefined };
  let viewport = { first: 0, last: 0 };
  /** So many rows were shown when the lists were asked for otherwise: until they are settled again, what is known stands in. */
  let standInRows = 0;
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
      for (const id of left) marks.set(id, undefined);
      // A row that is listed and matches needs no pin: from now on it comes and goes like any other.
      const isFound = (id: string) => {
        const entry = known.entries.get(id);
        return entry !== undefined && judge.verdict(entry) === true;
      };
      marks.unpin(page.rows.map(({ sandboxID }) => sandboxID).filter(isFound));
      scan.note(listed.count());
      changed();
    },
  };
  const reading = createListReading(readPage, told);
  const readingOn = createReadingOn({ clock, failureOf, reading, refreshes });
  const lookups = createLazyLookups(loadLookups, {
    ...{ readDetail, failureOf, clock, changed, learnRow, forget },
    isListed: following.isListed,
  });
  const upkeep = createLazyUpkeep(loadUpkeep, {
    ...{ clock, failureOf, following, readDetail, readEvents, learnRow, forget },
    ...{ readPage: reading.page, taken: told.taken },
  });
  const kept = createKept();
  const forgetting = createForgetting({
    ...{ clock, known, listed, changed },
    isKept: (id) =>
      // Before the lists have come as far, and while they can not, this is all there is to show.
      store.get().standIns > 0 ||
      store.get().pinned.has(id) ||
      lookups.found().includes(id) ||
      kept.has(id) ||
      upkeep.holds(id),
  });
  follow();
  let view = views.now(wished());
  const store = createStore(snapshotNow(undefined));

  function follow(): void {
    following.follow(asked.plan.kind === "lists" ? asked.plan.lists : []);
  }

  function wished() {
    return { lists: following.lists(), sort: asked.sort, standInRows, found: lookups.found() };
  }

  function snapshotNow(before: FleetSnapshot | undefined): FleetSnapshot {
    return snapshotOf(
      {
        ...{ known, lists: following.lists(), view, wanted, checked: listed.count() },
        ...{ asked, disobeyed: facts.get().disobeyed },
        ...{ tooSlow: judge.tooSlow(), regexMissing: judge.regexMissing() },
        ...{ marks: marks.all(), pinned: marks.pinned() },
        ...{ isPaused: scan.isPaused, rowsPerSecond: scan.rowsPerSecond() },
        ...{ refreshAsked: refreshes.isAsked(), reading: reader.reading() },
        ...{ missing: lookups.missing(), isAnswered: lookups.isWhole() },
        ...{
          trouble: reader.trouble() ?? lookups.trouble(),
          pageTrouble: refreshes.tried(interval, upkeep.trouble()),
        },
        readOnTrouble: before && wantsMore(view) ? readingOn.trouble(view.next) : undefined,
        ...{ confirmed: upkeep.confirmed(), goneByEvent: upkeep.goneByEvent() },
      },
      before,
    );
  }

  function changed(): void {
    listed.tell();
    if (reader.trouble()) scan.interrupt();
    // What is shown stays as it was until it is known what to show instead.
    if (deriving.isBusy()) return;
    view = views.now(wished());
    if (!view.next || view.settled >= standInRows) standInRows = 0;
    store.set(snapshotNow(store.get()));
    forgetting.look();
  }

  /** Derives, in slices, from what may be judged, listed or sorted quite otherwise than before. */
  function deriveAnew(whenDone = () => {}): void {
    listed.tell();
    deriving.begin(views.inSteps(wished()), () => {
      changed();
      reader.wake();
      whenDone();
    });
  }

  function wantsMore({ next, settled }: typeof view): boolean {
    if (!next || store.get().scanPaused || store.get().isAnswered) return false;
    const isBehind = next.chain().end === "unread" || settled < standInRows;
    const eye = viewport.last + limits.readAhead;
    return isBehind || store.get().refined || eye >= settled + store.get().pinned.size;
  }

  /** What there is to read: an overdue refresh first, then more rows, then nothing until the interval has passed. */
  function due(): Due {
    const lists = following.lists();
    if (!shown || lists.length === 0) return undefined;
    if (deriving.isBusy()) return "unclear";
    const staleAt = refreshes.dueAt(interval, upkeep.trouble());
    const isStale = staleAt !== undefined && clock.elapsed() >= staleAt;
    const isBegun = lists.every((list) => list.chain().end !== "unread");
    if ((isBegun || store.get().scanPaused) && (refreshes.isAsked() || isStale)) return refresh;
    const { next } = view;
    return next && wantsMore(view) ? readingOn.due(next, staleAt) : staleAt;
  }

  async function refresh(signal: AbortSignal): Promise<void> {
    const ended = refreshes.begin();
    const seen = store.get().rows.slice(viewport.first, viewport.last + 1);
    const wish = {
      lists: following.lists(),
      visible: new Set(seen.flatMap(({ sandboxID }) => known.entries.get(sandboxID) ?? [])),
      apart: [...lookups.found(), ...store.get().pinned].filter((id) => !following.isListed(id)),
      ...{ isAtTop: viewport.first === 0 && !store.get().refined, isWhole: refreshes.isAsked() },
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
      scan.interrupt();
      standInRows = store.get().rows.length;
    }
    deriveAnew();
  }

  function learnRow(row: FleetRow): void {
    if (known.learn(row)) changed();
  }

  function forget(id: string): void {
    following.forget(id, clock.stamp());
    marks.set(id, undefined);
    changed();
    reader.wake();
  }

  /** Tries at once what failed, however long it should wait. */
  function retry(): void {
    lookups.retryNow();
    readingOn.retryNow();
    reader.retryNow();
  }

  return {
    get: store.get,
    plan: () => asked.plan,
    subscribe: store.subscribe,
    show: (query, sort, group) => {
      reader.drop();
      if (!sameQuery(asked.query, query)) marks.unpinAll();
      const isWhole = following.lists().every((list) => list.chain().end === "complete");
      asked = planning.ask(query, sort, isWhole);
      wanted = { query, sort, group };
      shown = true;
      follow();
      judge.judgeBy(query);
      standInRows = 0;
      scan.begin();
      viewport = { first: 0, last: viewport.last - viewport.first };
      lookups.ask(query);
      deriveAnew();
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
      scan.interrupt();
      judge.hold(!active);
      reader.hold(!active);
      lookups.hold(!active);
    },
    setCapabilities: (next) => askOtherwise(() => planning.setCapabilities(next)),
    clockChanged: () => {
      judge.clockChanged();
      askOtherwise(planning.askFromNow);
    },
    refresh: () => {
      refreshes.ask();
      retry();
    },
    retry,
    continueScan: () => {
      scan.goOn(store.get().sought);
      changed();
      retry();
    },
    stopScan: () => {
      scan.stop();
      reader.forgive();
      changed();
    },
    row: known.row,
    knownRows: () => [...known.entries.values()].map(({ row }) => row),
    learn: (detail, requestedAt) => learnRow(fleetRow(detail, requestedAt)),
    forget,
    mark: (id, mark) => {
      marks.set(id, mark);
      changed();
    },
    pin: (id) => {
      marks.pin(id);
      changed();
    },
    keep: kept.keep,
    onRows: listed.onRows,
    facts,
    matchContext: judge.context,
    close: () => {
      deriving.stop();
      forgetting.close();
      judge.close();
      lookups.hold(true);
      reader.hold(true);
      reader.drop();
    },
  };
}
