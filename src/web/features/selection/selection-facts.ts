import { simpleConditions, type Query } from "#query/ast.ts";
import { matcher, type MatchContext } from "#query/match.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import type { Selected } from "#web/fleet/selection.ts";
import type { FleetSnapshot } from "#web/fleet/snapshot.ts";
import { inSteps, type Steps } from "#web/lib/steps.ts";
import { countMasked } from "./rows-as-json.ts";

export interface SelectionFacts {
  /** How many are selected. */
  readonly count: number;
  /** The selected sandboxes as last known, in the order they were selected. */
  readonly rows: readonly FleetRow[];
  /** How many of them the current filter does not show. */
  readonly hidden: number;
  /** Whether all that is shown is selected while more may come. */
  readonly isPartOfList: boolean;
  /** Those that were selected and are not known any more. */
  readonly vanished: readonly string[];
  /** Whether those have certainly ended. Otherwise they may have changed state, or stand in a part of the list not read yet. */
  readonly haveEnded: boolean;
  /** How many metadata values of theirs are masked. */
  readonly masked: number;
}

/**
 * Compares a selection with the fleet. `current` gives the latest reading of a sandbox, `shown` is what the table shows, `context` what its
 * filter is judged by.
 */
export function* selectionFacts(
  selected: Selected,
  current: (id: string) => FleetRow | undefined,
  shown: Pick<FleetSnapshot, "wanted" | "end"> & { readonly rows: { readonly length: number } },
  context: MatchContext,
): Steps<SelectionFacts> {
  const { query } = shown.wanted;
  const test = matcher(query, context);
  const rows: FleetRow[] = [];
  const vanished: string[] = [];
  let areGoneMet = true;
  let hidden = 0;
  let masked = 0;
  yield* inSteps(selected.values(), (row) => {
    const now = current(row.sandboxID);
    if (!now) {
      vanished.push(row.sandboxID);
      areGoneMet &&= test(row) === true;
    } else {
      rows.push(now);
      if (test(now) !== true) hidden += 1;
      masked += countMasked([now]);
    }
  });
  return {
    ...{ count: selected.size, rows, hidden, masked, vanished },
    isPartOfList: shown.end === "more" && selected.size - hidden >= shown.rows.length,
    haveEnded: shown.end === "complete" && !canChange(query) && areGoneMet,
  };
}

/** Metadata and template never change: who met a filter on these alone and is missing from its whole list does not exist. */
const canChange = (query: Query): boolean =>
  query.conditions
    .flatMap(simpleConditions)
    .some(
      ({ kind, ...condition }) =>
        kind === "span" || kind === "moment" || ("name" in condition && condition.name === "state"),
    );
