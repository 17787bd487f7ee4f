import { systemClock } from "#web/lib/clock.ts";
import type { ReadableStore } from "#web/lib/store.ts";
import type { Query } from "#query/ast.ts";
import { countsBeat } from "./counts-beat.ts";
import { createFacets, type Facets } from "./facets.ts";
import type { Fleet } from "./fleet-store.ts";
import type { FleetServices } from "./use-fleet.ts";

const made = new WeakMap<Fleet, Facets>();

/** The facets of a fleet under the view's query, the same for all who ask. Made on demand, as their script is not among the first. */
export function facetsOf(
  { fleet }: Pick<FleetServices, "fleet">,
  view: ReadableStore<{ readonly query: Query }>,
): Facets {
  const known = made.get(fleet);
  if (known) return known;
  const facets = createFacets({
    ...{ fleet, view, onRows: fleet.onRows, clock: systemClock, beat: countsBeat },
    context: fleet.matchContext,
  });
  made.set(fleet, facets);
  return facets;
}
