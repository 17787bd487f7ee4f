import type { SandboxFacts } from "#contract/sandbox.ts";
import type { Condition, MetadataCondition, OrderOperator, Query, SimpleCondition } from "./ast.ts";
import { isNegative } from "./ast.ts";
import {
  compareNumbers,
  orderTest,
  textTest,
  type RegexTest,
  type TextTest,
  type Verdict,
} from "./compare.ts";

/** A sandbox as conditions see it. */
export interface QueryRow extends SandboxFacts {
  /** When it started, microseconds since 1970. */
  readonly startedMicros: number;
  /** Its deadline, milliseconds since 1970; meaningless unless running. */
  readonly endMillis: number;
  readonly cpuCount: number;
  /** MiB, as is the disk's size, which not every upstream tells. */
  readonly memoryMB: number;
  readonly diskSizeMB?: number | null | undefined;
  readonly envdVersion?: string | null | undefined;
}

/** What conditions need to know besides the sandbox. */
export interface MatchContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether a regular expression finds something in a value; `undefined` while that is not known. */
  readonly regex: RegexTest;
  /** The id of the template with this name, where the template list tells it: rows carry only the first alias (contract 4.3). */
  readonly templateId?: ((name: string) => string | undefined) | undefined;
  /** The template list is on its way: of a name that it has not told it cannot be said yet whose it is. */
  readonly areNamesComing?: boolean;
}

/** What a condition says of a sandbox; `undefined` while it cannot be told. */
export type RowTest = (row: QueryRow) => Verdict;

/** Whether a sandbox meets every condition, told for certain. Exact comparisons are case-sensitive, as the server is (contract 4.2). */
export const match = (query: Query, row: QueryRow, context: MatchContext): boolean =>
  matcher(query, context)(row) === true;

/** A query made ready to be asked of many sandboxes at one moment. */
export const matcher = (query: Query, context: MatchContext): RowTest =>
  every(query.conditions.map((condition) => conditionTest(condition, context)));

/** The same for one condition. */
export function conditionTest(condition: Condition, context: MatchContext): RowTest {
  if (condition.kind === "not") {
    const test = conditionTest(condition.of, context);
    return (row) => opposite(test(row));
  }
  if (condition.kind === "all") return every(condition.of.map((part) => conditionTest(part, context)));
  if (condition.kind === "any") {
    const all = every(
      condition.of.map((part) => {
        const test = conditionTest(part, context);
        return (row) => opposite(test(row));
      }),
    );
    return (row) => opposite(all(row));
  }
  return simpleTest(condition, context);
}

const opposite = (verdict: Verdict): Verdict => (verdict === undefined ? undefined : !verdict);

/** All of them: one that is false decides, whatever is not known of the others. */
function every(tests: readonly RowTest[]): RowTest {
  // From the last one on: to take the first one off copies all that are left, and for hundreds of conditions that was longer than a frame.
  const whole = tests.reduceRight<RowTest | undefined>(
    (rest, first) => (rest ? both(first, rest) : first),
    undefined,
  );
  return whole ?? (() => true);
}

function both(first: RowTest, rest: RowTest): RowTest {
  return (row) => {
    const verdict = first(row);
    if (verdict === false) return false;
    return verdict === undefined ? (rest(row) === false ? false : undefined) : rest(row);
  };
}

