import { shownValue } from "#contract/secret.ts";
import type { Condition, Query } from "./ast.ts";
import { cut } from "./cut.ts";
import { BARE_KEY, BARE_VALUE, term } from "./term.ts";

/** The longest condition on screen, in characters. */
const SHOWN_LENGTH = 80;

/** The canonical text of a query, which `parse` reads back as the same query: one space between, quotes only where needed. */
export const print = (query: Query): string => query.conditions.map(printCondition).join(" ");

/** The canonical text of one condition. */
export const printCondition = (condition: Condition): string =>
  `${subject(condition)}${term(condition.value, BARE_VALUE)}`;

/**
 * A condition as it may be shown and spoken: its value masked by the secret rule, the whole cut at 80 characters. For reading only,
 * it need not parse.
 */
export function shownCondition(condition: Condition): string {
  const value = shownValue(conditionKey(condition), condition.value);
  return cut(`${subject(condition)}${term(value, BARE_VALUE)}`, SHOWN_LENGTH);
}

/** The name a condition's value is judged by in the secret rule. */
export const conditionKey = (condition: Condition): string =>
  condition.kind === "metadata" ? condition.key : condition.name;

const subject = (condition: Condition): string =>
  condition.kind === "metadata" ? `${term(condition.key, BARE_KEY)}${condition.op}` : `${condition.name}:`;
