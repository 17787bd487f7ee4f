import * as v from "valibot";
import { sameCondition, type Query } from "#query/ast.ts";
import { parse } from "#query/parse.ts";
import { print } from "#query/print.ts";
import type { ReadableStore } from "#web/lib/store.ts";
import { fitsUrl, shareablePart } from "#web/view/view-link.ts";
import { createKeptStore, type Memory } from "./kept-store.ts";

const MOST_QUERIES = 20;
/** Longer ones are no choice from a list. In UTF-16 units. */
const LONGEST = 2_000;
/** How soon a query must grow to be the same one, still being written. Milliseconds. */
const GROWING_MS = 30_000;

const schema = v.object({ version: v.literal(1), queries: v.array(v.string()) });

export interface RecentQueriesStore extends ReadableStore<readonly string[]> {
  /**
   * Remembers the part of a query that may be kept: conditions on masked values never are. One that soon adds conditions to the last takes its
   * place, so that building a filter leaves one entry.
   */
  readonly use: (query: Query) => void;
  readonly clear: () => void;
}

/** Query texts used with one upstream, canonical, the last one first, kept in the browser. What cannot be read is forgotten. */
export function createRecentQueries(memory: Memory, upstream: string, now: () => number): RecentQueriesStore {
  const store = createKeptStore<readonly string[]>(memory, {
    place: `sandbar:queries:${upstream}`,
    read: readQueries,
    write: (queries) => (queries.length === 0 ? undefined : JSON.stringify({ version: 1, queries })),
  });
  let last: { readonly text: string; readonly query: Query; readonly at: number } | undefined;
  return {
    get: store.get,
    subscribe: store.subscribe,
    use: (used) => {
      const query = shareablePart(used);
      const text = print(query);
      if (text === "" || text.length > LONGEST) return;
      const grown = last && now() - last.at < GROWING_MS && holds(query, last.query) ? last.text : undefined;
      last = { text, query, at: now() };
      store.change((queries) =>
        [text, ...queries.filter((other) => other !== text && other !== grown)].slice(0, MOST_QUERIES),
      );
    },
    clear: () => {
      last = undefined;
      store.change(() => []);
    },
  };
}

const holds = (query: Query, part: Query): boolean =>
  part.conditions.every((condition) => query.conditions.some((other) => sameCondition(other, condition)));

function readQueries(text: string | null): readonly string[] {
  if (text === null) return [];
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output.queries.filter(isKeepable).slice(0, MOST_QUERIES) : [];
  } catch {
    return [];
  }
}

/** Whether a text is what this module writes: someone may have written something else. */
function isKeepable(text: string): boolean {
  if (text.length > LONGEST) return false;
  const { query, errors } = parse(text);
  return errors.length === 0 && query.conditions.length > 0 && query.conditions.every(fitsUrl);
}
