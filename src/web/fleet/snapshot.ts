import type { Plan } from "#query/plan.ts";
import type { Chain } from "./chain.ts";
import type { FollowedList } from "./followed-list.ts";
import { livePage } from "./followed-lists.ts";
import type { Judge } from "./judge.ts";
import type { Entry } from "./known-rows.ts";
import { mergeLists } from "./merged-lists.ts";
import type { Trouble } from "./reader.ts";
import { listOrders, type FleetRow, type ListOrder, type Mark } from "./row.ts";
import { compareRows, type Sort } from "./sort.ts";

/** What the page shows of the fleet at one moment. Immutable: compare by identity. */
export interface FleetSnapshot {
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
  /** Of all lists together: `complete` once each is, `more` while one goes on. */
  readonly end: Chain<Entry>["end"];
  readonly plan: Plan;
  /** The browser's share of the work: conditions the server does not apply, or a sort it does not know. */
  readonly refined: boolean;
  /** A scan reached its limit and waits for leave to go on. */
  readonly scanPaused: boolean;
  /** Running sandboxes that match on the server, where it says so for every list and none stands in two. */
  readonly totalRunning: number | undefined;
  /** When the newest sandboxes were last asked for in every list, milliseconds since 1970. */
  readonly headAsOf: number | undefined;
  /** The oldest reading among the rows shown: what every count is true as of. */
  readonly oldestAsOf: number | undefined;
  readonly reading: boolean;
  readonly trouble: Trouble | undefined;
}

/** What the snapshot is made of. */
export interface FleetState {
  readonly known: ReadonlyMap<string, Entry>;
  readonly lists: readonly FollowedList[];
  readonly judge: Judge;
  readonly checked: number;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly pinned: ReadonlySet<string>;
  readonly sort: Sort | undefined;
  readonly plan: Plan;
  readonly scanLimit: number;
  readonly totalRunning: number | undefined;
  readonly reading: boolean;
  readonly trouble: Trouble | undefined;
}

/** A snapshot, and what reading goes by. */
export interface Derived {
  readonly snapshot: FleetSnapshot;
  /** How many of its rows no further reading will stand before. */
  readonly settled: number;
  /** Which list to read on. */
  readonly next: FollowedList | undefined;
}

/** Every row is checked against the whole query, whatever the server was asked to filter. */
export function derive(state: FleetState, before: FleetSnapshot | undefined): Derived {
  const { known, lists, judge, plan, sort, checked } = state;
  const order: ListOrder = lists[0]?.order ?? "newest";
  const listed: FleetRow[] = [];
  let undecided = 0;
  const { settled, next } = mergeLists(lists, order, (entry) => {
    const verdict = judge.verdict(entry);
    if (verdict === true) listed.push(entry.row);
    else if (verdict === undefined) undecided += 1;
    return verdict === true;
  });
  const matching = listed.length;
  // Until every list's first page is here, what is known already stands in for it.
  const isUnread = lists.some((list) => list.chain().end === "unread");
  const rows = isUnread ? withStandIns(listed, known.values(), judge, order) : listed;
  if (sort) rows.sort(compareRows(sort));

  const extra = pinnedApart(state, rows);
  const end = commonEnd(plan, lists);
  const refined = sort !== undefined || (plan.kind === "lists" && plan.inBrowser.length > 0);
  // Where the server applies no filter, or the wrong one, following the screen would read the whole fleet.
  const sought = refined ? checked : checked - matching;
  const snapshot: FleetSnapshot = {
    ...{ rows: [...extra, ...rows], marks: state.marks, checked, matching, undecided, end, plan, refined },
    pinned: new Set(extra.map((row) => row.sandboxID)),
    scanPaused: end === "more" && sought >= state.scanLimit,
    totalRunning: state.totalRunning,
    headAsOf: least(lists.flatMap((list) => livePage(list)?.asOf ?? [])),
    oldestAsOf: least(lists.flatMap((list) => list.chain().pages.map(({ asOf }) => asOf))),
    ...{ reading: state.reading, trouble: state.trouble },
  };
  return { snapshot: keepSame(before, snapshot), settled: extra.length + settled, next };
}

function withStandIns(
  listed: readonly FleetRow[],
  known: Iterable<Entry>,
  judge: Judge,
  order: ListOrder,
): FleetRow[] {
  const rows = [...listed];
  for (const entry of known) if (entry.places === 0 && judge.verdict(entry) === true) rows.push(entry.row);
  return rows.sort(listOrders[order]);
}

/** The pinned rows that would not be shown otherwise. */
function pinnedApart({ pinned, known }: FleetState, rows: readonly FleetRow[]): readonly FleetRow[] {
  if (pinned.size === 0) return [];
  const shown = new Set<string>();
  for (const { sandboxID } of rows) if (pinned.has(sandboxID)) shown.add(sandboxID);
  return [...pinned].filter((id) => !shown.has(id)).flatMap((id) => known.get(id)?.row ?? []);
}

function commonEnd(plan: Plan, lists: readonly FollowedList[]): FleetSnapshot["end"] {
  if (plan.kind === "impossible") return "complete";
  const ends = lists.map((list) => list.chain().end);
  if (ends.every((end) => end === "unread")) return "unread";
  if (ends.some((end) => end === "unread" || end === "more")) return "more";
  return ends.includes("looped") ? "looped" : "complete";
}

const least = (moments: readonly number[]): number | undefined =>
  moments.length === 0 ? undefined : moments.reduce((a, b) => Math.min(a, b));

/** The snapshot before where nothing differs, and of its parts those that are equal: what did not change is not drawn again. */
function keepSame(before: FleetSnapshot | undefined, now: FleetSnapshot): FleetSnapshot {
  if (!before) return now;
  const rows = sameItems(before.rows, now.rows) ? before.rows : now.rows;
  const pinned = sameItems([...before.pinned], [...now.pinned]) ? before.pinned : now.pinned;
  const kept: FleetSnapshot = { ...now, rows, pinned };
  return sameEntries(before, kept) ? before : kept;
}

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

function sameEntries(a: object, b: object): boolean {
  const values = new Map<string, unknown>(Object.entries(a));
  return Object.entries(b).every(([name, value]) => Object.is(values.get(name), value));
}
