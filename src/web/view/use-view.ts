import { createContext, useContext } from "react";
import { useStore } from "#web/lib/use-store.ts";
import type { CurrentView, ViewStore } from "./view-store.ts";

export const ViewContext = createContext<ViewStore | undefined>(undefined);

/** Throws outside the application's providers, which is a mistake in the code. */
export function useViewStore(): ViewStore {
  const store = useContext(ViewContext);
  if (!store) throw new Error("useViewStore is used outside ViewContext");
  return store;
}

/** The current view; renders again when it or the URL changes. */
export const useView = (): CurrentView => useStore(useViewStore());
