import type { MetadataPair } from "#contract/metadata.ts";

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
  const read = jsonPairs(trimmed) ?? queryStringPairs(trimmed) ?? wordPairs(trimmed) ?? linePairs(text);
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

/** `env=prod&team=a%20b`. A text with `://` is rather one pair whose value is an address. */
function queryStringPairs(text: string): PastedPairs | undefined {
  const parts = text.replace(/^\?/, "").split("&");
  if (parts.length < 2 || /[\s"'{}]|:\/\//.test(text)) return undefined;
  const pairs: MetadataPair[] = [];
  for (const part of parts) {
    const at = part.indexOf("=");
    const key = at > 0 ? formDecoded(part.slice(0, at)) : undefined;
    const value = formDecoded(part.slice(at + 1));
    if (key === undefined || value === undefined) return undefined;
    pairs.push([key, value]);
  }
  return { pairs, notUnderstood: [] };
}

function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
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
    const read = readLine(lines, index);
    if (read) {
      pairs.push(read.pair);
      index = read.last;
    } else notUnderstood.push({ line: index + 1, text: line });
  }
  return { pairs, notUnderstood };
}

interface ReadLine {
  readonly pair: MetadataPair;
  /** The line it ends on, since a value in quotes may span several. */
  readonly last: number;
}

/** Reads the pair that starts on a line: `key=value`, `"any key" = value`, `export key=value` or `key: value`. */
function readLine(lines: readonly string[], index: number): ReadLine | undefined {
  const line = (lines[index] ?? "").trimStart().replace(/^export\s+/, "");
  const inQuotes = /^(?:"((?:[^"\\]|\\.)+)"|'([^']+)')/.exec(line);
  const separator = inQuotes ? /^\s*(?:=|:\s)/.exec(line.slice(inQuotes[0].length)) : /=|:\s/.exec(line);
  if (!separator) return undefined;
  const at = (inQuotes?.[0].length ?? 0) + separator.index;
  const key = inQuotes ? unescaped(inQuotes[1] ?? inQuotes[2] ?? "") : line.slice(0, at).trimEnd();
  const rest = line.slice(at + separator[0].length).trimStart();
  const isYaml = !separator[0].endsWith("=");
  if (key === "" || (!inQuotes && /["']/.test(key)) || (isYaml && rest === "")) return undefined;
  if (!/^["']/.test(rest)) return { pair: [key, withoutComment(rest)], last: index };
  return readQuoted(key, rest, lines, index) ?? { pair: [key, rest.trimEnd()], last: index };
}

function readQuoted(
  key: string,
  opening: string,
  lines: readonly string[],
  index: number,
): ReadLine | undefined {
  const quote = opening.charAt(0);
  const closed = quote === '"' ? /^((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/s : /^([^']*)'\s*(?:#.*)?$/s;
  const collected: string[] = [];
  for (let last = index; last < lines.length; last += 1) {
    const line = last === index ? opening.slice(1) : (lines[last] ?? "");
    collected.push(line);
    if (!line.includes(quote)) continue;
    const value = closed.exec(collected.join("\n"))?.[1];
    if (value === undefined) return undefined;
    return { pair: [key, quote === '"' ? unescaped(value) : value], last };
  }
  return undefined;
}

const escapes = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

const unescaped = (text: string): string =>
  text.replaceAll(/\\([\s\S])/g, (_, char: string) => escapes.get(char) ?? char);

/** `prod # the main one` is `prod`; `fix #12` keeps its number. */
function withoutComment(value: string): string {
  const comment = /\s#(?:\s|$)/.exec(value);
  return (comment ? value.slice(0, comment.index) : value).trimEnd();
}
