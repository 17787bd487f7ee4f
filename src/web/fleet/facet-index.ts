import { fieldSubject, metadataSubject, subjectId, type Subject } from "#query/subject.ts";
import { createFacetAges } from "./facet-ages.ts";
import {
  enter,
  facetCounts,
  isSearchOnly,
  leave,
  readCounts,
  tally,
  type FacetCounts,
  type FacetValues,
  type ValueCount,
} from "./facet-counts.ts";
import type { Standing, Standings } from "./facet-standing.ts";
import { templateName, type FleetRow } from "./row.ts";

/** So many different keys are counted, those met first; what comes on top can only be typed. */
const MOST_KEYS = 2_000;

/** A metadata key that rows have. */
export interface FacetKey {
  readonly key: string;
  /** How many of the counted rows have it. */
  readonly rows: number;
  /** Too many different values for a list: they are found by typing. */
  readonly isSearchOnly: boolean;
}

/** What is counted of a fleet's rows, for facets and suggestions. Reading is cheap; big work is done in slices by `work`. */
export interface FacetReader {
  /** How many rows are counted. */
  readonly size: () => number;
  /** Whether all is counted under the query shown last, and what is forgotten is gone. */
  readonly isSettled: () => boolean;
  /** All keys, those that most rows have first. */
  readonly keys: () => readonly FacetKey[];
  /** The values of a subject; `now` (milliseconds since 1970) decides about ages. */
  readonly values: (subject: Subject, now: number) => FacetValues;
  /** The rows that meet the conditions about other subjects; all rows until that is counted. */
  readonly rows: (subject: Subject) => Iterable<FleetRow>;
}

export interface FacetIndex extends FacetReader {
  /** Takes in a row of the list, new or changed. */
  readonly put: (row: FleetRow) => void;
  /** Takes in many, by `work`. */
  readonly putLater: (rows: Iterable<FleetRow>) => void;
  readonly remove: (id: string) => void;
  /**
   * Another list is read from now on, at this moment (milliseconds since 1970). Rows of the one before stay until it is known better, or for
   * some minutes: they tell what values there are besides those that the new list holds.
   */
  readonly startList: (now: number) => void;
  /** Forgets, by `work`, the rows that left so many minutes ago, by a moment in milliseconds since 1970. */
  readonly forgetLeft: (now: number) => void;
  /** The list is read to its end: rows that it should hold and does not are forgotten, by `work`. */
  readonly endList: (belongs: (row: FleetRow) => boolean) => void;
  /** Begins anew with these rows, by `work`. Those that it has already need not be taken in again. */
  readonly keepOnly: (rows: Iterable<FleetRow>) => void;
  /** Counts all anew, by `work`. */
  readonly show: (standings: Standings) => void;
  /** Goes on with what there is to do until `mayGoOn` gives false, asked every few rows. */
  readonly work: (mayGoOn: () => boolean) => void;
}

interface Listed {
  readonly row: FleetRow;
  /** The number of the last list that held it. */
  list: number;
}

interface Slot extends Listed {
  readonly values: readonly ValueCount[];
  /** Its keys that are not counted, as there were too many when it came. */
  readonly refused: ReadonlySet<string> | undefined;
  /** Its place among the ages. */
  readonly place: number;
  standing: Standing;
  /** In which round of counting it was counted. */
  round: number;
}

/** Rows that are forgotten little by little. */
interface Sweep {
  /** What was not looked at yet. */
  readonly slots: Iterator<Slot>;
  readonly isGone: (slot: Slot) => boolean;
}

/** How long rows are kept that no list read since has told of. */
const KEEP_MS = 600_000;

/** Rows between two questions whether to go on. */
const STRIDE = 32;

const subjects = {
  state: fieldSubject("state"),
  template: fieldSubject("template"),
  cpu: fieldSubject("cpu"),
  mem: fieldSubject("mem"),
};
const AGE = subjectId(fieldSubject("age"));

