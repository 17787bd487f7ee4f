import { useToasts } from "#web/design/toasts.tsx";
import type { SavedView } from "#web/prefs/saved-view.ts";
import { usePrefsServices } from "#web/prefs/use-prefs.ts";
import { viewStrings } from "#web/strings/views.ts";

/** Changes the saved views, and says so where the browser cannot keep them. `said` is read out. */
export function useChangeViews(): (
  change: (views: readonly SavedView[]) => readonly SavedView[],
  said: string,
) => void {
  const { views } = usePrefsServices();
  const toasts = useToasts();
  return (change, said) => {
    const kept = views.change(change);
    toasts.announce(said);
    if (kept !== "kept") toasts.show({ tone: "danger", text: viewStrings.unkept[kept] });
  };
}
