/** At least one, so that a list of values can never be empty. */
export type OneOrMore<T> = readonly [T, ...T[]];

/** How two texts are compared: `=` `!=` whole, `^=` `$=` `*=` start, end and any part whatever the case, `=~` `!~` by a regular expression. */
export const textOperators = ["=", "!=", "^=", "$=", "*=", "=~", "!~"] as const;
export type TextOperator = (typeof textOperators)[number];
/** As numbers where both sides are numbers, else as texts. */
export const orderOperators = [">", ">=", "<", "<="] as const;
export type OrderOperator = (typeof orderOperators)[number];
export type Operator = TextOperator | OrderOperator;

/**
 * What a metadata value must be. Several values: one of them (`=` `^=` `$=` `*=` `=~`), or none of them (`!=` `!~`). The two negated
 * operators also hold where the key is absent.
 */
export type MetadataCondition =
  | {
      readonly kind: "metadata";
      readonly key: string;
      readonly op: TextOperator;
      readonly values: OneOrMore<string>;
    }
  | {
      readonly kind: "metadata";
      readonly key: string;
      readonly op: OrderOperator;
      readonly values: readonly [string];
    };

export const textFields = ["id", "state", "template", "envd"] as const;
export type TextField = (typeof textFields)[number];
/** A built-in text field, written `name:value`. `template` is compared with the id and the alias; `envd` has no order. */
export interface FieldCondition {
  readonly kind: "field";
  readonly name: TextField;
  readonly op: TextOperator;
  readonly values: OneOrMore<string>;
}

export const amountFields = ["cpu", "mem", "disk"] as const;
export type AmountField = (typeof amountFields)[number];
/** A built-in number: virtual processors, or MiB. */
export type AmountCondition =
  | {
      readonly kind: "amount";
      readonly name: AmountField;
      readonly op: "=" | "!=";
      readonly values: OneOrMore<number>;
    }
  | {
      readonly kind: "amount";
      readonly name: AmountField;
      readonly op: OrderOperator;
      readonly values: readonly [number];
    };

export const spanFields = ["age", "ends"] as const;
export type SpanField = (typeof spanFields)[number];
/** A length of time in whole seconds: since the start, or until the deadline of a running one. */
export interface SpanCondition {
  readonly kind: "span";
  readonly name: SpanField;
  readonly op: OrderOperator;
  readonly seconds: number;
}

/** A moment: microseconds since 1970, or so many whole seconds before now. */
export type Moment =
  | { readonly kind: "at"; readonly micros: number }
  | { readonly kind: "ago"; readonly seconds: number };
/** When a sandbox started, `started:>2026-11-01` or `started:>2h` (later than two hours ago). */
export interface MomentCondition {
  readonly kind: "moment";
  readonly name: "started";
  readonly op: OrderOperator;
  readonly moment: Moment;
}

/** The key is there, whatever its value. */
export interface ExistsCondition {
  readonly kind: "exists";
  readonly key: string;
}

/** Free text: a part of the id, the template, the alias, or any key or value, whatever the case. Never empty. */
export interface WordsCondition {
  readonly kind: "words";
  readonly text: string;
}

/** A condition without others inside. */
export type SimpleCondition =
  | MetadataCondition
  | FieldCondition
  | AmountCondition
  | SpanCondition
  | MomentCondition
  | ExistsCondition
  | WordsCondition;

/** The opposite. Never of another `not`, nor of `=`, `!=`, `=~`, `!~` on metadata, fields and amounts: those have an opposite of their own. */
export interface NotCondition {
  readonly kind: "not";
  readonly of: Exclude<Condition, NotCondition>;
}
/** All of two or more, inside `any` or `not`; none of them is an `all` itself. */
export interface AllCondition {
  readonly kind: "all";
  readonly of: readonly Condition[];
}
/** At least one of two or more; none of them is an `any` itself. */
export interface AnyCondition {
  readonly kind: "any";
  readonly of: readonly Condition[];
}

export type Condition = SimpleCondition | NotCondition | AllCondition | AnyCondition;

/** Conditions that all must hold, in the order they were written: each is a chip. None: every sandbox matches. */
export interface Query {
  readonly conditions: readonly Condition[];
}

export const emptyQuery: Query = { conditions: [] };

/** The metadata key has one of these values. */
export const metadataIs = (key: string, ...values: OneOrMore<string>): MetadataCondition => ({
  kind: "metadata",
  key,
  op: "=",
  values,
});

/** The built-in field has one of these values. */
export const fieldIs = (name: TextField, ...values: OneOrMore<string>): FieldCondition => ({
  kind: "field",
  name,
  op: "=",
  values,
});

export const hasKey = (key: string): ExistsCondition => ({ kind: "exists", key });
export const words = (text: string): WordsCondition => ({ kind: "words", text });

const opposites = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" } as const;
type OpposedOperator = keyof typeof opposites;
const isOpposed = (op: Operator): op is OpposedOperator => op in opposites;

/** Whether an operator holds where its positive form does not, and so also where there is nothing to compare. */
export const isNegative = (op: Operator): op is "!=" | "!~" => op === "!=" || op === "!~";

