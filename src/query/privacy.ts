import { isSecret } from "#contract/secret.ts";
import type { Condition } from "./ast.ts";
import { conditionKey } from "./print.ts";

/** Whether a condition asks for a value that is masked on screen. */
export const isPrivate = (condition: Condition): boolean =>
  isSecret(conditionKey(condition), condition.value);
