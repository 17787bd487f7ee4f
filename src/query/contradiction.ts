import { shownValue } from "#contract/secret.ts";
import {
  isNegative,
  negated,
  sameCondition,
  type AmountCondition,
  type Condition,
  type FieldCondition,
  type MetadataCondition,
  type OrderOperator,
} from "./ast.ts";
import { compareNumbers, orderTest, textTest } from "./compare.ts";
import { cut } from "./cut.ts";
import { shownCondition } from "./print.ts";
import { keyTerm, valueTerm } from "./term.ts";

/**
 * Why no sandbox can meet all of these conditions, in words, or `undefined` when one might. Nothing is asked of a server then. Two templates
 * may be the id and the alias of one, so they do not contradict.
 */
export const contradiction = (conditions: readonly Condition[]): string | undefined =>
  valuesContradict(conditions) ??
  rangesContradict(conditions) ??
  oppositesContradict(conditions) ??
  alternativesContradict(conditions);

const intro = (subject: string) => `No sandbox can match: \`${cut(subject, 40)}\``;

type Compared = MetadataCondition | FieldCondition;
const isCompared = (condition: Condition): condition is Compared =>
  condition.kind === "metadata" || (condition.kind === "field" && condition.name !== "template");
const nameOf = (condition: Compared): string =>
  condition.kind === "metadata" ? condition.key : condition.name;

/** Conditions on one key or field that no single value meets. */
function valuesContradict(conditions: readonly Condition[]): string | undefined {
  const subjects = new Map<string, Compared[]>();
  for (const condition of conditions) {
    if (!isCompared(condition)) continue;
    const subject = `${condition.kind} ${nameOf(condition)}`;
    subjects.set(subject, [...(subjects.get(subject) ?? []), condition]);
  }
  for (const about of subjects.values()) {
    const exact = about.filter(({ op }) => op === "=");
    const [first] = exact;
    if (!first) continue;
    const allowed = first.values.filter((value) =>
      exact.every(({ values }) => values.some((other) => other === value)),
    );
    if (allowed.length === 0) {
      const other = exact.find(
        ({ values }) => !values.some((value) => first.values.some((one) => one === value)),
      );
      return `${intro(keyTerm(nameOf(first)))} cannot be both ${shownValues(first)} and ${shownValues(other ?? first)}`;
    }
    const others = about.filter(({ op }) => op !== "=");
    const fits = (value: string) => others.every((condition) => allows(condition, value));
    if (!allowed.some(fits)) {
      const strictest = others.find((condition) => !allowed.some((value) => allows(condition, value)));
      const why = strictest ? `meet ${shownCondition(strictest)}` : "meet the other conditions on it";
      return `${intro(keyTerm(nameOf(first)))} cannot be ${shownValues(first)} and ${why}`;
    }
  }
  return undefined;
}

const shownValues = (condition: Compared): string =>
  cut(
    condition.values.map((value) => valueTerm(cut(shownValue(nameOf(condition), value), 40))).join(" or "),
    60,
  );

/** Whether a condition might hold for a value; a regular expression is not run here. */
function allows({ op, values }: Compared, value: string): boolean {
  if (op === ">" || op === ">=" || op === "<" || op === "<=") return orderTest(op, values[0])(value) === true;
  return textTest(op, values, () => undefined)(value) !== false;
}

/** Lower and upper bounds of one number that leave nothing between, or none of the numbers asked for. */
function rangesContradict(conditions: readonly Condition[]): string | undefined {
  const bounds = new Map<string, Bound[]>();
  const amounts = new Map<string, AmountCondition[]>();
  const add = (name: string, bound: Bound) => bounds.set(name, [...(bounds.get(name) ?? []), bound]);
  for (const condition of conditions) {
    if (condition.kind === "span") add(condition.name, { op: condition.op, value: condition.seconds });
    else if (condition.kind === "moment" && condition.moment.kind === "at")
      add("started", { op: condition.op, value: condition.moment.micros });
    else if (condition.kind === "amount") {
      amounts.set(condition.name, [...(amounts.get(condition.name) ?? []), condition]);
      if (condition.op !== "=" && condition.op !== "!=")
        add(condition.name, { op: condition.op, value: condition.values[0] });
    }
  }
  for (const [name, all] of bounds) {
    const isEmpty = all.some(
      (low) => isLower(low) && all.some((high) => !isLower(high) && leavesNothing(low, high)),
    );
    if (isEmpty) return `${intro(`${name}:`)} cannot be in all of these ranges`;
  }
  for (const [name, all] of amounts) {
    const exact = all.find(({ op }) => op === "=");
    const meets = (value: number) => all.every(({ op, values }) => compareNumbers(op, values)(value));
    if (exact && !exact.values.some(meets)) return `${intro(`${name}:`)} cannot meet all that is asked of it`;
  }
  return undefined;
}

interface Bound {
  readonly op: OrderOperator;
  readonly value: number;
}

const isLower = ({ op }: Bound): boolean => op === ">" || op === ">=";
const leavesNothing = (low: Bound, high: Bound): boolean =>
  low.value > high.value || (low.value === high.value && (low.op === ">" || high.op === "<"));

/** A condition and its opposite, or a value of a key that must not be there, or a deadline of what does not run. */
function oppositesContradict(conditions: readonly Condition[]): string | undefined {
  for (const [index, condition] of conditions.entries()) {
    const opposite = negated(condition);
    if (conditions.some((other, place) => place > index && sameCondition(other, opposite)))
      return `No sandbox can match: ${shownCondition(condition)} and its opposite are both asked for`;
    if (condition.kind === "not" && condition.of.kind === "exists") {
      const { key } = condition.of;
      const needs = conditions.find((other) => needsKey(other, key));
      if (needs) return `${intro(keyTerm(key))} cannot be absent and meet ${shownCondition(needs)}`;
    }
    if (condition.kind === "span" && condition.name === "ends") {
      const state = conditions.find(
        (other) =>
          other.kind === "field" &&
          other.name === "state" &&
          (other.op === "=" || other.op === "!=") &&
          !allows(other, "running"),
      );
      if (state) return "No sandbox can match: only a running one has a deadline";
    }
  }
  return undefined;
}

const needsKey = (condition: Condition, key: string): boolean =>
  condition.kind === "metadata" && condition.key === key && !isNegative(condition.op);

/** Alternatives of which none can be. */
function alternativesContradict(conditions: readonly Condition[]): string | undefined {
  for (const condition of conditions) {
    if (condition.kind !== "any") continue;
    const whys = condition.of.map((part) => contradiction(part.kind === "all" ? part.of : [part]));
    const [first] = whys;
    if (first !== undefined && whys.every((why) => why !== undefined)) return first;
  }
  return undefined;
}
