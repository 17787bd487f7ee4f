import { LONGEST_SEARCH } from "#web/prefs/saved-view.ts";
import { viewStrings } from "#web/strings/views.ts";
import { useView } from "#web/view/use-view.ts";
import { shownSearches, viewSearch } from "#web/view/view-link.ts";

/** What is on screen as a view can hold it. */
export interface SavableView {
  /** With its columns, or without: then it shows those the browser remembers. */
  readonly withColumns: string;
  readonly withoutColumns: string;
  /** As the URL says: with columns only where these were chosen for what is on screen. */
  readonly search: string;
  readonly usesColumns: boolean;
}

export function useSavableView(): SavableView {
  const shown = useView();
  return { ...shownSearches(shown), search: viewSearch(shown), usesColumns: shown.cols !== undefined };
}

/** Why a search cannot be kept. */
export const searchProblem = (search: string): string | undefined =>
  search.length > LONGEST_SEARCH ? viewStrings.tooLong(search.length, LONGEST_SEARCH) : undefined;
