import { facetsOf } from "#web/fleet/facets-of.ts";
import type { Facets, FacetsSnapshot } from "#web/fleet/facets.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { useStore } from "#web/lib/use-store.ts";
import { useViewStore } from "#web/view/use-view.ts";

/** The facets, which count while something is drawn that uses this. */
export function useFacets(): { readonly facets: Facets; readonly counts: FacetsSnapshot } {
  const facets = facetsOf(useFleetServices(), useViewStore());
  return { facets, counts: useStore(facets) };
}
