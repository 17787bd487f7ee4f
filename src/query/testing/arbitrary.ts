import fc from "fast-check";
import { inject } from "vitest";
import type { Metadata } from "#contract/metadata.ts";
import {
  allOf,
  amountFields,
  anyOf,
  hasKey,
  negated,
  orderOperators,
  queryOf,
  spanFields,
  textFields,
  textOperators,
  words,
  type Condition,
  type OneOrMore,
  type Query,
  type SimpleCondition,
} from "../ast.ts";
import type { QueryRow } from "../match.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** How many cases each property is tried on. */
    readonly fuzzRuns: number;
    readonly fuzzSeed: number;
  }
}

/** How properties are tried: as often as the run says, from a seed that it prints. */
export const fuzz = () => ({ numRuns: inject("fuzzRuns"), seed: inject("fuzzSeed") });

/** Keys and values that look like parts of the language, are prefixes of each other, or are odd in other ways. */
const hostileTexts = [
  ...[
    "",
    " ",
    "a",
    "ab",
    "abc",
    "A",
    "prod",
    "running",
    "paused",
    "snapshotting",
    "base",
    "1",
    "2",
    "10",
    "-1",
    "1e3",
  ],
  ...[
    "__proto__",
    "constructor",
    "a=",
    "a!=b",
    "=~",
    "^=",
    "state",
    "state:",
    "has:k",
    "AND",
    "OR",
    "NOT",
    "-a",
    "!a",
  ],
  ...['"', "\\", '\\"', "(a, b)", "a,b", "*", "(", ")", "a b", "http://x/?a=b", ":", "age:>2h"],
  ...[
    "\u00a0",
    "\ud83d",
    "\udc00",
    "😀",
    "\u202e",
    "\u0000",
    "\ufeff",
    "a\nb",
    "日".repeat(150),
    "x".repeat(2500),
  ],
];

export const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileTexts) },
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.array(fc.constantFrom(...hostileTexts), { maxLength: 3 }).map((parts) => parts.join("")),
);
/** Few, so that conditions and rows often meet. */
const commonText = fc.constantFrom("a", "b", "ab", "A", "1", "2", "10", "", "running", "paused", "base");
const textOf = fc.oneof({ weight: 3, arbitrary: commonText }, hostileText);

const oneOrMore = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<OneOrMore<T>> =>
  fc.uniqueArray(item, { minLength: 1, maxLength: 4 }).map(([first, ...others]): OneOrMore<T> => {
    if (first === undefined) throw new Error("fast-check gave less than the least");
    return [first, ...others];
  });

const patterns = fc.constantFrom("", "a", "^a", "b$", "[ab]+", "\\d", "(a|b)", "^$", "o.*d", 'a"', "\\\\");
const textConditionValues = fc.oneof(
  fc.tuple(fc.constantFrom(...textOperators.filter((op) => !op.includes("~"))), oneOrMore(textOf)),
  fc.tuple(fc.constantFrom("=~" as const, "!~" as const), oneOrMore<string>(patterns)),
);
const amount = fc.oneof(
  fc.constantFrom(0, 1, 2, 4, 512, 1024, 1536, 2048),
  fc.nat(1_000_000),
  fc.integer({ min: 0, max: 1_000_000 }).map((millionths) => millionths / 1_000_000),
);
const seconds = fc.oneof(fc.constantFrom(0, 1, 59, 60, 300, 3_600, 86_400), fc.nat(40_000_000));
/** Around the moment of `testContext`. */
const NOW_MICROS = 1_700_000_000_000_000;
const micros = fc.oneof(
  fc.integer({ min: -9_000_000, max: 9_000_000 }).map((off) => NOW_MICROS + off * 1_000),
  fc.constantFrom(0, NOW_MICROS, 1_699_920_000_000_000, 1_699_999_980_000_000),
);

