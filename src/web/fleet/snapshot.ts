import { PAGE_SIZE } from "#contract/list-query.ts";
import type { Query } from "#query/ast.ts";
import type { Plan } from "#query/plan.ts";
import type { Asked } from "./asked.ts";
import type { Chain } from "./chain.ts";
import type { FollowedList } from "./followed-list.ts";
import { liveAsOf } from "./followed-lists.ts";
import type { Entry, KnownRows } from "./known-rows.ts";
import type { Confirmed } from "./lazy-upkeep.ts";
import type { Trouble } from "./reader.ts";
import type { FleetRow, Mark } from "./row.ts";
import type { RowsView } from "./rows-view.ts";
import type { Scan } from "./scan.ts";
import type { Sort } from "./sort.ts";
import { totalRunning } from "./total-running.ts";
import type { UpstreamFacts } from "./upstream-facts.ts";

/** What the page was asked to show. Immutable, and another one each time. */
export interface Wanted {
  readonly query: Query;
  /** The order of the rows, that of their groups first. */
  readonly sort: Sort | undefined;
  /** The column by whose values the rows stand together. */
  readonly group: Sort["column"] | undefined;
}

/** What the page shows of the fleet at one moment. Immutable: compare by identity. */
export interface FleetSnapshot {
  /** What all of this is the answer to. The view may be ahead of it by the moments that finding the next answer takes. */
  readonly wanted: Wanted;
  /** Something else was asked for, and finding it takes longer than a moment. */
  readonly isLate: boolean;
  /** The rows that match, in the chosen order, with those pinned on top. */
  readonly rows: readonly FleetRow[];
  readonly marks: ReadonlyMap<string, Mark>;
  /** Shown although the filter hides them: created a moment ago. */
  readonly pinned: ReadonlySet<string>;
  /** How many rows of the lists were read and checked against the query, each once. */
  readonly checked: number;
  /** How many of them match. */
  readonly matching: number;
  /** How many of them may match: what decides is not known yet. They are not shown. */
  readonly undecided: number;
  /** Ids that the query names and no sandbox has. */
  readonly missing: readonly string[];
  /** Regular expressions of the query that take too long on some values, whose rows stay undecided. */
  readonly tooSlow: readonly string[];
  /** Regular expressions cannot be tried, as their script does not arrive. */
  readonly regexMissing: boolean;
  /** How many of the rows shown are known from before and not found in these lists yet. */
  readonly standIns: number;
  /** Of all lists together: `complete` once each is, or tells no more than is found; `more` while one goes on. */
  readonly end: Chain<Entry>["end"];
  /** The query names all that it can show, and that is found: the lists were not read to their end for it. */
  readonly isAnswered: boolean;
  readonly plan: Plan;
  /** The browser's share of the work: conditions the server does not apply, or a sort it does not know. */
  readonly refined: boolean;
  /** The browser puts the rows in order: it can do so only with those that were read. */
  readonly sortedHere: boolean;
  /** How much of the server's lists was gone through without being shown, in rows; an empty page, of which there may be no end, counts as a full one. */
  readonly sought: number;
  /** A scan was stopped or reached its limit, and waits for leave to go on. */
  readonly scanPaused: boolean;
  /** How fast rows come while a scan reads on. `undefined` where that is not known yet. */
  readonly rowsPerSecond: number | undefined;
  /** Running sandboxes that match on the server, where it says so for every list and none stands in two. */
  readonly totalRunning: number | undefined;
  /** When the newest sandboxes were last asked for in every list, milliseconds since 1970. */
  readonly headAsOf: number | undefined;
  /** The oldest reading among the rows shown: what every count is true as of. */
  readonly oldestAsOf: number | undefined;
  /** Sandboxes that an event told to be gone, which no reading has shown. */
  readonly goneByEvent: ReadonlySet<string>;
  readonly reading: boolean;
  /** The operator asked for what is new, and has not got it yet. */
  readonly isRefreshing: boolean;
  readonly trouble: Trouble | undefined;
}

/** The list is to be read on, whatever is shown of it, for conditions or an order that need more than the screen shows. */
export const readsOn = ({
  end,
  refined,
  scanPaused,
}: Pick<FleetSnapshot, "end" | "refined" | "scanPaused">): boolean =>
  end === "more" && refined && !scanPaused;

/** It is read on, and that does not fail. */
export const isScanning = (
  snapshot: Parameters<typeof readsOn>[0] & Pick<FleetSnapshot, "trouble">,
): boolean => readsOn(snapshot) && snapshot.trouble === undefined;

/** What the snapshot is made of. */
export interface FleetState {
  readonly known: KnownRows;
  readonly lists: readonly FollowedList[];
  readonly view: RowsView;
  readonly wanted: Wanted;
  readonly checked: number;
  readonly tooSlow: readonly string[];
  readonly regexMissing: boolean;
  readonly missing: readonly string[];
  /** Whether the lists can tell nothing more of what the query names. */
  readonly isAnswered: boolean;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly pinned: ReadonlySet<string>;
  readonly asked: Asked;
  /** What the upstream was seen not to keep to. */
  readonly disobeyed: UpstreamFacts["disobeyed"];
  readonly isPaused: Scan["isPaused"];
  readonly rowsPerSecond: number | undefined;
  readonly confirmed: Confirmed | undefined;
  readonly goneByEvent: ReadonlySet<string>;
  readonly reading: boolean;
  readonly refreshAsked: boolean;
  readonly trouble: Trouble | undefined;
  /** Why the list was not read on. */
  readonly readOnTrouble: Trouble | undefined;
  /** Why a page that is looked at was not read again. */
  readonly pageTrouble: Trouble | undefined;
}

