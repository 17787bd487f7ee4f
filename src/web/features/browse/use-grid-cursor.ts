import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type RefObject,
} from "react";
import type { GridItem } from "./group-items.ts";
import { rowIndex, scrollTopFor } from "./grid-rows.ts";

interface CursorOptions {
  readonly rows: readonly GridItem[];
  readonly rowHeight: number;
  /** Height in which rows are seen, in pixels. */
  readonly viewHeight: number;
}

export interface GridCursor {
  /** Where the row stands that has the focus or had it last; -1 when there is none. */
  readonly index: number;
  /** Makes a row the active one, brings it into view and focuses it. */
  readonly moveTo: (index: number) => void;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/** The line of the table, a sandbox or a heading, that an event came from. */
export const rowOf = (target: EventTarget): HTMLElement | undefined =>
  target instanceof Element ? (target.closest<HTMLElement>("tr[data-id]") ?? undefined) : undefined;

/** The one row that has the grid's focus, followed by its id through whatever happens to the rows around it. */
export function useGridCursor(
  scroller: RefObject<HTMLElement | null>,
  { rows, rowHeight, viewHeight }: CursorOptions,
): GridCursor {
  const [activeId, setActiveId] = useState<string>();
  const lastIndex = useRef(-1);
  const isFocusInside = useRef(false);
  const wantsFocus = useRef(false);
  const index = useMemo(() => rowIndex(rows, activeId), [rows, activeId]);

  const moveTo = useCallback(
    (target: number) => {
      const row = rows[target];
      const element = scroller.current;
      if (!row || !element) return;
      element.scrollTo({ top: scrollTopFor(target, rowHeight, element.scrollTop, viewHeight) });
      lastIndex.current = target;
      wantsFocus.current = true;
      setActiveId(row.sandboxID);
      // The same row again renders nothing anew, which would bring the focus there.
      if (row.sandboxID === activeId) takeFocus(element, target, wantsFocus);
    },
    [rows, scroller, rowHeight, viewHeight, activeId],
  );

  // A row that left takes the focus with it: the one now in its place gets it.
  useLayoutEffect(() => {
    if (index >= 0) lastIndex.current = index;
    else if (activeId !== undefined && rows.length > 0) {
      if (isFocusInside.current && document.activeElement === document.body)
        moveTo(Math.min(lastIndex.current, rows.length - 1));
      else setActiveId(undefined);
    }
  }, [index, activeId, rows, moveTo]);

  useLayoutEffect(() => {
    // What had the focus within the row may be there no longer, as when its sandbox ended.
    const isLost = index >= 0 && isFocusInside.current && document.activeElement === document.body;
    if ((wantsFocus.current || isLost) && scroller.current) takeFocus(scroller.current, index, wantsFocus);
  });

  return {
    index,
    moveTo,
    onFocus: ({ target }) => {
      isFocusInside.current = true;
      const line = rowOf(target)?.dataset["index"];
      const id = rows[Number(line)]?.sandboxID;
      if (id !== undefined) setActiveId(id);
    },
    onBlur: ({ target, relatedTarget }) => {
      if (relatedTarget instanceof Node)
        isFocusInside.current = scroller.current?.contains(relatedTarget) ?? false;
      // A click on nothing also takes the focus away; a row that is removed does not count.
      else
        queueMicrotask(() => {
          if (target.isConnected) isFocusInside.current = false;
        });
    },
  };
}

/** Focuses a row if it is drawn; else it is still wanted when it is. */
function takeFocus(scroller: HTMLElement, index: number, wants: { current: boolean }): void {
  const row = scroller.querySelector<HTMLElement>(`[data-index="${index}"]`);
  if (!row) return;
  wants.current = false;
  row.focus({ preventScroll: true });
  // The grid has brought it into its own view; where the window is low, the page scrolls as well.
  row.scrollIntoView({ block: "nearest" });
}
