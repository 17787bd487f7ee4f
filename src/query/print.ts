import { shownValue } from "#contract/secret.ts";
import type { Condition, Query } from "./ast.ts";
import { cut } from "./cut.ts";
import { keyTerm, valueTerm } from "./term.ts";

/** The longest condition on screen, in characters. */
const SHOWN_LENGTH = 80;

/** The canonical text of a query, which `parse` reads back as the same query: one space between, quotes only where needed. */
export const print = (query: Query): string => query.conditions.map(printCondition).join(" ");

/** The canonical text of one condition. */
export const printCondition = (condition: Condition): string =>
  `${subject(condition.kind, conditionKey(condition))}${valueTerm(condition.value)}`;

/**
 * A condition as it may be shown and spoken: its value masked by the secret rule, the whole cut at 80 characters. For reading only,
 * it need not parse.
 */
export function shownCondition(condition: Condition): string {
  const key = conditionKey(condition);
  // Cut first: values of megabytes exist, and this runs wherever a condition is drawn.
  const value = valueTerm(cut(shownValue(key, condition.value), SHOWN_LENGTH));
  return cut(`${subject(condition.kind, cut(key, SHOWN_LENGTH))}${value}`, SHOWN_LENGTH);
}

/** The name a condition's value is judged by in the secret rule. */
export const conditionKey = (condition: Condition): string =>
  condition.kind === "metadata" ? condition.key : condition.name;

const subject = (kind: Condition["kind"], key: string): string =>
  kind === "metadata" ? `${keyTerm(key)}=` : `${key}:`;
