import { useState } from "react";
import { seenValues } from "#web/fleet/seen-values.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { usePrefsServices } from "#web/prefs/use-prefs.ts";
import { suggestionsAt, type SuggestionSource } from "./suggestions.ts";
import type { Offer } from "./use-suggest.ts";

/** What suggestions are made of, taken anew whenever a list opens. */
export function useSource(): {
  readonly source: SuggestionSource | undefined;
  readonly openSource: () => Offer;
} {
  const { fleet } = useFleetServices();
  const { recents } = usePrefsServices();
  const [source, setSource] = useState<SuggestionSource>();
  const openSource = (): Offer => {
    const { keys: used } = recents.get();
    const opened: SuggestionSource = {
      ...seenValues(fleet.knownRows()),
      recent: (key) => used.find((entry) => entry.key === key)?.values ?? [],
    };
    setSource(opened);
    return (text, caret) => suggestionsAt(text, caret, opened);
  };
  return { source, openSource };
}
