import { useCallback, useContext, useEffect, useState, type RefObject } from "react";
import { OverlayContext } from "#web/design/overlays.ts";
import type { LiveRows } from "#web/fleet/live-rows.ts";
import { createLiveView, type LiveView } from "#web/fleet/live-view.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { useStore } from "#web/lib/use-store.ts";
import { rowOf } from "./use-grid-cursor.ts";

interface DrawnRows {
  readonly view: LiveView;
  readonly live: LiveRows;
  /** Whether rows may wait: not before the script that tells which do. */
  readonly mayWait: boolean;
  /** The rows in focus and pointed at, by their ids. */
  readonly touched: () => readonly string[];
}

/** The rows as they are drawn, with what the operator does in the table kept still and told to them. */
export function useLiveRows(scroller: RefObject<HTMLElement | null>): DrawnRows {
  const { fleet, selection } = useFleetServices();
  const overlays = useContext(OverlayContext);
  const [view] = useState(() => createLiveView(fleet));
  const live = useStore(view);
  const [mayWait, setMayWait] = useState(false);

  const touched = useCallback(() => {
    const element = scroller.current;
    if (!element) return [];
    const focused = element.contains(document.activeElement) ? document.activeElement : undefined;
    const lines = [focused && rowOf(focused), element.querySelector<HTMLElement>("tbody tr:hover")];
    return lines.flatMap((line) => line?.dataset["id"] || []);
  }, [scroller]);

  const isEmpty = live.rows.length === 0;
  useEffect(() => {
    if (isEmpty) return;
    const handle = requestIdleCallback(() => {
      // Where it cannot be had, rows come and go as they will.
      void import("#web/fleet/next-live-rows.ts").then(
        ({ nextLiveRows }) => {
          view.setPlacing(nextLiveRows);
          return setMayWait(true);
        },
        () => undefined,
      );
    });
    return () => cancelIdleCallback(handle);
  }, [view, isEmpty]);

  useEffect(() => {
    view.setGuard(() => {
      if (overlays?.hasChildNodes() || scroller.current?.matches(":active")) return "all";
      const ids = touched();
      const selected = selection.get();
      return (id) => ids.includes(id) || selected.has(id);
    });
  }, [view, overlays, scroller, selection, touched]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // Once the page has done what a key or a click is for: rows that closed up before would have it meet another one.
    const onClick = (event: Event) => {
      if (event.composedPath().includes(element)) view.tidy();
    };
    const within = ["wheel", "touchmove"];
    for (const kind of within) element.addEventListener(kind, view.tidy, { passive: true });
    document.addEventListener("keydown", view.tidy);
    document.addEventListener("click", onClick);
    return () => {
      for (const kind of within) element.removeEventListener(kind, view.tidy);
      document.removeEventListener("keydown", view.tidy);
      document.removeEventListener("click", onClick);
    };
  }, [view, scroller]);

  return { view, live, mayWait, touched };
}