function simpleTest(condition: SimpleCondition, context: MatchContext): RowTest {
  switch (condition.kind) {
    case "metadata":
      return metadataTest(condition, context);
    case "exists": {
      const { key } = condition;
      return (row) => valueOf(row, key) !== undefined;
    }
    case "words":
      return wordsTest(condition.text);
    case "field": {
      const { name, op, values } = condition;
      const test = textTest(op, values, context.regex);
      if (name === "id") return (row) => test(row.sandboxID);
      if (name === "state") return (row) => test(row.state);
      if (name === "envd") return (row) => orAbsent(test, row.envdVersion ?? undefined, isNegative(op));
      if (op !== "=" && op !== "!=") return (row) => templateVerdict(test, row, isNegative(op));
      return namedTest(values, op === "!=", context);
    }
    case "amount": {
      const test = compareNumbers(condition.op, condition.values);
      const isOpposite = condition.op === "!=";
      if (condition.name === "cpu") return (row) => test(row.cpuCount);
      if (condition.name === "mem") return (row) => test(row.memoryMB);
      return (row) => (typeof row.diskSizeMB === "number" ? test(row.diskSizeMB) : isOpposite);
    }
    case "span": {
      const test = compareNumbers(condition.op, [condition.seconds * 1000]);
      if (condition.name === "age") return (row) => test(context.now - row.startedMicros / 1000);
      return (row) => row.state === "running" && test(row.endMillis - context.now);
    }
    case "moment": {
      const { moment, op } = condition;
      const micros = moment.kind === "at" ? moment.micros : (context.now - moment.seconds * 1000) * 1000;
      const test = compareNumbers(op, [micros]);
      return (row) => test(row.startedMicros);
    }
  }
}

/** A plain loop in place of a look-up: over a large fleet this is where the time goes. */
function valueOf(row: QueryRow, key: string): string | undefined {
  for (const pair of row.metadata) if (pair[0] === key) return pair[1];
  return undefined;
}

function metadataTest(condition: MetadataCondition, { regex }: MatchContext): RowTest {
  const { key } = condition;
  const [only, ...others] = condition.values;
  if (condition.op === "=" && others.length === 0)
    return (row) => {
      for (const pair of row.metadata) if (pair[0] === key) return pair[1] === only;
      return false;
    };
  const isOpposite = isNegative(condition.op);
  const test = isOrder(condition)
    ? orderTest(condition.op, only)
    : textTest(condition.op, condition.values, regex);
  return (row) => orAbsent(test, valueOf(row, key), isOpposite);
}

const isOrder = (
  condition: MetadataCondition,
): condition is Extract<MetadataCondition, { op: OrderOperator }> =>
  condition.op.startsWith(">") || condition.op.startsWith("<");

const orAbsent = (test: TextTest, value: string | undefined, whenAbsent: boolean): Verdict =>
  value === undefined ? whenAbsent : test(value);

/** Whether a template is one of those named: by id, by alias, or by a name that the template list tells. */
function namedTest(values: readonly string[], isOpposite: boolean, context: MatchContext): RowTest {
  const ids = values.flatMap((value) => context.templateId?.(value) ?? []);
  const names = new Set([...values, ...ids]);
  const whenNot = context.areNamesComing === true && ids.length < values.length ? undefined : isOpposite;
  const [only] = values;
  if (values.length === 1 && ids.length === 0)
    return ({ templateID, alias }) => (templateID === only || alias === only ? !isOpposite : whenNot);
  return ({ templateID, alias }) =>
    names.has(templateID) || (typeof alias === "string" && values.includes(alias)) ? !isOpposite : whenNot;
}

/** By id or by alias; for the opposite both must differ. */
function templateVerdict(test: TextTest, row: QueryRow, isOpposite: boolean): Verdict {
  const byId = test(row.templateID);
  if (typeof row.alias !== "string") return byId;
  const decisive = !isOpposite;
  if (byId === decisive) return byId;
  const byAlias = test(row.alias);
  if (byAlias === decisive) return byAlias;
  return byId === undefined || byAlias === undefined ? undefined : !decisive;
}

function wordsTest(text: string): RowTest {
  const wanted = text.toLowerCase();
  const holds = (value: string) => value.toLowerCase().includes(wanted);
  return (row) => {
    if (holds(row.sandboxID) || holds(row.templateID)) return true;
    if (typeof row.alias === "string" && holds(row.alias)) return true;
    for (const pair of row.metadata) if (holds(pair[0]) || holds(pair[1])) return true;
    return false;
  };
}
