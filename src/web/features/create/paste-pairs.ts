import type { MetadataPair } from "#contract/metadata.ts";
import { readPairLine } from "#query/pair-line.ts";
import { queryStringPairs } from "#query/query-string-pairs.ts";

/** A line, or an entry of JSON, that is no pair. */
export interface PasteLeftover {
  /** Counted from 1, as editors do. An entry of JSON has none. */
  readonly line: number | undefined;
  readonly text: string;
}

export interface PastedPairs {
  /** Each key once, where it first stood, with its last value: what every reader of these formats makes of repetition. */
  readonly pairs: readonly MetadataPair[];
  readonly notUnderstood: readonly PasteLeftover[];
}

/** The longest text that is looked at, in UTF-16 units; a longer one is no list of pairs. */
export const MAX_PASTE_LENGTH = 1_000_000;

const nothing: PastedPairs = { pairs: [], notUnderstood: [] };

/**
 * Reads pairs from a pasted text: a JSON object (or one with `metadata`), a query string, `key=value` words, or lines of `key=value`,
 * `.env` (`export`, comments, quotes that may span lines) or `key: value`. Never throws and takes time linear in the text.
 */
export function pastedPairs(text: string): PastedPairs {
  if (text.length > MAX_PASTE_LENGTH) return nothing;
  const trimmed = text.trim();
  const parameters = queryStringPairs(trimmed);
  const read =
    jsonPairs(trimmed) ??
    (parameters && { pairs: parameters, notUnderstood: [] }) ??
    wordPairs(trimmed) ??
    linePairs(text);
  return { ...read, pairs: [...new Map(read.pairs)] };
}

/**
 * What a paste into a field brings besides plain text: pairs, or `undefined` when the text belongs into the field as it is, such as one
 * `key=value`, or prose. A single line pasted as a value stays a value, whatever it holds.
 */
export function pairsForField(text: string, field: "key" | "value"): PastedPairs | undefined {
  const trimmed = text.trim();
  if (field === "value" && !/[\r\n]/.test(trimmed)) return undefined;
  const read = pastedPairs(text);
  const isList = read.pairs.length > 1 || trimmed.startsWith("{") || /[\r\n]/.test(trimmed);
  return isList && read.pairs.length > 0 && read.pairs.length >= read.notUnderstood.length ? read : undefined;
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function jsonPairs(text: string): PastedPairs | undefined {
  if (!text.startsWith("{")) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const inner = new Map<string, unknown>(Object.entries(value)).get("metadata");
  const pairs: MetadataPair[] = [];
  const notUnderstood: PasteLeftover[] = [];
  for (const [key, entry] of Object.entries(isObject(inner) ? inner : value)) {
    if (typeof entry === "string") pairs.push([key, entry]);
    else if (typeof entry === "number" || typeof entry === "boolean") pairs.push([key, String(entry)]);
    else notUnderstood.push({ line: undefined, text: `${JSON.stringify(key)}: ${JSON.stringify(entry)}` });
  }
  return { pairs, notUnderstood };
}

const WORD = /^[A-Za-z_][\w./-]*=\S*$/;

/** `env=prod team=core` on one line, as a copied filter reads. Each word must be a pair, or the line is one pair with spaces in it. */
function wordPairs(text: string): PastedPairs | undefined {
  const words = text.split(" ").filter(Boolean);
  if (words.length < 2 || /["'\r\n\t]/.test(text) || !words.every((word) => WORD.test(word)))
    return undefined;
  const pairs = words.map((word): MetadataPair => {
    const at = word.indexOf("=");
    return [word.slice(0, at), word.slice(at + 1)];
  });
  return { pairs, notUnderstood: [] };
}

function linePairs(text: string): PastedPairs {
  const pairs: MetadataPair[] = [];
  const notUnderstood: PasteLeftover[] = [];
  const lines = text.split(/\r\n?|\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = (lines[index] ?? "").trim();
    if (line === "" || line.startsWith("#")) continue;
    const read = readPairLine(lines, index);
    if (read) {
      pairs.push(read.pair);
      index = read.last;
    } else notUnderstood.push({ line: index + 1, text: line });
  }
  return { pairs, notUnderstood };
}