/** The opposite of a condition, in its one canonical form. */
export function negated(condition: Condition): Condition {
  if (condition.kind === "not") return condition.of;
  if (condition.kind === "metadata" && isOpposed(condition.op))
    return { kind: "metadata", key: condition.key, op: opposites[condition.op], values: condition.values };
  if (condition.kind === "field" && isOpposed(condition.op))
    return { ...condition, op: opposites[condition.op] };
  if (condition.kind === "amount" && (condition.op === "=" || condition.op === "!="))
    return { ...condition, op: opposites[condition.op] };
  return { kind: "not", of: condition };
}

/** All of these as one condition; what is an `all` itself is taken apart. `undefined` of none. */
export const allOf = (conditions: readonly Condition[]): Condition | undefined =>
  joined(
    "all",
    conditions.flatMap((condition) => (condition.kind === "all" ? condition.of : [condition])),
  );

/** One of these as one condition; what is an `any` itself is taken apart. `undefined` of none. */
export const anyOf = (conditions: readonly Condition[]): Condition | undefined =>
  joined(
    "any",
    conditions.flatMap((condition) => (condition.kind === "any" ? condition.of : [condition])),
  );

function joined(kind: "all" | "any", of: readonly Condition[]): Condition | undefined {
  return of.length > 1 ? { kind, of } : of[0];
}

/** A query of these conditions; what asks for all of several is taken apart. */
export const queryOf = (conditions: readonly Condition[]): Query => ({
  conditions: conditions.flatMap((condition) => (condition.kind === "all" ? condition.of : [condition])),
});

/** Whether two conditions ask the same in the same words. */
export function sameCondition(a: Condition, b: Condition): boolean {
  switch (a.kind) {
    case "metadata":
      return b.kind === "metadata" && a.key === b.key && a.op === b.op && sameList(a.values, b.values);
    case "field":
      return b.kind === "field" && a.name === b.name && a.op === b.op && sameList(a.values, b.values);
    case "amount":
      return b.kind === "amount" && a.name === b.name && a.op === b.op && sameList(a.values, b.values);
    case "span":
      return b.kind === "span" && a.name === b.name && a.op === b.op && a.seconds === b.seconds;
    case "moment":
      return b.kind === "moment" && a.op === b.op && sameMoment(a.moment, b.moment);
    case "exists":
      return b.kind === "exists" && a.key === b.key;
    case "words":
      return b.kind === "words" && a.text === b.text;
    case "not":
      return b.kind === "not" && sameCondition(a.of, b.of);
    case "all":
    case "any":
      return b.kind === a.kind && sameList(a.of, b.of, sameCondition);
  }
}

const sameMoment = (a: Moment, b: Moment): boolean =>
  a.kind === "at" ? b.kind === "at" && a.micros === b.micros : b.kind === "ago" && a.seconds === b.seconds;

const sameList = <T>(
  a: readonly T[],
  b: readonly T[],
  same: (one: T, other: T) => boolean = Object.is,
): boolean =>
  a.length === b.length &&
  a.every((one, index) => {
    const other = b[index];
    return other !== undefined && same(one, other);
  });

/** Whether two queries hold the same conditions in the same order. */
export const sameQuery = (a: Query, b: Query): boolean =>
  a === b || sameList(a.conditions, b.conditions, sameCondition);

const asks = (query: Query, condition: Condition): boolean =>
  query.conditions.some((other) => sameCondition(other, condition));

/** The query with one more condition at its end, or the query itself when it asks that already. */
export const withCondition = (query: Query, condition: Condition): Query =>
  asks(query, condition) ? query : queryOf([...query.conditions, condition]);

/** The query without a condition, however often it was written. */
export const withoutCondition = (query: Query, condition: Condition): Query => ({
  ...query,
  conditions: query.conditions.filter((other) => !sameCondition(other, condition)),
});

/** The conditions of a query, each once. */
export const distinctConditions = (query: Query): readonly Condition[] =>
  query.conditions.filter(
    (condition, index) => query.conditions.findIndex((other) => sameCondition(other, condition)) === index,
  );

/** The conditions without others inside that a condition is made of, in their order. */
export function simpleConditions(condition: Condition): readonly SimpleCondition[] {
  if (condition.kind === "not") return simpleConditions(condition.of);
  if (condition.kind === "all" || condition.kind === "any") return condition.of.flatMap(simpleConditions);
  return [condition];
}

const simpleOf = (query: Query): readonly SimpleCondition[] => query.conditions.flatMap(simpleConditions);

/** Whether what matches changes by time alone. */
export const dependsOnTime = (query: Query): boolean =>
  simpleOf(query).some(
    (condition) =>
      condition.kind === "span" || (condition.kind === "moment" && condition.moment.kind === "ago"),
  );

/** Whether a template's name stands in it, which may need the template list to be told (contract 4.3). */
export const namesTemplate = (query: Query): boolean =>
  simpleOf(query).some((condition) => condition.kind === "field" && condition.name === "template");

/** The regular expressions in it. */
export const regexesOf = (query: Query): readonly string[] =>
  simpleOf(query).flatMap((condition) =>
    (condition.kind === "metadata" || condition.kind === "field") &&
    (condition.op === "=~" || condition.op === "!~")
      ? condition.values
      : [],
  );
