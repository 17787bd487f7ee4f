import { useState } from "react";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { browserStorage } from "#web/prefs/prefs.ts";
import { createRecents } from "#web/prefs/recents.ts";
import { sourceOf, type SuggestionSource } from "./suggestion-source.ts";
import { suggestionsAt } from "./suggestions.ts";
import type { Offer } from "./use-suggest.ts";

/** What suggestions are made of, taken anew whenever a list opens. */
export function useSource(): {
  readonly source: SuggestionSource | undefined;
  readonly openSource: () => Offer;
} {
  const { fleet, upstream } = useFleetServices();
  const [source, setSource] = useState<SuggestionSource>();
  const openSource = (): Offer => {
    const opened = sourceOf(fleet.knownRows(), createRecents(browserStorage(window), upstream).get());
    setSource(opened);
    return (text, caret) => suggestionsAt(text, caret, opened);
  };
  return { source, openSource };
}
