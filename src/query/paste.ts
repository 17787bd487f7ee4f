import { fieldIs, metadataIs, simpleConditions, type Condition } from "./ast.ts";
import { MAX_CONDITIONS, MAX_QUERY_LENGTH } from "./parse.ts";
import { pastedIds } from "./pasted-ids.ts";
import { pastedLines } from "./pasted-lines.ts";
import type { PasteKind, PastedPart } from "./pasted-part.ts";
import { pastedQuery } from "./pasted-query.ts";
import { printCondition } from "./print.ts";
import { queryStringPairs } from "./query-string-pairs.ts";
import { readSelector } from "./selector.ts";

export interface Pasted {
  readonly kind: PasteKind;
  /** At most 500, and at most 10,000 characters when printed. */
  readonly conditions: readonly Condition[];
  /** How many parts (lines, entries, ids) were left out. Of a text that was not read to its end, only those that were read count. */
  readonly skipped: number;
  /** Why nothing, or not everything, was taken, in words; absent when all was. */
  readonly why: string | undefined;
}

/** The longest text that is read whole, in UTF-16 units. Of longer lists the beginning is read. */
const MAX_READ_LENGTH = 40_000;

/**
 * Reads conditions from a pasted text: a query, a link to this console, JSON, a query string, a label selector, sandbox ids, or lines of
 * `key=value`, `.env` or `key: value`. `undefined` for anything else, which is free text. Never throws, and looks at so much of a long
 * text only that it answers at once.
 */
export function paste(text: string): Pasted | undefined {
  const whole = text.trim();
  const read = whole.length > MAX_READ_LENGTH ? readLong(whole) : readWhole(whole);
  if (read) return kept(read);
  return whole.length > MAX_QUERY_LENGTH
    ? { kind: "text", conditions: [], skipped: 1, why: tooLong("nothing of it was taken") }
    : undefined;
}

function readWhole(text: string): PastedPart | undefined {
  const link = readLink(text);
  // Any other address is something to look for.
  if (link || /^https?:\/\/\S*$/.test(text)) return link;
  return (
    readJson(text) ??
    readParameters(text) ??
    readIds(text) ??
    pastedQuery(text) ??
    readLabels(text) ??
    pastedLines(text)
  );
}

/** Of a list its beginning, up to where a part ends; nothing of what only its end makes readable. */
function readLong(text: string): PastedPart | undefined {
  if (/^[{[]/.test(text)) return undefined;
  const beginning = text.slice(0, MAX_READ_LENGTH);
  const read =
    readIds(beginning.slice(0, Math.max(0, beginning.search(/[\s,;][^\s,;]*$/)))) ??
    pastedLines(beginning.slice(0, Math.max(0, beginning.lastIndexOf("\n"))));
  return read && { ...read, isCut: true };
}

/** The conditions that fit into a query, in their order. */
function kept({ kind, conditions, skipped, left = 0, isCut = false }: PastedPart): Pasted {
  const taken: Condition[] = [];
  let values = 0;
  let length = 0;
  for (const condition of conditions) {
    const count = valueCount(condition);
    // The space before it counts, and the parentheses that alternatives may need.
    const written = printCondition(condition).length + " ()".length;
    if (values + count > MAX_CONDITIONS || length + written > MAX_QUERY_LENGTH) continue;
    taken.push(condition);
    values += count;
    length += written;
  }
  const lost = left + conditions.length - taken.length;
  const why = [
    ...(skipped > 0
      ? [skipped === 1 ? "One part is no condition." : `${skipped} parts are no conditions.`]
      : []),
    ...(lost > 0 || isCut ? [tooLong("only a part of it was taken")] : []),
  ];
  return {
    kind,
    conditions: taken,
    skipped: skipped + lost,
    why: why.length === 0 ? undefined : why.join(" "),
  };
}

const tooLong = (so: string): string =>
  `This is longer than a filter can be (10,000 characters, 500 values), so ${so}.`;

const valueCount = (condition: Condition): number =>
  simpleConditions(condition).reduce((sum, each) => sum + ("values" in each ? each.values.length : 1), 0);

/** A link to this console, or the part of one behind its path. */
function readLink(text: string): PastedPart | undefined {
  const search = /^(?:https?:\/\/[^\s?#]*|\/)?(\?[^\s#]*)/.exec(text)?.[1];
  const query = queryStringPairs(search ?? "")?.find(([name]) => name === "q")?.[1];
  const read = query === undefined ? undefined : pastedQuery(query);
  return read && { ...read, kind: "link" };
}

function readParameters(text: string): PastedPart | undefined {
  const pairs = queryStringPairs(text);
  return pairs && { kind: "query-string", conditions: pairsOf(pairs), skipped: 0 };
}

/** Of a repeated key the last value counts, as for every reader of these formats. */
const pairsOf = (pairs: readonly (readonly [string, string])[]): readonly Condition[] =>
  Array.from(new Map(pairs), ([key, value]) => metadataIs(key, value));

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const own = (value: object, name: string): unknown =>
  Object.entries(value).find(([key]) => key === name)?.[1];

/** An object, one with `metadata` in it, or a list of ids or of sandboxes. */
function readJson(text: string): PastedPart | undefined {
  if (!/^[{[]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (Array.isArray(value)) {
    const ids = value.map((entry: unknown) => (isObject(entry) ? own(entry, "sandboxID") : entry));
    return ids.every((id) => typeof id === "string") ? readIds(ids.join(" ")) : undefined;
  }
  if (!isObject(value)) return undefined;
  const inner = own(value, "metadata");
  const entries = Object.entries(isObject(inner) ? inner : value).map(([key, entry]: [string, unknown]) => {
    const texts = (Array.isArray(entry) ? entry : [entry]).map(scalarText);
    const [first, ...others] = new Set(texts.filter((each) => each !== undefined));
    return first === undefined || texts.includes(undefined) ? undefined : metadataIs(key, first, ...others);
  });
  const conditions = entries.filter((condition) => condition !== undefined);
  return conditions.length === 0
    ? undefined
    : { kind: "json", conditions, skipped: entries.length - conditions.length };
}

const scalarText = (value: unknown): string | undefined =>
  typeof value === "string"
    ? value
    : typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : undefined;

function readIds(text: string): PastedPart | undefined {
  const read = pastedIds(text);
  const [first, ...others] = read?.ids ?? [];
  if (!read || first === undefined) return undefined;
  return { kind: "ids", conditions: [fieldIs("id", first, ...others)], skipped: 0, left: read.left };
}

function readLabels(text: string): PastedPart | undefined {
  const conditions = readSelector(text);
  return conditions && { kind: "selector", conditions, skipped: 0 };
}
