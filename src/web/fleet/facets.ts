import { dependsOnTime, simpleConditions, type Query } from "#query/ast.ts";
import { conditionTest, matcher, type MatchContext } from "#query/match.ts";
import type { Plan } from "#query/plan.ts";
import { metadataSubject, subjectId, subjectOf, type Subject } from "#query/subject.ts";
import type { Clock } from "#web/lib/clock.ts";
import { slice } from "#web/lib/slices.ts";
import type { ReadableStore } from "#web/lib/store.ts";
import type { CountsBeat } from "./counts-beat.ts";
import type { FacetValues } from "./facet-counts.ts";
import { createFacetIndex, type FacetKey } from "./facet-index.ts";
import { searchValues, type FoundValues } from "./facet-search.ts";
import { standings, type Standings } from "./facet-standing.ts";
import type { ListedRows, RowsChange } from "./listed-rows.ts";
import { isScanning, type FleetSnapshot } from "./snapshot.ts";

/** What is counted at one moment. A new object whenever something of it may have changed. */
export interface FacetsSnapshot {
  /** How many rows were counted. */
  readonly rows: number;
  /** False until something was counted for the first time. */
  readonly isCounted: boolean;
  /** There may be more of everything: the list is not read to its end, or of some rows it is not known yet whether they match. */
  readonly isPartial: boolean;
  /** The subjects by which the server filters, by id: of their other values only those are counted that were read before it did. */
  readonly pushed: ReadonlySet<string>;
  /** All metadata keys, those that most rows have first. */
  readonly keys: () => readonly FacetKey[];
  readonly values: (subject: Subject) => FacetValues;
}

/** Facets of a fleet's listed rows. Counts while somebody subscribes, and catches up in small slices when somebody does again. */
export interface Facets extends ReadableStore<FacetsSnapshot> {
  /**
   * Looks through the values of a metadata key for those that hold a text, in slices. Calls back with them, and again when the counts have
   * changed, until the returned function is called.
   */
  readonly search: (key: string, typed: string, found: (values: FoundValues) => void) => () => void;
}

export interface FacetsDependencies {
  readonly onRows: ListedRows["onRows"];
  readonly fleet: ReadableStore<
    Pick<FleetSnapshot, "plan" | "end" | "isAnswered" | "refined" | "scanPaused" | "trouble">
  >;
  readonly view: ReadableStore<{ readonly query: Query }>;
  /** What conditions need to know now. */
  readonly context: () => MatchContext;
  readonly clock: Clock;
  /** When what is counted while rows come in is shown. */
  readonly beat: CountsBeat;
}

/** Ages change by themselves, so slowly. */
const TICK_MS = 10_000;
/** What could not be told is tried again, so soon after the fleet has told of something. */
const AGAIN_MS = 500;
/** How long what was counted is kept when nobody looks. */
const KEEP_MS = 600_000;
/** So many rows at once are taken in slice by slice. */
const MANY = 300;