/** Puts a snapshot together; the one before where nothing differs, so that what did not change is not drawn again. */
export function snapshotOf(state: FleetState, before: FleetSnapshot | undefined): FleetSnapshot {
  const { lists, view, tooSlow, disobeyed } = state;
  const { plan, sort } = state.asked;
  const { matching, undecided, standIns } = view;
  const sortedHere = sort !== undefined;
  const refined = sortedHere || (plan.kind === "lists" && plan.inBrowser.length > 0);
  const checked = state.checked + view.apart;
  const extra = pinnedApart(state);
  const listsEnd = commonEnd(plan, lists);
  const isAnswered = state.isAnswered && listsEnd === "more";
  const end = isAnswered ? "complete" : listsEnd;
  // Where the server applies no filter, or the wrong one, following the screen would read the whole fleet.
  const sought = (refined ? checked : checked - matching) + PAGE_SIZE * emptyPages(lists);
  const pinned = extra.map(({ sandboxID }) => sandboxID);
  const hasUnread = lists.some((list) => list.chain().end === "unread");
  const scanPaused = end === "more" && state.isPaused(sought, hasUnread);
  const isReadOn = readsOn({ end, refined, scanPaused });
  // Where reading goes on, or nothing of it is shown, it would be said of something else.
  const pageTrouble = isReadOn || view.rows.length === 0 ? undefined : state.pageTrouble;
  const readOnTrouble = end === "more" && !scanPaused ? state.readOnTrouble : undefined;
  const snapshot: FleetSnapshot = {
    ...{ wanted: state.wanted, isLate: false },
    isRefreshing: state.refreshAsked,
    rows: extra.length === 0 ? view.rows : kept(before?.rows, [...extra, ...view.rows]),
    marks: state.marks,
    pinned: before && sameItems([...before.pinned], pinned) ? before.pinned : new Set(pinned),
    ...{
      checked,
      matching,
      undecided,
      standIns,
      end,
      plan,
      refined,
      tooSlow: kept(before?.tooSlow, tooSlow),
    },
    ...{ isAnswered, sought },
    ...{ sortedHere, missing: kept(before?.missing, state.missing) },
    regexMissing: state.regexMissing,
    scanPaused,
    rowsPerSecond: isReadOn ? state.rowsPerSecond : undefined,
    totalRunning: totalRunning(lists, disobeyed.metadata + disobeyed.state === 0),
    headAsOf: trueAsOf(least(lists.flatMap((list) => liveAsOf(list) ?? [])), state.confirmed),
    oldestAsOf: trueAsOf(oldest(lists, view.apartAsOf), state.confirmed),
    goneByEvent: state.goneByEvent,
    ...{ reading: state.reading, trouble: state.trouble ?? readOnTrouble ?? pageTrouble },
  };
  return before && sameEntries(before, snapshot) ? before : snapshot;
}

const emptyPages = (lists: readonly FollowedList[]): number =>
  lists.reduce((sum, list) => sum + list.chain().pages.filter(({ items }) => items.length === 0).length, 0);

/** The pinned rows that would not be shown otherwise. */
function pinnedApart({ pinned, known, view }: FleetState): readonly FleetRow[] {
  if (pinned.size === 0) return [];
  const shown = new Set<string>();
  for (const { sandboxID } of view.rows) if (pinned.has(sandboxID)) shown.add(sandboxID);
  return [...pinned].filter((id) => !shown.has(id)).flatMap((id) => known.row(id) ?? []);
}

function commonEnd(plan: Plan, lists: readonly FollowedList[]): FleetSnapshot["end"] {
  if (plan.kind === "impossible") return "complete";
  const ends = lists.map((list) => list.chain().end);
  if (ends.every((end) => end === "unread")) return "unread";
  if (ends.some((end) => end === "unread" || end === "more")) return "more";
  return ends.includes("looped") ? "looped" : "complete";
}

/** What was read at a moment is true as of a later one where events vouch for it. */
const trueAsOf = (asOf: number | undefined, confirmed: Confirmed | undefined): number | undefined =>
  asOf !== undefined && confirmed && asOf >= confirmed.from ? Math.max(asOf, confirmed.at) : asOf;

const least = (moments: readonly number[]): number | undefined =>
  moments.length === 0 ? undefined : moments.reduce((a, b) => Math.min(a, b));

/** The oldest reading of all, without an array of them: there are thousands. */
function oldest(lists: readonly FollowedList[], first: number | undefined): number | undefined {
  let found = first;
  for (const list of lists)
    for (const { asOf } of list.chain().pages) if (found === undefined || asOf < found) found = asOf;
  return found;
}

const kept = <T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] =>
  before && sameItems(before, now) ? before : now;

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

function sameEntries(a: object, b: object): boolean {
  const values = new Map<string, unknown>(Object.entries(a));
  return Object.entries(b).every(([name, value]) => Object.is(values.get(name), value));
}
