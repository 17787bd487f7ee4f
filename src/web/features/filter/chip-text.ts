import { negated, type Condition, type Query } from "#query/ast.ts";
import { parse } from "#query/parse.ts";
import type { QueryError } from "#query/problem.ts";
import { printCondition } from "#query/print.ts";
import { isPrivate } from "#query/privacy.ts";
import { keyTerm } from "#query/term.ts";

/** A condition as the text one begins to edit. Of one on a masked value only what may be seen. */
export function editableText(condition: Condition): string {
  if (!isPrivate(condition)) return printCondition(condition);
  return condition.kind === "metadata" ? `${keyTerm(condition.key)}${condition.op}` : "";
}

export type ChipReading =
  | { readonly kind: "understood"; readonly conditions: readonly Condition[] }
  | { readonly kind: "refused"; readonly errors: readonly QueryError[] };

/** What an edited chip's text asks for: the same as before where it was not touched, nothing where it is empty. */
export function readChip(before: Condition, text: string): ChipReading {
  if (text === editableText(before)) return { kind: "understood", conditions: [before] };
  const { query, errors } = parse(text);
  return errors.length > 0
    ? { kind: "refused", errors }
    : { kind: "understood", conditions: query.conditions };
}

/** The opposite of what a chip's text asks for. `all` of several is what the chip then excludes. */
export function excludedChip(before: Condition, text: string): ChipReading {
  const read = readChip(before, text);
  if (read.kind === "refused") return read;
  const [only, ...others] = read.conditions;
  if (!only) return read;
  return {
    kind: "understood",
    conditions: [negated(others.length === 0 ? only : { kind: "all", of: read.conditions })],
  };
}

/** Whether a condition leaves out what is named in it. */
export const isExcluding = (condition: Condition): boolean =>
  condition.kind === "not" || ("op" in condition && (condition.op === "!=" || condition.op === "!~"));

/** The query with others in the place of one condition. */
export const withChip = (query: Query, place: number, conditions: readonly Condition[]): Query => ({
  conditions: query.conditions.toSpliced(place, 1, ...conditions),
});

/** The text of conditions for the clipboard, and how many of them are on masked values and stay out of it. */
export function clipboardText(conditions: readonly Condition[]): {
  readonly text: string;
  readonly leftOut: number;
} {
  const shown = conditions.filter((condition) => !isPrivate(condition));
  const parts = shown.map((condition) =>
    condition.kind === "any" && shown.length > 1
      ? `(${printCondition(condition)})`
      : printCondition(condition),
  );
  return { text: parts.join(" "), leftOut: conditions.length - shown.length };
}