export function createFacetIndex(): FacetIndex {
  const slots = new Map<string, Slot>();
  const later = new Map<string, Listed>();
  const fields = {
    state: facetCounts(subjects.state),
    template: facetCounts(subjects.template),
    cpu: facetCounts(subjects.cpu),
    mem: facetCounts(subjects.mem),
  };
  const ages = createFacetAges();
  const keys = new Map<string, FacetCounts>();
  let shown: Standings = { of: () => true, isUnsure: () => false };
  let round = 0;
  /** The number of the list that is read, and when each of those before it was left that rows may still stem from. */
  let list = 0;
  const leftAt = new Map<number, number>();
  let sweeps: Sweep[] = [];
  /** What is left of a round of counting. */
  let recount: Iterator<Slot> | undefined;

  function add({ row, list: of }: Listed): void {
    const values = [
      enter(fields.state, row.state),
      enter(fields.template, templateName(row)),
      enter(fields.cpu, String(row.cpuCount)),
      enter(fields.mem, String(row.memoryMB)),
    ];
    let refused: Set<string> | undefined;
    for (const pair of row.metadata) {
      let facet = keys.get(pair[0]);
      if (!facet && keys.size < MOST_KEYS) {
        facet = facetCounts(metadataSubject(pair[0]));
        keys.set(pair[0], facet);
      }
      if (facet) values.push(enter(facet, pair[1]));
      else (refused ??= new Set()).add(pair[0]);
    }
    const slot: Slot = {
      ...{ row, refused, list: of, standing: false, round: -1 },
      values: values.filter((value) => value !== undefined),
      place: ages.enter(row.startedMicros),
    };
    slots.set(row.sandboxID, slot);
    count(slot);
  }

  function remove(slot: Slot): void {
    if (slot.round === round) bump(slot, -1);
    slots.delete(slot.row.sandboxID);
    ages.leave(slot.place);
    for (const facet of Object.values(fields)) facet.rows -= 1;
    for (const pair of slot.row.metadata) {
      const facet = keys.get(pair[0]);
      if (!facet || slot.refused?.has(pair[0])) continue;
      facet.rows -= 1;
      if (facet.rows === 0) keys.delete(pair[0]);
    }
    for (const value of slot.values) leave(value);
  }

  function count(slot: Slot): void {
    slot.standing = shown.of(slot.row);
    slot.round = round;
    bump(slot, 1);
  }

  function bump({ standing, values, place }: Slot, by: 1 | -1): void {
    if (standing === false) return;
    if (standing === true || standing === AGE) ages.tally(place, round, by > 0);
    for (const value of values) if (standing === true || value.facet.id === standing) tally(value, round, by);
  }

  function put(listed: Listed): void {
    const { row } = listed;
    later.delete(row.sandboxID);
    const slot = slots.get(row.sandboxID);
    if (slot?.row === row) {
      slot.list = listed.list;
      return;
    }
    if (slot) remove(slot);
    add(listed);
  }

  function putLater(rows: Iterable<FleetRow>): void {
    for (const row of rows) later.set(row.sandboxID, { row, list });
  }

  function forget(isGone: Sweep["isGone"]): void {
    sweeps.push({ slots: slots.values(), isGone });
  }

  function forgetLeft(now: number): void {
    let last = -1;
    for (const [number, at] of leftAt) {
      if (now - at < KEEP_MS) break;
      leftAt.delete(number);
      last = number;
    }
    if (last >= 0) forget((slot) => slot.list <= last);
  }

  const isCounted = () => later.size === 0 && recount === undefined;

  function countsOf(subject: Subject): FacetCounts | undefined {
    if (subject.kind === "metadata") return keys.get(subject.key);
    const { name } = subject;
    return name === "state" || name === "template" || name === "cpu" || name === "mem"
      ? fields[name]
      : undefined;
  }

  return {
    size: () => slots.size,
    isSettled: () => isCounted() && sweeps.length === 0,
    keys: () =>
      [...keys]
        .map(([key, facet]) => ({ key, rows: facet.rows, isSearchOnly: isSearchOnly(facet) }))
        .sort((a, b) => b.rows - a.rows || (a.key < b.key ? -1 : 1)),
    values: (subject, now) => {
      if (subject.kind === "field" && subject.name === "age")
        return { values: ages.read(now, isCounted() ? round : "all"), masked: 0, isSearchOnly: false };
      const facet = countsOf(subject);
      return facet
        ? readCounts(facet, isCounted() ? round : "all")
        : { values: [], masked: 0, isSearchOnly: false };
    },

    rows: function* (subject) {
      const id = subjectId(subject);
      for (const { row, standing } of slots.values())
        if (!isCounted() || standing === true || standing === id) yield row;
    },

    put: (row) => put({ row, list }),
    putLater,
    remove: (id) => {
      later.delete(id);
      const slot = slots.get(id);
      if (slot) remove(slot);
    },
    startList: (now) => {
      leftAt.set(list, now);
      list += 1;
      forgetLeft(now);
    },
    forgetLeft,
    endList: (belongs) => {
      const ended = list;
      if (leftAt.size > 0) forget((slot) => slot.list < ended && belongs(slot.row));
    },
    keepOnly: (rows) => {
      list += 1;
      const first = list;
      leftAt.clear();
      later.clear();
      sweeps = [];
      putLater(rows);
      forget((slot) => slot.list < first);
    },
    show: (nextStandings) => {
      shown = nextStandings;
      round += 1;
      recount = slots.values();
    },
    work: (mayGoOn) => {
      let left = STRIDE;
      const isOver = () => {
        left -= 1;
        if (left > 0) return false;
        left = STRIDE;
        return !mayGoOn();
      };
      for (const listed of later.values()) {
        put(listed);
        if (isOver()) return;
      }
      for (let sweep = sweeps[0]; sweep; sweep = sweeps[0]) {
        const next = sweep.slots.next();
        if (next.done) sweeps.shift();
        else if (sweep.isGone(next.value)) remove(next.value);
        if (isOver()) return;
      }
      while (recount) {
        const next = recount.next();
        if (next.done) recount = undefined;
        else if (next.value.round !== round) count(next.value);
        if (isOver()) return;
      }
    },
  };
}
