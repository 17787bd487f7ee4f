import type { Condition, OneOrMore } from "./ast.ts";
import { conditionTest, type QueryRow } from "./match.ts";
import type { Subject } from "./subject.ts";

/** The values that a condition lists for a subject by `=` or `!=`, as texts; `undefined` when it is no such condition. */
export function listedValues(
  condition: Condition,
  subject: Subject,
  op: "=" | "!=",
): readonly string[] | undefined {
  if (condition.kind === "metadata" && subject.kind === "metadata")
    return condition.key === subject.key && condition.op === op ? condition.values : undefined;
  if ((condition.kind !== "field" && condition.kind !== "amount") || subject.kind !== "field")
    return undefined;
  return condition.name === subject.name && condition.op === op ? condition.values.map(String) : undefined;
}

/** The condition that lists these values, or `undefined` when there are none, or none that the subject can have. */
export function valuesCondition(
  subject: Subject,
  op: "=" | "!=",
  values: readonly string[],
): Condition | undefined {
  if (!isOneOrMore(values)) return undefined;
  if (subject.kind === "metadata") return { kind: "metadata", key: subject.key, op, values };
  const { name } = subject;
  if (name === "age" || name === "ends") return undefined;
  if (name !== "cpu" && name !== "mem" && name !== "disk") return { kind: "field", name, op, values };
  const amounts = values.map(Number).filter(Number.isFinite);
  return isOneOrMore(amounts) ? { kind: "amount", name, op, values: amounts } : undefined;
}

const isOneOrMore = <T>(values: readonly T[]): values is OneOrMore<T> => values.length > 0;

/** Whether a condition about this subject alone lets the value through; what cannot be told is let through. */
export function admits(condition: Condition, subject: Subject, value: string): boolean {
  const test = conditionTest(condition, { now: 0, regex: () => undefined });
  return test(rowWith(subject, value)) !== false;
}

/** A sandbox of which only this is known, and which has nothing else. */
function rowWith(subject: Subject, value: string): QueryRow {
  const row = {
    ...{ sandboxID: "", templateID: "", alias: "", state: "", envdVersion: "", metadata: [] },
    ...{ startedMicros: 0, endMillis: 0, cpuCount: 0, memoryMB: 0, diskSizeMB: 0 },
  };
  if (subject.kind === "metadata") return { ...row, metadata: [[subject.key, value]] };
  switch (subject.name) {
    case "id":
      return { ...row, sandboxID: value };
    case "state":
      return { ...row, state: value };
    case "template":
      return { ...row, templateID: value, alias: value };
    case "envd":
      return { ...row, envdVersion: value };
    case "cpu":
      return { ...row, cpuCount: Number(value) };
    case "mem":
      return { ...row, memoryMB: Number(value) };
    case "disk":
      return { ...row, diskSizeMB: Number(value) };
    case "age":
    case "ends":
      return row;
  }
}
