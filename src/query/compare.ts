import type { OrderOperator, TextOperator } from "./ast.ts";

/** What a test says; `undefined` while it cannot be told. */
export type Verdict = boolean | undefined;
export type TextTest = (value: string) => Verdict;

/** Whether a regular expression finds something in a value; `undefined` while that is not known, or would take too long. */
export type RegexTest = (pattern: string, value: string) => Verdict;

/**
 * Compares a value that is there with those of a condition: one of them for the positive operators, none of them for `!=` and `!~`. Whole
 * values and regular expressions keep to the case, parts do not.
 */
export function textTest(op: TextOperator, values: readonly string[], regex: RegexTest): TextTest {
  const [only = ""] = values;
  const isOne = values.length === 1;
  const all = new Set(values);
  switch (op) {
    case "=":
      return isOne ? (value) => value === only : (value) => all.has(value);
    case "!=":
      return isOne ? (value) => value !== only : (value) => !all.has(value);
    case "^=":
      return partTest(values, (value, part) => value.startsWith(part));
    case "$=":
      return partTest(values, (value, part) => value.endsWith(part));
    case "*=":
      return partTest(values, (value, part) => value.includes(part));
    case "=~":
      return (value) => anyPattern(values, value, regex);
    case "!~":
      return (value) => {
        const found = anyPattern(values, value, regex);
        return found === undefined ? undefined : !found;
      };
  }
}

function partTest(values: readonly string[], has: (value: string, part: string) => boolean): TextTest {
  const parts = values.map((value) => value.toLowerCase());
  return (value) => {
    const lower = value.toLowerCase();
    for (const part of parts) if (has(lower, part)) return true;
    return false;
  };
}

function anyPattern(patterns: readonly string[], value: string, regex: RegexTest): Verdict {
  let verdict: Verdict = false;
  for (const pattern of patterns) {
    const found = regex(pattern, value);
    if (found === true) return true;
    verdict = found === undefined ? undefined : verdict;
  }
  return verdict;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number that a text is, or `undefined`. */
const numberOf = (text: string): number | undefined => (NUMBER.test(text) ? Number(text) : undefined);

/** Compares as numbers where both sides are numbers, else as texts by their UTF-16 units. */
export function orderTest(op: OrderOperator, wanted: string): TextTest {
  const number = numberOf(wanted);
  if (number === undefined) return (value) => ordered(op, value, wanted);
  return (value) => {
    const own = numberOf(value);
    return own === undefined ? ordered(op, value, wanted) : ordered(op, own, number);
  };
}

/** Compares a number with one, or with several by `=` (one of them) and `!=` (none of them). */
export function compareNumbers(
  op: OrderOperator | "=" | "!=",
  values: readonly number[],
): (value: number) => boolean {
  const [only = Number.NaN] = values;
  if (op === "=") return (value) => values.includes(value);
  if (op === "!=") return (value) => !values.includes(value);
  return (value) => ordered(op, value, only);
}

function ordered<T extends number | string>(op: OrderOperator, a: T, b: T): boolean {
  switch (op) {
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
  }
}
