import type { AmountField, Condition, SimpleCondition, SpanField, TextField } from "./ast.ts";

/** What a condition is about: a metadata key or a built-in field. `started` is about the age, said the other way round. */
export type Subject =
  | { readonly kind: "metadata"; readonly key: string }
  | { readonly kind: "field"; readonly name: TextField | AmountField | SpanField };

export const metadataSubject = (key: string): Subject => ({ kind: "metadata", key });
export const fieldSubject = (name: TextField | AmountField | SpanField): Subject => ({ kind: "field", name });

/** A text that is the same for equal subjects only: `m:<key>` or the field's name. */
export const subjectId = (subject: Subject): string =>
  subject.kind === "metadata" ? `m:${subject.key}` : subject.name;

/** The one subject of a condition, or `undefined` of free text and of what joins conditions about different ones. */
export function subjectOf(condition: Condition): Subject | undefined {
  if (condition.kind === "not") return subjectOf(condition.of);
  if (condition.kind !== "all" && condition.kind !== "any") return simpleSubject(condition);
  const [first, ...others] = condition.of.map(subjectOf);
  if (!first) return undefined;
  const id = subjectId(first);
  return others.every((other) => other && subjectId(other) === id) ? first : undefined;
}

function simpleSubject(condition: SimpleCondition): Subject | undefined {
  switch (condition.kind) {
    case "metadata":
    case "exists":
      return metadataSubject(condition.key);
    case "moment":
      return fieldSubject("age");
    case "words":
      return undefined;
    case "field":
    case "amount":
    case "span":
      return fieldSubject(condition.name);
  }
}

/** Whether a condition is about this subject and no other. */
export function isAbout(condition: Condition, subject: Subject): boolean {
  const own = subjectOf(condition);
  return own !== undefined && subjectId(own) === subjectId(subject);
}
