import type { Metadata, MetadataPair } from "#contract/metadata.ts";

export interface PairRow {
  /** Stays with the row while it is edited or moved. */
  readonly id: number;
  readonly key: string;
  readonly value: string;
}

/** Rows of key and value as an editor shows them. The last one is always empty: typing into it makes the next. */
export interface PairRows {
  readonly rows: readonly PairRow[];
  readonly nextId: number;
}

export type Part = "key" | "value";

export interface FieldFocus {
  readonly id: number;
  readonly part: Part;
}

/** Where the cursor goes: into a field, or out of the list to whatever follows it. */
export type Focus = FieldFocus | "after";

/** The rows after a key was pressed, and where the cursor goes; `undefined` when it stays. */
export interface Step {
  readonly state: PairRows;
  readonly focus: Focus | undefined;
}

const isEmpty = (row: PairRow): boolean => row.key === "" && row.value === "";

/** Rows with an empty one behind them. */
function withGhost(rows: readonly PairRow[], nextId: number): PairRows {
  const last = rows.at(-1);
  if (last && isEmpty(last)) return { rows, nextId };
  return { rows: [...rows, { id: nextId, key: "", value: "" }], nextId: nextId + 1 };
}

export const noRows: PairRows = withGhost([], 1);

/** Rows that hold these pairs. */
export const rowsOf = (pairs: Metadata): PairRows => addPairs(noRows, pairs);

/** The pairs in the rows that are not empty, in order. Keys may repeat: `validate` tells. */
export const pairsOf = (state: PairRows): Metadata =>
  state.rows.filter((row) => !isEmpty(row)).map(({ key, value }): MetadataPair => [key, value]);

/** Sets one side of a row; typing into the last row adds the next. */
export function typed(state: PairRows, id: number, part: Part, text: string): PairRows {
  const rows = state.rows.map((row) => (row.id === id ? { ...row, [part]: text } : row));
  return withGhost(rows, state.nextId);
}

/**
 * Enter: from key to value, from value to the next row's key. In the empty last row it leaves the list. `key=value` typed into the key
 * of a row without a value is split.
 */
export function entered(state: PairRows, id: number, part: Part): Step {
  const index = state.rows.findIndex((row) => row.id === id);
  const row = state.rows[index];
  if (!row) return { state, focus: undefined };
  const next = state.rows[index + 1];
  if (!next && isEmpty(row)) return { state, focus: "after" };
  const nextRow: Focus = next ? { id: next.id, part: "key" } : "after";
  if (part === "value") return { state, focus: nextRow };
  const at = row.key.indexOf("=");
  if (at <= 0 || row.value !== "") return { state, focus: { id, part: "value" } };
  const split = { ...row, key: row.key.slice(0, at), value: row.key.slice(at + 1) };
  return {
    state: { ...state, rows: state.rows.with(index, split) },
    focus: split.value === "" ? { id, part: "value" } : nextRow,
  };
}

/** Backspace where nothing is left to erase: removes an empty row and goes back to the one before. `undefined` when the row is not empty. */
export function erased(state: PairRows, id: number): Step | undefined {
  const index = state.rows.findIndex((row) => row.id === id);
  const row = state.rows[index];
  if (!row || !isEmpty(row)) return undefined;
  const before = state.rows[index - 1];
  const rest = withGhost(state.rows.toSpliced(index, 1), state.nextId);
  if (before) return { state: rest, focus: { id: before.id, part: "value" } };
  const first = rest.rows[0];
  return { state: rest, focus: first && { id: first.id, part: "key" } };
}

/** Takes a row out; the cursor goes to the row that takes its place. */
export function removed(state: PairRows, id: number): Step {
  const index = state.rows.findIndex((row) => row.id === id);
  if (index < 0) return { state, focus: undefined };
  const rest = withGhost(state.rows.toSpliced(index, 1), state.nextId);
  const next = rest.rows[Math.min(index, rest.rows.length - 1)];
  return { state: rest, focus: next && { id: next.id, part: "key" } };
}

/** Adds pairs: those whose key exists replace its value, the others come at the end. Empty rows go. */
export function addPairs(state: PairRows, pairs: Metadata): PairRows {
  const rows = state.rows.filter((row) => !isEmpty(row));
  let { nextId } = state;
  for (const [key, value] of pairs) {
    const index = rows.findIndex((row) => row.key === key);
    const known = rows[index];
    if (known) rows[index] = { ...known, value };
    else {
      rows.push({ id: nextId, key, value });
      nextId += 1;
    }
  }
  return withGhost(rows, nextId);
}

/** What `addPairs` would do, for a person to decide. */
export interface PastePreview {
  readonly fresh: number;
  /** Keys whose value would change. */
  readonly replaced: readonly string[];
  /** How many are there already, with that value. */
  readonly same: number;
}

export function pastePreview(state: PairRows, pairs: Metadata): PastePreview {
  const known = new Map(pairsOf(state));
  const present = pairs.filter(([key]) => known.has(key));
  const replaced = present.filter(([key, value]) => known.get(key) !== value).map(([key]) => key);
  return {
    fresh: pairs.length - present.length,
    replaced,
    same: present.length - replaced.length,
  };
}
