import { metadataIs, type Condition } from "./ast.ts";
import { readPairLine } from "./pair-line.ts";
import { MAX_CONDITIONS } from "./parse.ts";
import type { PastedPart } from "./pasted-part.ts";
import { pastedQuery } from "./pasted-query.ts";
import { readSelector } from "./selector.ts";

/** The most lines that are read; no more of them fit into a query. */
const MAX_LINES = 2 * MAX_CONDITIONS;

/** Lines that each hold a pair, a selector or a query. At least half must be understood, and one alone must not be prose. */
export function pastedLines(text: string): PastedPart | undefined {
  const all = text.split(/\r\n?|\n/);
  const lines = all.slice(0, MAX_LINES);
  /** Of pairs of one key the last counts, in the place of the first. */
  const found = new Map<string, readonly Condition[]>();
  let understood = 0;
  let skipped = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = (lines[index] ?? "").trim();
    if (line === "" || line.startsWith("#")) continue;
    const read = readLine(lines, index);
    const isAlone = understood + skipped === 0 && index === lines.length - 1;
    if (!read || (isAlone && read.isLoose)) {
      skipped += 1;
      continue;
    }
    understood += 1;
    found.set(read.key === undefined ? `line ${index}` : `pair ${read.key}`, read.conditions);
    index = read.last;
  }
  if (understood === 0 || understood < skipped) return undefined;
  const isCut = lines.length < all.length;
  return { kind: "lines", conditions: [...found.values()].flat(), skipped, isCut };
}

interface ReadLine {
  readonly conditions: readonly Condition[];
  readonly last: number;
  /** Of a pair. */
  readonly key: string | undefined;
  /** Whether there are spaces outside of quotes, which may mean that it is prose. */
  readonly isLoose: boolean;
}

function readLine(lines: readonly string[], index: number): ReadLine | undefined {
  const line = (lines[index] ?? "").trim();
  const asked = pastedQuery(line)?.conditions ?? readSelector(line);
  if (asked) {
    const [only] = asked.length === 1 ? asked : [];
    const key = only?.kind === "metadata" && only.op === "=" ? only.key : undefined;
    return { conditions: asked, last: index, key, isLoose: false };
  }
  const read = readPairLine(lines, index);
  if (!read || (!read.isKeyQuoted && /\s/.test(read.pair[0]))) return undefined;
  const [key, value] = read.pair;
  const isLoose = !read.isValueQuoted && /\s/.test(value);
  return { conditions: [metadataIs(key, value)], last: read.last, key, isLoose };
}
