import { shownValue } from "#contract/secret.ts";
import { printAmount, printMoment, printSeconds } from "./amounts.ts";
import { isNegative, negated, type Condition, type Query, type SimpleCondition } from "./ast.ts";
import { cut } from "./cut.ts";
import { markInvisible } from "./mark-invisible.ts";
import { keyTerm, textTerm, valueTerm } from "./term.ts";

/** The longest condition on screen, in characters. */
const SHOWN_LENGTH = 80;

/** The canonical text of a query, which `parse` reads back as the same query: one space between, quotes and parentheses only where needed. */
export function print(query: Query): string {
  const [only, ...others] = query.conditions;
  if (only && others.length === 0) return printCondition(only);
  return query.conditions.map((condition) => embedded(condition, plain)).join(" ");
}

/** The canonical text of one condition, as a query of its own: beside others an alternative needs parentheses, which `print` writes. */
export const printCondition = (condition: Condition): string => written(condition, plain);

/**
 * A condition as it may be shown and spoken: its values masked by the secret rule, what cannot be seen by its number, the whole cut at 80
 * characters. For reading only, it need not parse.
 */
export const shownCondition = (condition: Condition): string =>
  cut(markInvisible(written(condition, forReading)), SHOWN_LENGTH);

/** How keys and values are written. */
interface Spelling {
  readonly key: (key: string) => string;
  readonly value: (key: string, value: string, isPattern: boolean) => string;
}

const plain: Spelling = { key: keyTerm, value: (_, value, isPattern) => valueTerm(value, isPattern) };
// Cut first: values of megabytes exist, and this runs wherever a condition is drawn.
const forReading: Spelling = {
  key: (key) => keyTerm(cut(key, SHOWN_LENGTH)),
  value: (key, value, isPattern) => valueTerm(cut(shownValue(key, value), SHOWN_LENGTH), isPattern),
};

function written(condition: Condition, spelling: Spelling): string {
  if (condition.kind !== "not" && condition.kind !== "all" && condition.kind !== "any")
    return simple(condition, spelling);
  switch (condition.kind) {
    case "not":
      return `-${embedded(condition.of, spelling)}`;
    case "all":
      return condition.of.map((part) => embedded(part, spelling)).join(" ");
    case "any":
      return condition.of
        .map((part) => (part.kind === "all" ? written(part, spelling) : embedded(part, spelling)))
        .join(" OR ");
  }
}

/** Inside of another one. */
const embedded = (condition: Condition, spelling: Spelling): string =>
  condition.kind === "all" || condition.kind === "any"
    ? `(${written(condition, spelling)})`
    : written(condition, spelling);

function simple(condition: SimpleCondition, spelling: Spelling): string {
  const list = (key: string, values: readonly string[], op = "=") => {
    const terms = values.map((value) => spelling.value(key, value, op.endsWith("~")));
    return terms.length === 1 ? terms.join() : `(${terms.join(", ")})`;
  };
  switch (condition.kind) {
    case "metadata":
      return `${spelling.key(condition.key)}${condition.op}${list(condition.key, condition.values, condition.op)}`;
    case "exists":
      return `has:${spelling.key(condition.key)}`;
    case "words":
      return spelling === plain
        ? textTerm(condition.text)
        : textTerm(cut(shownValue("", condition.text), SHOWN_LENGTH));
    case "field":
      if (isNegative(condition.op)) return `-${written(negated(condition), spelling)}`;
      return `${condition.name}:${condition.op === "=" ? "" : condition.op}${list(condition.name, condition.values, condition.op)}`;
    case "amount": {
      if (condition.op === "!=") return `-${written(negated(condition), spelling)}`;
      const values = condition.values.map((amount) => printAmount(condition.name, amount));
      return `${condition.name}:${condition.op === "=" ? "" : condition.op}${list(condition.name, values)}`;
    }
    case "span":
      return `${condition.name}:${condition.op}${printSeconds(condition.seconds)}`;
    case "moment":
      return `${condition.name}:${condition.op}${printMoment(condition.moment)}`;
  }
}
