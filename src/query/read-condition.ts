import { fail, ok, type Result } from "#contract/result.ts";
import { readAmount, readMoment, readSeconds } from "./amounts.ts";
import {
  orderOperators,
  textOperators,
  type Condition,
  type OneOrMore,
  type Operator,
  type OrderOperator,
  type TextOperator,
} from "./ast.ts";
import { cut } from "./cut.ts";
import { isAmountField, isSpanField, isTextField, type FieldName } from "./field-names.ts";
import { problem, type Problem } from "./problem.ts";

/** The longest regular expression that is tried, in UTF-16 units. */
const MAX_PATTERN = 1_000;

type Read = Result<Condition, Problem>;

export const isOperator = (text: string): text is Operator => isTextOperator(text) || isOrderOperator(text);
const isTextOperator = (op: string): op is TextOperator => textOperators.some((other) => other === op);
const isOrderOperator = (op: string): op is OrderOperator => orderOperators.some((other) => other === op);

/** The condition that a metadata key, an operator and values make. */
export function metadataCondition(key: string, op: Operator, values: OneOrMore<string>): Read {
  const written = cut(key, 40);
  if (!isTextOperator(op)) {
    const [value, ...others] = values;
    if (others.length > 0) return fail(oneValue(`${written}${op}`));
    return ok({ kind: "metadata", key, op, values: [value] });
  }
  const wrong = patternProblem(op, values);
  return wrong ? fail(wrong) : ok({ kind: "metadata", key, op, values });
}

/** The condition that a built-in field, an operator (`=` where none is written) and values make. */
export function fieldCondition(name: FieldName, op: Operator, values: OneOrMore<string>): Read {
  const [value, ...others] = values;
  if (isTextField(name)) {
    if (!isTextOperator(op))
      return fail(problem("bad-operator", `${name}: has no order. Use one of ${textOperators.join(" ")}.`));
    const wrong = patternProblem(op, values);
    return wrong ? fail(wrong) : ok({ kind: "field", name, op, values });
  }
  if (isAmountField(name)) {
    const amounts = readAll(values, (text) => readAmount(name, text));
    if (!amounts) return fail(problem("bad-value", amountWords[name === "cpu" ? "cpu" : "size"](name)));
    if (op === "=" || op === "!=") return ok({ kind: "amount", name, op, values: amounts });
    if (!isOrderOperator(op)) return fail(numberOperator(name));
    if (others.length > 0) return fail(oneValue(`${name}:${op}`));
    return ok({ kind: "amount", name, op, values: [amounts[0]] });
  }
  if (isSpanField(name)) {
    const seconds = readSeconds(value);
    if (seconds === undefined || others.length > 0)
      return fail(
        problem(
          "bad-value",
          `${name}: takes a length of time with its unit: ${name}:>2h, ${name}:<1h30m, ${name}:>7d.`,
        ),
      );
    if (!isOrderOperator(op)) return fail(orderNeeded(name, "2h"));
    return ok({ kind: "span", name, op, seconds });
  }
  const moment = readMoment(value);
  if (!moment || others.length > 0)
    return fail(
      problem(
        "bad-value",
        "started: takes a date, a time or a length of time ago: started:>2026-11-01, started:>=2026-11-01T08:30Z, started:>2h.",
      ),
    );
  if (!isOrderOperator(op)) return fail(orderNeeded(name, "2026-11-01"));
  return ok({ kind: "moment", name, op, moment });
}

const amountWords = {
  cpu: (name: string) => `${name}: takes a number of processors: ${name}:2, ${name}:>=4.`,
  size: (name: string) =>
    `${name}: takes a size, in MiB unless it says otherwise: ${name}:512, ${name}:>=2GiB.`,
} as const;

const numberOperator = (name: string) =>
  problem("bad-operator", `${name}: is a number. Compare it with = != > >= < <=: ${name}:>=2.`);
const orderNeeded = (name: string, value: string) =>
  problem("bad-operator", `${name}: needs a comparison: ${name}:>${value} or ${name}:<${value}.`);
const oneValue = (before: string) =>
  problem("bad-value", `${before} compares with one value, not with a list.`);

function readAll<T>(
  values: OneOrMore<string>,
  read: (text: string) => T | undefined,
): OneOrMore<T> | undefined {
  const all: T[] = [];
  for (const value of values) {
    const one = read(value);
    if (one === undefined) return undefined;
    if (!all.includes(one)) all.push(one);
  }
  const [first, ...others] = all;
  return first === undefined ? undefined : [first, ...others];
}

/** What is wrong with the regular expressions, if these are any. Making one runs nothing of it. */
function patternProblem(op: TextOperator, values: readonly string[]): Problem | undefined {
  if (op !== "=~" && op !== "!~") return undefined;
  for (const value of values) {
    if (value.length > MAX_PATTERN)
      return problem("bad-value", "A regular expression holds at most 1,000 characters.");
    const why = invalidPattern(value);
    if (why !== undefined) return problem("bad-value", `This is no regular expression: ${why}.`);
  }
  return undefined;
}

/** Why a regular expression is none, without a word of it: what it holds may be secret. */
export function invalidPattern(pattern: string): string | undefined {
  try {
    const { source } = new RegExp(pattern, "u");
    // Used, so that no bundler takes the attempt for nothing.
    return source === undefined ? "it is empty" : undefined;
  } catch (error) {
    const words = error instanceof Error ? error.message : "";
    return /: ([A-Z][A-Za-z -]+)$/.exec(words)?.[1]?.toLowerCase() ?? "it cannot be read";
  }
}
