/** A pair that a sandbox's metadata must hold exactly. Other operators will join `=`. */
export interface MetadataCondition {
  readonly kind: "metadata";
  readonly key: string;
  readonly op: "=";
  readonly value: string;
}

export const fieldNames = ["state", "template"] as const;
/** The built-in fields that can be asked for, written `name:value`. */
export type FieldName = (typeof fieldNames)[number];

/** What a built-in field must be: the state exactly, the template by id or alias. */
export interface FieldCondition {
  readonly kind: "field";
  readonly name: FieldName;
  readonly value: string;
}

export type Condition = MetadataCondition | FieldCondition;

/** Conditions that all must hold, in the order they were written. None: every sandbox matches. */
export interface Query {
  readonly conditions: readonly Condition[];
}

export const emptyQuery: Query = { conditions: [] };

export const metadataIs = (key: string, value: string): MetadataCondition => ({
  kind: "metadata",
  key,
  op: "=",
  value,
});

export const fieldIs = (name: FieldName, value: string): FieldCondition => ({ kind: "field", name, value });

/** Whether two conditions ask the same. */
export function sameCondition(a: Condition, b: Condition): boolean {
  if (a.kind === "metadata")
    return b.kind === "metadata" && a.key === b.key && a.op === b.op && a.value === b.value;
  return b.kind === "field" && a.name === b.name && a.value === b.value;
}

/** Whether two queries hold the same conditions in the same order. */
export const sameQuery = (a: Query, b: Query): boolean =>
  a.conditions.length === b.conditions.length &&
  a.conditions.every((condition, index) => {
    const other = b.conditions[index];
    return other !== undefined && sameCondition(condition, other);
  });

const asks = (query: Query, condition: Condition): boolean =>
  query.conditions.some((other) => sameCondition(other, condition));

/** The query with one more condition at its end, or the query itself when it asks that already. */
export const withCondition = (query: Query, condition: Condition): Query =>
  asks(query, condition) ? query : { ...query, conditions: [...query.conditions, condition] };

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
