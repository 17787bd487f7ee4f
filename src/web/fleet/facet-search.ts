import { isSecret } from "#contract/secret.ts";
import { metadataValue } from "#contract/metadata.ts";
import { rankByText } from "#web/lib/rank.ts";
import type { FacetValue } from "./facet-counts.ts";
import type { FleetRow } from "./row.ts";

/** The values of a subject that hold a typed text. */
export interface FoundValues {
  /** Those that start with it first, then the most frequent. */
  readonly values: readonly FacetValue[];
  /** There are others. */
  readonly hasMore: boolean;
}

/** So many are told, and so many different ones are counted to choose from. */
const MOST_FOUND = 50;
const MOST_COUNTED = 1_000;
/** Rows between two looks at whether to go on. */
const STRIDE = 64;

/**
 * Looks through these rows for values of a metadata key that hold a text, whatever the case. Yields now and then without a result, so that the
 * caller may do something else in between. Values that look secret are left out.
 */
export function* searchValues(
  rows: Iterable<FleetRow>,
  key: string,
  typed: string,
): Generator<undefined, FoundValues> {
  const wanted = typed.trim().toLowerCase();
  const counts = new Map<string, number>();
  let hasMore = false;
  let seen = 0;
  for (const { metadata } of rows) {
    seen += 1;
    if (seen % STRIDE === 0) yield undefined;
    const value = metadataValue(metadata, key);
    if (value === undefined) continue;
    const count = counts.get(value);
    if (count !== undefined) counts.set(value, count + 1);
    else if (value.toLowerCase().includes(wanted) && !isSecret(key, value)) {
      if (counts.size < MOST_COUNTED) counts.set(value, 1);
      else hasMore = true;
    }
  }
  const found = [...counts]
    .map(([text, count]): FacetValue => ({ text, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
  const ranked = rankByText(found, wanted, ({ text }) => text, "exact");
  return { values: ranked.slice(0, MOST_FOUND), hasMore: hasMore || ranked.length > MOST_FOUND };
}
