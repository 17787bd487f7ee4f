import { builtInViews } from "#web/prefs/built-in-views.ts";
import { sameName, type SavedView } from "#web/prefs/saved-view.ts";
import { viewsBarStrings } from "#web/strings/views-bar.ts";
import type { CurrentView } from "#web/view/view-store.ts";
import { canonicalSearch, shownSearches } from "#web/view/view-link.ts";

/** A view to choose. */
export interface ListedView extends SavedView {
  readonly kind: "built-in" | "saved";
}

export const builtIns: readonly ListedView[] = builtInViews.map(({ id, text }) => ({
  kind: "built-in",
  name: viewsBarStrings.builtIn[id],
  search: text === "" ? "" : canonicalSearch(`?${new URLSearchParams({ q: text }).toString()}`),
}));

/** Whether a built-in view has that name, so that no other can. */
export const isBuiltInName = (name: string): boolean => builtIns.some((view) => sameName(view.name, name));

/**
 * The view that the page shows: the saved one chosen last if it is that one, else the first saved, else a built-in one. None while a condition
 * holds that no view can.
 */
export function currentView(
  shown: CurrentView,
  saved: readonly SavedView[],
  chosen: string | undefined,
): ListedView | undefined {
  if (shown.privateCount > 0) return undefined;
  const { withColumns, withoutColumns } = shownSearches(shown);
  const isShown = ({ search }: SavedView) => search === withColumns || search === withoutColumns;
  const matching = saved.filter(isShown);
  const found = matching.find(({ name }) => chosen !== undefined && sameName(name, chosen)) ?? matching[0];
  return found ? { kind: "saved", ...found } : builtIns.find(isShown);
}

/** What a view shows, in a few words: its query. It holds nothing that is masked. */
export const viewSummary = (search: string): string =>
  new URLSearchParams(search).get("q") ?? viewsBarStrings.everything;
