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

/**
 * The only sandboxes that a query can show, whatever else it asks of them: those of an `id:x` that has to hold. `undefined` where others can
 * meet it too, as with text that looks like an id and may stand in metadata.
 */
export function onlyIds({ conditions }: Query): readonly string[] | undefined {
  return conditions.map(onlyOf).find((ids) => ids !== undefined);
}

function onlyOf(condition: Condition): readonly string[] | undefined {
  const { kind } = condition;
  if (kind === "all") return onlyIds({ conditions: condition.of });
  if (kind === "any") {
    const each = condition.of.map(onlyOf);
    return each.some((ids) => ids === undefined) ? undefined : each.flatMap((ids) => ids ?? []);
  }
  return kind === "field" && condition.name === "id" && condition.op === "=" ? condition.values : undefined;
}

function named(condition: Condition): readonly string[] {
  const { kind } = condition;
  if (kind === "any" || kind === "all") return condition.of.flatMap(named);
  if (kind === "words") return pastedIds(condition.text)?.ids ?? [];
  return kind === "field" && condition.name === "id" && condition.op === "=" ? condition.values : [];
}
