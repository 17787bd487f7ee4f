import { listSearch, type ListFilter } from "#contract/list-query.ts";
import { isWellFormed } from "#contract/metadata.ts";
import { shownValue } from "#contract/secret.ts";
import { knownStates } from "#contract/states.ts";
import { distinctConditions, type Condition, type Query } from "./ast.ts";
import { cut } from "./cut.ts";
import { conditionKey } from "./print.ts";
import { keyTerm, valueTerm } from "./term.ts";

/** What an upstream is proven to filter by, beyond metadata and a single state. */
export interface Capabilities {
  readonly template: boolean;
}

export const noCapabilities: Capabilities = { template: false };

/** The longest query string of a list request, in bytes: three encodings make values grow, and servers refuse long request lines. */
export const MAX_SEARCH_BYTES = 6000;

/** A condition that the server does not apply, and why, in words for a person. */
export interface Leftover {
  readonly condition: Condition;
  readonly why: string;
}

export type Plan =
  /** No sandbox can match, so nothing needs to be asked. */
  | { readonly kind: "impossible"; readonly why: string }
  | {
      readonly kind: "lists";
      /** What to ask the server for; the rows wanted are among the rows of these together. */
      readonly lists: readonly ListFilter[];
      readonly pushed: readonly Condition[];
      readonly inBrowser: readonly Leftover[];
    };

/**
 * Divides a query between server and browser. The lists return every sandbox that matches, and maybe others: `match` is run on every
 * row all the same, so a server that ignores a parameter costs time, never correctness.
 */
export function plan(query: Query, capabilities: Capabilities = noCapabilities): Plan {
  const conditions = distinctConditions(query);
  const why = contradiction(conditions);
  if (why !== undefined) return { kind: "impossible", why };

  const reasons = new Map<Condition, string>();
  const candidates: Condition[] = [];
  let hasTemplate = false;
  for (const condition of conditions) {
    const reason = obstacle(condition, capabilities, hasTemplate);
    if (reason !== undefined) {
      reasons.set(condition, reason);
      continue;
    }
    candidates.push(condition);
    hasTemplate ||= condition.kind === "field" && condition.name === "template";
  }

  const { filter, left } = shortestThatFit(candidates);
  for (const condition of left) reasons.set(condition, "The request would be longer than 6 kB with it");
  return {
    kind: "lists",
    lists: [filter],
    pushed: conditions.filter((condition) => !reasons.has(condition)),
    inBrowser: conditions.flatMap((condition) => {
      const reason = reasons.get(condition);
      return reason === undefined ? [] : [{ condition, why: reason }];
    }),
  };
}

/** Why no sandbox can match, or `undefined`. Two templates may be the id and the alias of one, so they do not contradict. */
function contradiction(conditions: readonly Condition[]): string | undefined {
  const wanted = new Map<string, Condition>();
  for (const condition of conditions) {
    if (condition.kind === "field" && condition.name === "template") continue;
    const place = `${condition.kind} ${conditionKey(condition)}`;
    const other = wanted.get(place);
    if (other) {
      const subject = cut(keyTerm(conditionKey(condition)), 40);
      return `No sandbox can match: \`${subject}\` cannot be both ${shown(other)} and ${shown(condition)}`;
    }
    wanted.set(place, condition);
  }
  return undefined;
}

const shown = (condition: Condition): string =>
  cut(valueTerm(shownValue(conditionKey(condition), condition.value)), 40);

/** Why the server cannot be asked for a condition, whatever else is asked. */
function obstacle(
  condition: Condition,
  capabilities: Capabilities,
  hasTemplate: boolean,
): string | undefined {
  if (!isWellFormed(conditionKey(condition)) || !isWellFormed(condition.value))
    return "It holds half of a character, which a request cannot carry";
  if (condition.kind === "metadata") return undefined;
  if (condition.name === "state")
    return knownState(condition.value) ? undefined : "The server filters only by running and paused";
  if (!capabilities.template) return "This upstream is not known to filter by template";
  return hasTemplate ? "The server filters by one template at a time" : undefined;
}

const knownState = (value: string) => knownStates.find((state) => state === value);

/** Adds conditions from the shortest to the longest while the request stays short enough; of two equally long the first comes first. */
function shortestThatFit(candidates: readonly Condition[]): {
  readonly filter: ListFilter;
  readonly left: readonly Condition[];
} {
  const byLength = candidates
    .map((condition) => ({ condition, bytes: searchBytes(listFilter([condition])) }))
    .toSorted((a, b) => a.bytes - b.bytes)
    .map(({ condition }) => condition);
  let count = 0;
  while (count < byLength.length && searchBytes(listFilter(byLength.slice(0, count + 1))) <= MAX_SEARCH_BYTES)
    count += 1;
  return { filter: listFilter(byLength.slice(0, count)), left: byLength.slice(count) };
}

/** The length of a request's query string, which is ASCII. A cursor comes on top. */
const searchBytes = (filter: ListFilter): number => listSearch(filter, undefined).length;

/** Pairs ordered by key, so that equal queries make equal requests. */
function listFilter(conditions: readonly Condition[]): ListFilter {
  const metadata: (readonly [string, string])[] = [];
  let rest: Omit<ListFilter, "metadata"> = {};
  for (const condition of conditions) {
    if (condition.kind === "metadata") metadata.push([condition.key, condition.value]);
    else if (condition.name === "template") rest = { ...rest, template: condition.value };
    else {
      const state = knownState(condition.value);
      if (state) rest = { ...rest, state };
    }
  }
  metadata.sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...rest, metadata };
}
