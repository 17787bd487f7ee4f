import { useState } from "react";
import type { Query } from "#query/ast.ts";
import { seenValues } from "#web/fleet/seen-values.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { usePrefsServices } from "#web/prefs/use-prefs.ts";
import { suggestStrings as strings } from "#web/strings/suggest.ts";
import { suggestionsAt, type SuggestionSource } from "./suggestions.ts";
import type { Offer } from "./use-suggest.ts";

/** What suggestions are made of, taken anew whenever a list opens. Values are counted under `query`. */
export function useSource(query: Query): {
  /** What the counts in an open list are of. */
  readonly note: string | undefined;
  readonly openSource: () => Offer;
} {
  const { fleet } = useFleetServices();
  const { recents } = usePrefsServices();
  const [note, setNote] = useState<string>();
  const openSource = (): Offer => {
    const { keys: used } = recents.get();
    const opened: SuggestionSource = {
      ...seenValues(fleet.knownRows(), { query, context: fleet.matchContext() }),
      recent: (key) => used.find((entry) => entry.key === key)?.values ?? [],
    };
    const { counted } = opened;
    setNote(query.conditions.length === 0 ? strings.countedIn(counted) : strings.countedUnder(counted));
    return (text, caret) => suggestionsAt(text, caret, opened);
  };
  return { note, openSource };
}