export function createFacets({ onRows, fleet, view, context, clock, beat }: FacetsDependencies): Facets {
  let index = createFacetIndex();
  const listeners = new Set<() => void>();
  const searches = new Set<() => void>();
  let stops: readonly (() => void)[] = [];
  let { query } = view.get();
  let { plan, end } = fleet.get();
  let isReadOn = false;
  let counting: Standings | undefined;
  /** What is counted next is shown at once. */
  let isUrgent = false;
  let cancelWork: (() => void) | undefined;
  let cancelShow: (() => void) | undefined;
  let cancelAgain: (() => void) | undefined;
  let cancelForget: (() => void) | undefined;
  let countedNames = "";
  let snapshot = take();

  function take(): FacetsSnapshot {
    let keys: readonly FacetKey[] | undefined;
    const read = new Map<string, FacetValues>();
    return {
      rows: index.size(),
      isCounted: counting !== undefined,
      isPartial: end !== "complete" || counting?.isUnsure() === true,
      pushed: pushedSubjects(plan),
      // Read once each, so that the numbers stay while all is counted anew.
      keys: () => (keys ??= index.keys()),
      values: (subject) => {
        const id = subjectId(subject);
        const values = read.get(id) ?? index.values(subject, clock.now());
        read.set(id, values);
        return values;
      },
    };
  }

  function show(): void {
    cancelShow?.();
    cancelShow = undefined;
    isUrgent = false;
    snapshot = take();
    for (const listener of [...listeners, ...searches]) listener();
  }

  /** Counts on while there is something to count; then shows it, at once where that is urgent, else now and then. */
  function goOn(): void {
    if (!index.isSettled()) cancelWork ??= clock.after(0, work);
    else if (isUrgent) show();
    else cancelShow ??= beat.next(showLater);
  }

  function showLater(): void {
    cancelShow = undefined;
    isUrgent = true;
    goOn();
  }

  function work(): void {
    cancelWork = undefined;
    index.work(slice(clock));
    goOn();
  }

  function countAnew(): void {
    const fixed = context();
    cancelAgain?.();
    cancelAgain = undefined;
    countedNames = templateIds(query, fixed);
    counting = standings(query, (condition) => conditionTest(condition, fixed));
    index.show(counting);
    isUrgent = true;
    goOn();
  }

  function takeRows({ added, changed, removed, reset }: RowsChange): void {
    if (reset) {
      index.startList(clock.now());
      // How far the new list is read is told right after.
      end = "unread";
    }
    for (const { sandboxID } of removed) index.remove(sandboxID);
    for (const [, after] of changed) index.put(after);
    if (added.length > MANY) index.putLater(added);
    else for (const row of added) index.put(row);
    goOn();
  }

  /** Once the list is read to its end, what it should hold and does not is gone. */
  function forgetEnded(): void {
    if (end !== "complete" || plan.kind !== "lists") return;
    const belongs = matcher({ conditions: plan.pushed }, context());
    index.endList((row) => belongs(row) === true);
  }

  function followFleet(): void {
    const next = fleet.get();
    // Regular expressions and the names of templates become known little by little.
    if (counting?.isUnsure() === true || templateIds(query, context()) !== countedNames)
      cancelAgain ??= clock.after(AGAIN_MS, countAnew);
    const isScanDone = isReadOn && !isScanning(next);
    isReadOn = isScanning(next);
    const isOther = next.plan !== plan || listEnd(next) !== end;
    if (!isOther && !isScanDone) return;
    // What a scan comes to stands beside this at once.
    isUrgent ||= isScanDone;
    [plan, end] = [next.plan, listEnd(next)];
    if (isOther) forgetEnded();
    goOn();
  }

  function followView(): void {
    if (view.get().query === query) return;
    ({ query } = view.get());
    countAnew();
  }

  function tick(): void {
    stopTick = clock.after(TICK_MS, tick);
    index.forgetLeft(clock.now());
    if (dependsOnTime(query)) countAnew();
    else showLater();
  }
  let stopTick: (() => void) | undefined;

  function start(): void {
    let isFirst = true;
    cancelForget?.();
    ({ query } = view.get());
    stops = [
      onRows((change) => {
        if (isFirst) index.keepOnly(change.added);
        else takeRows(change);
        isFirst = false;
      }),
      fleet.subscribe(followFleet),
      view.subscribe(followView),
      () => stopTick?.(),
    ];
    // After the first rows, which come as those of a list of which nothing is told yet.
    const now = fleet.get();
    [plan, end] = [now.plan, listEnd(now)];
    stopTick = clock.after(TICK_MS, tick);
    countAnew();
  }

  function stop(): void {
    for (const stopOne of stops) stopOne();
    cancelWork?.();
    cancelShow?.();
    cancelAgain?.();
    cancelAgain = undefined;
    cancelWork = undefined;
    cancelShow = undefined;
    cancelForget = clock.after(KEEP_MS, () => {
      // Taking out row by row would be work for nothing.
      index = createFacetIndex();
    });
  }

  return {
    get: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) start();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
    search: (key, typed, found) => {
      let cancel = (): void => undefined;
      let looking: ReturnType<typeof searchValues> | undefined;
      function look(): void {
        const mayGoOn = slice(clock);
        while (looking && mayGoOn()) {
          const next = looking.next();
          if (!next.done) continue;
          looking = undefined;
          found(next.value);
        }
        if (looking) cancel = clock.after(0, look);
      }
      /** Anew whenever the counts are shown anew, unless it is still at it. */
      function begin(): void {
        if (looking) return;
        looking = searchValues(index.rows(metadataSubject(key)), key, typed);
        cancel = clock.after(0, look);
      }
      begin();
      searches.add(begin);
      return () => {
        searches.delete(begin);
        cancel();
      };
    },
  };
}

/** What the templates named in a query are known to be, as one text to compare by. */
const templateIds = (query: Query, { templateId }: MatchContext): string =>
  JSON.stringify(
    query.conditions
      .flatMap(simpleConditions)
      .map((part) =>
        part.kind === "field" && part.name === "template" ? part.values.map((name) => templateId?.(name)) : 0,
      ),
  );

/** The subjects of the conditions that the server applies, by id. */
function pushedSubjects(plan: Plan): ReadonlySet<string> {
  const pushed = plan.kind === "lists" ? plan.pushed : [];
  return new Set(
    pushed.flatMap((condition) => {
      const subject = subjectOf(condition);
      return subject ? [subjectId(subject)] : [];
    }),
  );
}

/** How far the lists were read, which is what is counted. */
const listEnd = ({ end, isAnswered }: Pick<FleetSnapshot, "end" | "isAnswered">): FleetSnapshot["end"] =>
  isAnswered ? "more" : end;
