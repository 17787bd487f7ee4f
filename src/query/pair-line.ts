import type { MetadataPair } from "#contract/metadata.ts";

/** A pair that starts on a line. */
export interface PairLine {
  readonly pair: MetadataPair;
  /** The line it ends on, since a value in quotes may span several. */
  readonly last: number;
  readonly isKeyQuoted: boolean;
  readonly isValueQuoted: boolean;
}

/**
 * Reads the pair that starts on a line: `key=value`, `"any key" = value`, `export key=value` or `key: value`, with comments and quotes as in
 * a `.env` file. `undefined` when there is none.
 */
export function readPairLine(lines: readonly string[], index: number): PairLine | undefined {
  const line = (lines[index] ?? "").trimStart().replace(/^export\s+/, "");
  const inQuotes = /^(?:"((?:[^"\\]|\\.)+)"|'([^']+)')/.exec(line);
  const separator = inQuotes ? /^\s*(?:=|:\s)/.exec(line.slice(inQuotes[0].length)) : /=|:\s/.exec(line);
  if (!separator) return undefined;
  const at = (inQuotes?.[0].length ?? 0) + separator.index;
  const key = inQuotes ? unescaped(inQuotes[1] ?? inQuotes[2] ?? "") : line.slice(0, at).trimEnd();
  const rest = line.slice(at + separator[0].length).trimStart();
  const isYaml = !separator[0].endsWith("=");
  const isKeyQuoted = inQuotes !== null;
  if (key === "" || (!isKeyQuoted && /["']/.test(key)) || (isYaml && rest === "")) return undefined;
  const last = index;
  if (!/^["']/.test(rest))
    return { pair: [key, withoutComment(rest)], last, isKeyQuoted, isValueQuoted: false };
  const read = readQuoted(rest, lines, index);
  return read
    ? { pair: [key, read.value], last: read.last, isKeyQuoted, isValueQuoted: true }
    : { pair: [key, rest.trimEnd()], last, isKeyQuoted, isValueQuoted: false };
}

function readQuoted(
  opening: string,
  lines: readonly string[],
  index: number,
): { readonly value: string; readonly last: number } | undefined {
  const quote = opening.charAt(0);
  const closed = quote === '"' ? /^((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/s : /^([^']*)'\s*(?:#.*)?$/s;
  const collected: string[] = [];
  for (let last = index; last < lines.length; last += 1) {
    const line = last === index ? opening.slice(1) : (lines[last] ?? "");
    collected.push(line);
    if (!line.includes(quote)) continue;
    const value = closed.exec(collected.join("\n"))?.[1];
    if (value === undefined) return undefined;
    return { value: quote === '"' ? unescaped(value) : value, last };
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
