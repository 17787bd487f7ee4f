import {
  amountFields,
  spanFields,
  textFields,
  type AmountField,
  type SpanField,
  type TextField,
} from "./ast.ts";

/** All built-in fields, written `name:value`, in the order in which they are offered. */
export const fieldNames = [
  "state",
  "template",
  "id",
  "age",
  "ends",
  "started",
  "cpu",
  "mem",
  "disk",
  "envd",
] as const satisfies readonly FieldName[];
export type FieldName = TextField | AmountField | SpanField | "started";

const isOneOf =
  <Name extends string>(names: readonly Name[]) =>
  (name: string): name is Name =>
    names.some((other) => other === name);

export const isFieldName = isOneOf<FieldName>(fieldNames);
export const isTextField = isOneOf(textFields);
export const isAmountField = isOneOf(amountFields);
export const isSpanField = isOneOf(spanFields);
