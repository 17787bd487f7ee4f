import { distinctConditions, sameCondition, type Condition, type Query } from "#query/ast.ts";
import { parse } from "#query/parse.ts";
import type { QueryError } from "#query/problem.ts";
import { printCondition } from "#query/print.ts";
import { isPrivate } from "#query/privacy.ts";
import { stringEnd } from "#query/term.ts";

/** What a text typed beside conditions that hold would make of the query. */
export type DraftReading =
  | { readonly kind: "blank" }
  /** `added` is what of the new query was not in the old one: with an `OR` it takes the place of conditions that were. */
  | { readonly kind: "understood"; readonly query: Query; readonly added: readonly Condition[] }
  /** The places are those in the draft. Nothing of it is to be applied. */
  | { readonly kind: "refused"; readonly errors: readonly QueryError[] };

/**
 * Reads a draft as it would stand behind the conditions that hold, so that `OR c=3` joins them as the language says. Text that is not
 * understood is refused whole: half of what someone wrote is not what they asked for.
 */
export function readDraft(query: Query, draft: string): DraftReading {
  if (draft.trim() === "") return { kind: "blank" };
  const before = query.conditions.map(grouped).join(" ");
  const offset = before === "" ? 0 : before.length + 1;
  const parsed = parse(before === "" ? draft : `${before} ${draft}`);
  const errors = parsed.errors.map((error) => ({
    ...error,
    start: Math.max(0, error.start - offset),
    end: Math.max(0, error.end - offset),
  }));
  if (errors.length > 0) return { kind: "refused", errors };
  return understood(query, parsed.query.conditions);
}

/** What conditions from elsewhere would make of the query; refused when it cannot hold so many. */
export const readAdded = (query: Query, conditions: readonly Condition[]): DraftReading =>
  readDraft(query, conditions.map(grouped).join(" "));

/** Reads a text that stands for all conditions but those on masked values: they are never shown, and stay. */
export function readText(query: Query, text: string): DraftReading {
  const hidden = query.conditions.filter(isPrivate);
  const { query: read, errors } = parse(text);
  if (errors.length > 0) return { kind: "refused", errors };
  return understood(query, [...read.conditions, ...hidden]);
}

function understood(before: Query, conditions: readonly Condition[]): DraftReading {
  const distinct = distinctConditions({ conditions });
  const added = distinct.filter(
    (condition) => !before.conditions.some((other) => sameCondition(other, condition)),
  );
  return { kind: "understood", query: { conditions: distinct }, added };
}

/** A condition as it stands beside others: a choice is in parentheses, or what follows would join its last part. */
const grouped = (condition: Condition): string => {
  const text = printCondition(condition);
  return condition.kind === "any" ? `(${text})` : text;
};

/** Whether a draft is in the middle of something that a space belongs to: quotes, parentheses, or a word that joins or negates. */
export function isUnfinished(draft: string): boolean {
  let depth = 0;
  for (let index = 0; index < draft.length; index += 1) {
    const char = draft.charAt(index);
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if (char !== '"') continue;
    const end = stringEnd(draft, index);
    if (end === undefined) return true;
    index = end - 1;
  }
  return depth > 0 || /(?:^|[\s(])(?:OR|AND|NOT|-|!)\s*$/.test(draft);
}

/**
 * What a space typed behind a draft does: it ends a condition that is whole. Words to search for wait for Enter, as more of them may
 * follow, and `env = prod` must not become three searches.
 */
export function readAtSpace(query: Query, draft: string): DraftReading | { readonly kind: "unfinished" } {
  if (isUnfinished(draft)) return { kind: "unfinished" };
  const reading = readDraft(query, draft);
  return reading.kind === "understood" && reading.added.some(holdsWords) ? { kind: "unfinished" } : reading;
}

function holdsWords(condition: Condition): boolean {
  if (condition.kind === "words") return true;
  if (condition.kind === "not") return holdsWords(condition.of);
  return (condition.kind === "all" || condition.kind === "any") && condition.of.some(holdsWords);
}
