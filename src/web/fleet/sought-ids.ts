import { isSafeId } from "#contract/sandbox-id.ts";
import type { Condition, Query } from "#query/ast.ts";
import { pastedIds } from "#query/pasted-ids.ts";

/** So many ids of one query are looked up at most. */
export const MOST_SOUGHT = 10;

/** The sandboxes that a query names: `id:x`, alone or in a list, and free text that looks like an id. At most ten. */
export function soughtIds({ conditions }: Query): readonly string[] {
  const ids = new Set(conditions.flatMap(named).filter(isSafeId));
  return [...ids].slice(0, MOST_SOUGHT);
}

function named(condition: Condition): readonly string[] {
  const { kind } = condition;
  if (kind === "any" || kind === "all") return condition.of.flatMap(named);
  if (kind === "words") return pastedIds(condition.text)?.ids ?? [];
  return kind === "field" && condition.name === "id" && condition.op === "=" ? condition.values : [];
}
