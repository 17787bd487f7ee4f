import { fieldSubject, metadataSubject, subjectId, type Subject } from "#query/subject.ts";
import { createFacetAges } from "./facet-ages.ts";
import { enter, facetCounts, leave, tally, type FacetCounts, type ValueCount } from "./facet-counts.ts";
import type { Standing, Standings } from "./facet-standing.ts";
import { templateName, type FleetRow } from "./row.ts";

/** So many different keys are counted, those met first; what comes on top can only be typed. */
const MOST_KEYS = 2_000;
/** A key whose values differ from row to row, but for so few of them that a list is still read at a glance, is listed all the same. */
const FEW_VALUES = 20;

/** A metadata key that rows have. */
export interface FacetKey {
  readonly key: string;
  /** How many of the counted rows have it. */
  readonly rows: number;
  /** Too many different values for a list: they are found by typing. */
  readonly isSearchOnly: boolean;
}

/** A value of a facet. */
export interface FacetValue {
  readonly text: string;
  /** How many rows have it and meet the conditions about other subjects; how many have it at all until that is counted. */
  readonly count: number;
}

export interface FacetValues {
  /** The most frequent first; amounts and ages in their order. */
  readonly values: readonly FacetValue[];
  /** How many rows, counted in the same way, have a value that looks secret. Their texts are not told. */
  readonly masked: number;
  readonly isSearchOnly: boolean;
}

/** What is counted of a fleet's rows, for facets and suggestions. Reading is cheap; big work is done in slices by `work`. */
export interface FacetReader {
  /** How many rows are counted. */
  readonly size: () => number;
  /** Whether all is counted under the query shown last. */
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
  /** Forgets the rows that left so many minutes ago, by a moment in milliseconds since 1970. */
  readonly forgetLeft: (now: number) => void;
  /** The list is read to its end: rows that it should hold and does not are forgotten. */
  readonly endList: (belongs: (row: FleetRow) => boolean) => void;
  /** Forgets all rows but these. */
  readonly keepOnly: (rows: Iterable<FleetRow>) => void;
  /** Counts all anew, by `work`. */
  readonly show: (standings: Standings) => void;
  /** Goes on with what there is to do until `mayGoOn` gives false, asked every few rows. */
  readonly work: (mayGoOn: () => boolean) => void;
}

interface Slot {
  readonly row: FleetRow;
  readonly values: readonly ValueCount[];
  /** Its keys that are not counted, as there were too many when it came. */
  readonly refused: ReadonlySet<string> | undefined;
  /** Its place among the ages. */
  readonly place: number;
  /** Since when it is not in the list that is read. */
  leftAt: number | undefined;
  standing: Standing;
  /** In which round of counting it was counted. */
  round: number;
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
  const later = new Map<string, FleetRow>();
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
  /** What is left of a round of counting. */
  let recount: Iterator<Slot> | undefined;

  function add(row: FleetRow): void {
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
      ...{ row, refused, leftAt: undefined, standing: false, round: -1 },
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

  function put(row: FleetRow): void {
    later.delete(row.sandboxID);
    const slot = slots.get(row.sandboxID);
    if (slot?.row === row && slot.leftAt === undefined) return;
    if (slot) remove(slot);
    add(row);
  }

  function forgetLeft(now: number): void {
    for (const slot of [...slots.values()])
      if (slot.leftAt !== undefined && now - slot.leftAt >= KEEP_MS) remove(slot);
  }

  const isSettled = () => later.size === 0 && recount === undefined;

  function countsOf(subject: Subject): FacetCounts | undefined {
    if (subject.kind === "metadata") return keys.get(subject.key);
    const { name } = subject;
    return name === "state" || name === "template" || name === "cpu" || name === "mem"
      ? fields[name]
      : undefined;
  }

  return {
    size: () => slots.size,
    isSettled,
    keys: () =>
      [...keys]
        .map(([key, facet]) => ({ key, rows: facet.rows, isSearchOnly: isSearchOnly(facet) }))
        .sort((a, b) => b.rows - a.rows || (a.key < b.key ? -1 : 1)),
    values: (subject, now) => {
      if (subject.kind === "field" && subject.name === "age")
        return { values: ages.read(now, isSettled() ? round : "all"), masked: 0, isSearchOnly: false };
      const facet = countsOf(subject);
      const all = [...(facet?.values?.values() ?? [])].map((value) => ({
        ...{ text: value.text, isMasked: value.isMasked, total: value.total },
        count: !isSettled() ? value.total : value.round === round ? value.count : 0,
      }));
      const open = all.filter(({ isMasked }) => !isMasked);
      if (subject.kind === "metadata" || subject.name === "state" || subject.name === "template")
        open.sort((a, b) => b.count - a.count || b.total - a.total || (a.text < b.text ? -1 : 1));
      else open.sort((a, b) => Number(a.text) - Number(b.text));
      return {
        values: open.map(({ text, count: amount }) => ({ text, count: amount })),
        masked: all.reduce((sum, value) => sum + (value.isMasked ? value.count : 0), 0),
        isSearchOnly: facet !== undefined && isSearchOnly(facet),
      };
    },

    rows: function* (subject) {
      const id = subjectId(subject);
      for (const { row, standing } of slots.values())
        if (!isSettled() || standing === true || standing === id) yield row;
    },

    put,
    putLater: (rows) => {
      for (const row of rows) later.set(row.sandboxID, row);
    },
    remove: (id) => {
      later.delete(id);
      const slot = slots.get(id);
      if (slot) remove(slot);
    },
    startList: (now) => {
      for (const slot of slots.values()) slot.leftAt ??= now;
      forgetLeft(now);
    },
    forgetLeft,
    endList: (belongs) => {
      for (const slot of [...slots.values()])
        if (slot.leftAt !== undefined && belongs(slot.row)) remove(slot);
    },
    keepOnly: (rows) => {
      const ids = new Set(Array.from(rows, ({ sandboxID }) => sandboxID));
      for (const id of later.keys()) if (!ids.has(id)) later.delete(id);
      for (const slot of [...slots.values()]) if (!ids.has(slot.row.sandboxID)) remove(slot);
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
      for (const row of later.values()) {
        put(row);
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

const isSearchOnly = ({ values, rows, subject }: FacetCounts): boolean =>
  !values || (subject.kind === "metadata" && values.size > FEW_VALUES && values.size > rows / 2);
