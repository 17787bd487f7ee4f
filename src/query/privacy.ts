import { isSecret } from "#contract/secret.ts";
import type { Condition, Query } from "./ast.ts";
import { conditionKey } from "./print.ts";

/** Whether a condition asks for a value that is masked on screen. */
export const isPrivate = (condition: Condition): boolean =>
  isSecret(conditionKey(condition), condition.value);

/** A query in two: what may stand in URL, history and storage, and what asks for masked values and must not. */
export const splitPrivate = (query: Query): { readonly shareable: Query; readonly private: Query } => ({
  shareable: { conditions: query.conditions.filter((condition) => !isPrivate(condition)) },
  private: { conditions: query.conditions.filter(isPrivate) },
});
