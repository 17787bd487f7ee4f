import { fail, ok, type Result } from "#contract/result.ts";
import { fieldIs, metadataIs, sameCondition, type Condition, type Query } from "#query/ast.ts";
import { parse } from "#query/parse.ts";
import { printCondition } from "#query/print.ts";
import { isBareKey } from "#query/term.ts";

export const fieldNames = ["state", "template"] as const;
export type FieldName = (typeof fieldNames)[number];

/** What a condition is about. */
export type Subject =
  | { readonly kind: "metadata"; readonly key: string }
  | { readonly kind: "field"; readonly name: FieldName };

/** A condition while it is written: what stands in the key field and in the value field. */
export interface Draft {
  readonly key: string;
  readonly value: string;
  /** Chosen from the list, so that a metadata key named `state` and the state differ. A text typed afterwards takes it back. */
  readonly chosen: Subject | undefined;
}

export const emptyDraft: Draft = { key: "", value: "", chosen: undefined };

/** What the key field shows for a subject. */
export const subjectText = (subject: Subject): string =>
  subject.kind === "metadata" ? subject.key : subject.name;

/** A condition back in the fields, to be edited. */
export function draftOf(condition: Condition): Draft {
  if (condition.kind === "metadata" && condition.op === "=" && condition.values.length === 1) {
    const chosen: Subject = { kind: "metadata", key: condition.key };
    return { key: subjectText(chosen), value: condition.values[0], chosen };
  }
  return { key: printCondition(condition), value: "", chosen: undefined };
}

/**
 * What the key field's text is about. Typed without choosing, `state` and `template` are the fields, unless `isKey` says that
 * sandboxes have such a metadata key.
 */
export function subjectOf(draft: Pick<Draft, "key" | "chosen">, isKey: (key: string) => boolean): Subject {
  if (draft.chosen) return draft.chosen;
  const name = fieldNames.find((field) => field === draft.key.trim().toLowerCase());
  return name && !isKey(draft.key) ? { kind: "field", name } : { kind: "metadata", key: draft.key };
}

/** The condition that the two fields make. */
export const conditionOf = (subject: Subject, value: string): Condition =>
  subject.kind === "metadata" ? metadataIs(subject.key, value) : fieldIs(subject.name, value);

/**
 * Whole conditions typed or pasted into the key field: `k=v`, `state:running`, several of them, or `k=` with any text behind it. `undefined`
 * when the text is only a key; the failure's words when it looks like a condition that cannot be asked yet.
 */
export function typedConditions(text: string): Result<readonly Condition[], string> | undefined {
  if (!/[=:]/.test(text)) return undefined;
  const { query, errors } = parse(text);
  const [error] = errors;
  if (!error) return ok(query.conditions);
  const plain = plainPair(text);
  if (plain) return ok([plain]);
  // A colon alone may be part of a key.
  return text.includes("=") ? fail(error.message) : undefined;
}

/** `note=hello world`: to a person a key and everything behind it, unless it reads as an operator that the language will have. */
function plainPair(text: string): Condition | undefined {
  const at = text.indexOf("=");
  const key = text.slice(0, at).trim();
  const value = text.slice(at + 1).trim();
  if (!isBareKey(key) || value === "" || /^[=<>!^$*~("]|(?:^|\s)(?:OR|AND|NOT)(?:\s|$)/.test(value))
    return undefined;
  return metadataIs(key, value);
}

/** The query with one condition replaced in its place by others; what is asked already is not asked twice. */
export function replaced(query: Query, index: number, by: readonly Condition[]): Query {
  const conditions = query.conditions.toSpliced(index, 1, ...by);
  return {
    conditions: conditions.filter(
      (condition, at) => conditions.findIndex((other) => sameCondition(other, condition)) === at,
    ),
  };
}
