import { useState } from "react";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { usePrefsServices } from "#web/prefs/use-prefs.ts";
import { sourceOf, type SuggestionSource } from "./suggestion-source.ts";
import { suggestionsAt } from "./suggestions.ts";
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
    const opened = sourceOf(fleet.knownRows(), recents.get());
    setSource(opened);
    return (text, caret) => suggestionsAt(text, caret, opened);
  };
  return { source, openSource };
}
