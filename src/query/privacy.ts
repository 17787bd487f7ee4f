import { isSecret } from "#contract/secret.ts";
import { simpleConditions, type Condition, type SimpleCondition } from "./ast.ts";

/** Whether a condition, or a part of it, asks for a value that is masked on screen. */
export const isPrivate = (condition: Condition): boolean => simpleConditions(condition).some(asksForSecret);

function asksForSecret(condition: SimpleCondition): boolean {
  if (condition.kind === "metadata") return condition.values.some((value) => isSecret(condition.key, value));
  if (condition.kind === "field") return condition.values.some((value) => isSecret(condition.name, value));
  return condition.kind === "words" && isSecret("", condition.text);
}
