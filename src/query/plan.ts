import { listSearch, type ListFilter } from "#contract/list-query.ts";
import { distinctConditions, type Condition, type Query } from "./ast.ts";
import { noCapabilities, type Capabilities } from "./capabilities.ts";
import { contradiction } from "./contradiction.ts";
import { candidates, obstacle, type Candidate, type Leftover } from "./push-down.ts";

/** The longest query string of a list request, in bytes: three encodings make values grow, and servers refuse long request lines. */
export const MAX_SEARCH_BYTES = 6000;
/** The most lists that are read side by side for one query. */
export const MAX_LISTS = 4;

export type Plan =
  /** No sandbox can match, so nothing needs to be asked. */
  | { readonly kind: "impossible"; readonly why: string }
  | {
      readonly kind: "lists";
      /** What to ask the server for, one list or up to four: the rows wanted are among the rows of these together. */
      readonly lists: readonly ListFilter[];
      /** What the server applies; ages to the minute, the browser trims them to the second. */
      readonly pushed: readonly Condition[];
      readonly inBrowser: readonly Leftover[];
    };

export interface PlanOptions {
  readonly capabilities?: Capabilities;
  /** Milliseconds since 1970: what ages are counted from. */
  readonly now: number;
  /** The oldest first is wanted, where the upstream can. */
  readonly oldestFirst?: boolean;
}

/**
 * Divides a query between server and browser. The lists return every sandbox that matches, and maybe others: `match` is run on every
 * row all the same, so a server that ignores a parameter costs time, never correctness.
 */
export function plan(
  query: Query,
  { capabilities = noCapabilities, now, oldestFirst = false }: PlanOptions,
): Plan {
  const conditions = distinctConditions(query);
  const why = contradiction(conditions);
  if (why !== undefined) return { kind: "impossible", why };

  const reasons = new Map<Condition, string>();
  for (const condition of conditions) {
    const reason = obstacle(condition, capabilities);
    if (reason !== undefined) reasons.set(condition, reason);
  }
  const possible = candidates(
    conditions.filter((condition) => !reasons.has(condition)),
    now,
  );
  for (const { condition, why: reason } of possible.left) reasons.set(condition, reason);

  const order = oldestFirst && capabilities.order ? ({ order: "asc" } as const) : {};
  const chosen = thatFit(possible.candidates, { metadata: [], ...order });
  for (const { candidate, why: reason } of chosen.left)
    for (const condition of candidate.conditions) reasons.set(condition, reason);
  return {
    kind: "lists",
    lists: chosen.lists,
    pushed: conditions.filter((condition) => !reasons.has(condition)),
    inBrowser: conditions.flatMap((condition) => {
      const reason = reasons.get(condition);
      return reason === undefined ? [] : [{ condition, why: reason }];
    }),
  };
}

interface Chosen {
  readonly lists: readonly ListFilter[];
  readonly left: readonly { readonly candidate: Candidate; readonly why: string }[];
}

/** Takes what needs the fewest lists first, then the shortest, while requests stay short and few; of two alike the first comes first. */
function thatFit(all: readonly Candidate[], start: ListFilter): Chosen {
  const empty = searchBytes(start);
  const inOrder = all
    .map((candidate) => ({
      candidate,
      bytes: Math.max(...candidate.alternatives.map((part) => searchBytes(merged(start, part)))) - empty,
    }))
    .toSorted(
      (a, b) => a.candidate.alternatives.length - b.candidate.alternatives.length || a.bytes - b.bytes,
    );
  let lists: readonly ListFilter[] = [start];
  const left: { readonly candidate: Candidate; readonly why: string }[] = [];
  /** No list is longer. Beside others a part adds a little less than alone, so most are never measured. */
  let longest = empty;
  /** The shortest that did not fit, by the number of its alternatives: what is longer fits no better. */
  const tooLong = new Map<number, number>();
  for (const { candidate, bytes } of inOrder) {
    const { alternatives } = candidate;
    if (lists.length * alternatives.length > MAX_LISTS) {
      left.push({ candidate, why: `The server would need more than ${MAX_LISTS} lists for it` });
      continue;
    }
    const isHopeless = bytes > (tooLong.get(alternatives.length) ?? Number.POSITIVE_INFINITY);
    const next = isHopeless ? [] : lists.flatMap((list) => alternatives.map((part) => merged(list, part)));
    const most = longest + bytes;
    const measured = most <= MAX_SEARCH_BYTES ? most : Math.max(...next.map(searchBytes));
    if (!isHopeless && measured <= MAX_SEARCH_BYTES) {
      lists = next;
      longest = measured;
    } else {
      if (!isHopeless) tooLong.set(alternatives.length, bytes);
      left.push({ candidate, why: "The request would be longer than 6 kB with it" });
    }
  }
  return { lists, left };
}

/** The length of a request's query string, which is ASCII. A cursor comes on top. */
const searchBytes = (filter: ListFilter): number => listSearch(filter, undefined).length;

/** Pairs ordered by key, so that equal queries make equal requests. */
const merged = (list: ListFilter, part: Partial<ListFilter>): ListFilter => ({
  ...list,
  ...part,
  metadata: [...list.metadata, ...(part.metadata ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)),
});
