import { createContext, useContext } from "react";
import { useStore } from "#web/lib/use-store.ts";
import type { PrefsStore, ThemeStore } from "./prefs.ts";
import type { RecentsStore } from "./recents.ts";
import type { RecentQueriesStore } from "./recent-queries.ts";
import type { ViewsStore } from "./views.ts";

export interface PrefsServices {
  readonly prefs: PrefsStore;
  readonly theme: ThemeStore;
  readonly views: ViewsStore;
  readonly recentQueries: RecentQueriesStore;
  readonly recents: RecentsStore;
}

export const PrefsContext = createContext<PrefsServices | undefined>(undefined);

/** Throws outside the application's providers, which is a mistake in the code. */
export function usePrefsServices(): PrefsServices {
  const services = useContext(PrefsContext);
  if (!services) throw new Error("usePrefsServices is used outside PrefsContext");
  return services;
}

export const usePrefs = () => useStore(usePrefsServices().prefs);
export const useTheme = () => useStore(usePrefsServices().theme);
/** The saved views, without the built-in ones. */
export const useViews = () => useStore(usePrefsServices().views);
/** Texts of queries, the last used first. */
export const useRecentQueries = () => useStore(usePrefsServices().recentQueries);
