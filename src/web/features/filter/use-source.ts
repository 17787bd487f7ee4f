import { sameQuery, type Query } from "#query/ast.ts";
import { seenValues, type SeenValues } from "#web/fleet/seen-values.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { usePrefsServices } from "#web/prefs/use-prefs.ts";
import { suggestStrings as strings } from "#web/strings/suggest.ts";
import { suggestionsAt } from "./suggestions.ts";
import type { Offer } from "./use-suggest.ts";

/**
 * What suggestions are made of, taken anew whenever a list opens.
 * @param under what values are counted under, for a text and where the caret stands in it
 */
export function useSource(under: (text: string, caret: number) => Query): () => Offer {
  const { fleet } = useFleetServices();
  const { recents } = usePrefsServices();
  return () => {
    const { keys: used } = recents.get();
    const rows = fleet.knownRows();
    const context = fleet.matchContext();
    const { keys, counted } = seenValues(rows);
    let made: { readonly query: Query; readonly seen: SeenValues } | undefined;
    /** Counted once, as long as what it is counted under stays. */
    const seenUnder = (query: Query): SeenValues => {
      if (!made || !sameQuery(made.query, query))
        made = { query, seen: seenValues(rows, { query, context }) };
      return made.seen;
    };
    const recent = (key: string) => used.find((entry) => entry.key === key)?.values ?? [];
    return (text, caret) => {
      const query = under(text, caret);
      const { values } = seenUnder(query);
      return {
        options: suggestionsAt(text, caret, { keys, counted, values, recent }),
        note: query.conditions.length === 0 ? strings.countedIn(counted) : strings.countedUnder(counted),
      };
    };
  };
}
