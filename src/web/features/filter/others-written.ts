import { sameCondition, simpleConditions, type Condition, type Query } from "#query/ast.ts";
import { atCursor } from "#query/at-cursor.ts";
import { complete } from "#query/complete.ts";
import { fieldKinds, type NamedSubject } from "#query/operators.ts";
import { isPrivate } from "#query/privacy.ts";
import { fieldSubject, isAbout } from "#query/subject.ts";
import { readDraft, readText } from "./read-draft.ts";

/**
 * The conditions beside the one whose value is written at the caret, as the filter would be with it. Those of a text that is not understood do
 * not count: then they are the ones that hold whatever it says.
 * @param isText the text stands for all conditions but those on masked values
 */
export function othersWritten(query: Query, text: string, caret: number, isText: boolean): Query {
  const holding: Query = isText ? { conditions: query.conditions.filter(isPrivate) } : query;
  const context = atCursor(text, caret);
  if (context.stage !== "value") return holding;
  const { subject } = context;
  // Whatever the value: nothing that is about the same is kept.
  const whole = complete(text, context, { kind: "value", value: anyValue(subject) }).text;
  const reading = isText ? readText(query, whole) : readDraft(query, whole);
  if (reading.kind !== "understood") return holding;
  const own =
    subject.kind === "metadata" ? subject : fieldSubject(subject.name === "started" ? "age" : subject.name);
  // In a choice it is an alternative to the others, and not under them.
  const isOther = (condition: Condition) =>
    !simpleConditions(condition).some((part) => isAbout(part, own)) ||
    holding.conditions.some((held) => sameCondition(held, condition));
  return { conditions: reading.query.conditions.filter(isOther) };
}

const anyValue = (subject: NamedSubject): string =>
  subject.kind === "field" && fieldKinds[subject.name] === "amount" ? "1" : "x";
