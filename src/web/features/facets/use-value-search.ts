import { useEffect, useState } from "react";
import type { FoundValues } from "#web/fleet/facet-search.ts";
import type { Facets } from "#web/fleet/facets.ts";

/**
 * The values of a key that hold what was typed, found among the loaded rows. Those of before stand until the new ones are found;
 * `undefined` before the first, and while nothing is typed.
 */
export function useValueSearch(
  facets: Facets,
  key: string | undefined,
  typed: string,
): FoundValues | undefined {
  const [found, setFound] = useState<FoundValues>();
  const isAsked = key !== undefined && typed.trim() !== "";
  useEffect(() => (isAsked ? facets.search(key, typed, setFound) : undefined), [facets, key, typed, isAsked]);
  return isAsked ? found : undefined;
}
