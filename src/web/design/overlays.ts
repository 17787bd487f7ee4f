import { createContext, useContext } from "react";

/** The labelled section inside `<main>` that holds everything that floats, so that it stays inside the page's landmarks. */
export const OverlayContext = createContext<HTMLElement | null>(null);

/** Focuses where one goes on when what had the focus is gone, and what had it before that as well. */
export const FocusHomeContext = createContext<() => void>(() => undefined);

/** Spread on every popover, tooltip and modal of React Aria. */
export function useOverlayContainer(): { readonly UNSTABLE_portalContainer?: HTMLElement } {
  const container = useContext(OverlayContext);
  return container ? { UNSTABLE_portalContainer: container } : {};
}