export const simpleCondition: fc.Arbitrary<SimpleCondition> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(textOf, textConditionValues)
      .map(([key, [op, values]]): SimpleCondition => ({ kind: "metadata", key, op, values })),
  },
  fc
    .tuple(textOf, fc.constantFrom(...orderOperators), textOf)
    .map(([key, op, value]): SimpleCondition => ({ kind: "metadata", key, op, values: [value] })),
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...textFields), textConditionValues)
      .map(([name, [op, values]]): SimpleCondition => ({ kind: "field", name, op, values })),
  },
  fc
    .tuple(fc.constantFrom(...amountFields), fc.constantFrom("=" as const, "!=" as const), oneOrMore(amount))
    .map(([name, op, values]): SimpleCondition => ({ kind: "amount", name, op, values })),
  fc
    .tuple(fc.constantFrom(...amountFields), fc.constantFrom(...orderOperators), amount)
    .map(([name, op, value]): SimpleCondition => ({ kind: "amount", name, op, values: [value] })),
  fc.record({
    kind: fc.constant("span" as const),
    name: fc.constantFrom(...spanFields),
    op: fc.constantFrom(...orderOperators),
    seconds,
  }),
  fc.record({
    kind: fc.constant("moment" as const),
    name: fc.constant("started" as const),
    op: fc.constantFrom(...orderOperators),
    moment: fc.oneof(
      fc.record({ kind: fc.constant("at" as const), micros }),
      fc.record({ kind: fc.constant("ago" as const), seconds }),
    ),
  }),
  textOf.map(hasKey),
  textOf.filter((text) => text !== "").map(words),
);

/** Conditions in canonical form, grouped at most so deep. */
const conditionOfDepth = (depth: number): fc.Arbitrary<Condition> => {
  if (depth === 0) return simpleCondition;
  const inner = conditionOfDepth(depth - 1);
  const several = fc.array(inner, { minLength: 2, maxLength: 3 });
  const orFirst = (made: Condition | undefined, all: readonly Condition[]): Condition => {
    const condition = made ?? all[0];
    if (!condition) throw new Error("fast-check gave less than the least");
    return condition;
  };
  return fc.oneof(
    { weight: 5, arbitrary: inner },
    { weight: 2, arbitrary: inner.map(negated) },
    several.map((all) => orFirst(anyOf(all), all)),
    several.map((all) => orFirst(allOf(all), all)),
  );
};

export const condition = conditionOfDepth(2);
export const query: fc.Arbitrary<Query> = fc.array(condition, { maxLength: 5 }).map(queryOf);

const metadata: fc.Arbitrary<Metadata> = fc.uniqueArray(fc.tuple(textOf, textOf), {
  selector: ([key]) => key,
  maxLength: 5,
});
export const row: fc.Arbitrary<QueryRow> = fc.record({
  sandboxID: textOf,
  templateID: textOf,
  alias: fc.option(textOf),
  state: fc.constantFrom("running", "running", "paused", "snapshotting", ""),
  metadata,
  startedMicros: micros,
  endMillis: micros.map((value) => Math.floor(value / 1000)),
  cpuCount: fc.constantFrom(1, 2, 4),
  memoryMB: fc.constantFrom(512, 1024, 1536, 2048),
  diskSizeMB: fc.option(fc.constantFrom(0, 512, 1024)),
  envdVersion: fc.option(fc.constantFrom("0.2.4", "0.10.0", "")),
});

/** Conditions that a row is likely to meet. */
const ownConditions = (of: QueryRow): readonly Condition[] => [
  { kind: "field", name: "state", op: "=", values: [of.state] },
  { kind: "field", name: "template", op: "=", values: [of.templateID] },
  { kind: "amount", name: "cpu", op: "<=", values: [of.cpuCount] },
  { kind: "span", name: "age", op: "<", seconds: 100 },
  { kind: "moment", name: "started", op: ">=", moment: { kind: "at", micros: of.startedMicros } },
  ...(typeof of.alias === "string"
    ? [{ kind: "field", name: "template", op: "=", values: [of.alias] } as const]
    : []),
  ...of.metadata.flatMap(([key, value]): Condition[] => [
    { kind: "metadata", key, op: "=", values: [value] },
    { kind: "metadata", key, op: "=", values: value === "b" ? ["b", "c"] : [value, "b"] },
    { kind: "metadata", key, op: "^=", values: [value.slice(0, 1)] },
  ]),
];

/** A row and a query that it is likely to match: mostly of its own facts, sometimes with another condition. */
export const rowAndQuery = row.chain((of) =>
  fc.record({
    row: fc.constant(of),
    query: fc
      .array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...ownConditions(of)) }, condition), {
        maxLength: 5,
      })
      .map(queryOf),
  }),
);
