import { simpleConditions, type Query } from "#query/ast.ts";
import { matcher, type MatchContext } from "#query/match.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import { selectedRows, type Selected } from "#web/fleet/selection.ts";

export interface SelectionFacts {
  /** The selected sandboxes as last known, in the order they were selected. */
  readonly rows: readonly FleetRow[];
  /** How many of them the current filter does not show. */
  readonly hidden: number;
  /** Those that were selected and are not known any more. */
  readonly vanished: readonly string[];
  /** Whether those have certainly ended. Otherwise they may have changed state, or stand in a part of the list not read yet. */
  readonly haveEnded: boolean;
}

/**
 * Compares a selection with the fleet. `current` gives the latest reading of a sandbox, `query` is the filter on screen, `listIsComplete`
 * whether its list was read to the end, `context` what the filter is judged by.
 */
export function selectionFacts(
  selected: Selected,
  current: (id: string) => FleetRow | undefined,
  query: Query,
  listIsComplete: boolean,
  context: MatchContext,
): SelectionFacts {
  const rows = selectedRows(selected, current);
  const gone = [...selected.values()].filter(({ sandboxID }) => !current(sandboxID));
  // Metadata and template never change: who met a filter on these alone and is missing from its whole list does not exist.
  const canChange = query.conditions
    .flatMap(simpleConditions)
    .some(
      ({ kind, ...condition }) =>
        kind === "span" || kind === "moment" || ("name" in condition && condition.name === "state"),
    );
  const test = matcher(query, context);
  return {
    rows,
    hidden: rows.filter((row) => test(row) !== true).length,
    vanished: gone.map((row) => row.sandboxID),
    haveEnded: listIsComplete && !canChange && gone.every((row) => test(row) === true),
  };
}
