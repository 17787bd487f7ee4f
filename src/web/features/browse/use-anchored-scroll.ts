import { useLayoutEffect, useRef, type RefObject } from "react";
import type { GridItem } from "./group-items.ts";
import { anchorShift } from "./grid-rows.ts";

interface AnchoredScroll {
  readonly rows: readonly GridItem[];
  readonly rowHeight: number;
  readonly viewHeight: number;
  /** Another one starts at the top. */
  readonly list: unknown;
  /** How far it was scrolled when that was last seen: asking the element itself would lay out the page. */
  readonly scrollOffset: () => number;
  /** The rows that are to stay where they are before others: those pointed at and in focus. */
  readonly preferred: () => readonly string[];
}

/**
 * Keeps what one looks at where it is while rows come and go above it, by the ids on screen. At the very top nothing is kept: new rows
 * simply appear there.
 */
export function useAnchoredScroll(
  scroller: RefObject<HTMLElement | null>,
  { rows, rowHeight, viewHeight, list, scrollOffset, preferred }: AnchoredScroll,
): void {
  const shown = useRef({ rows, list });
  /** Where the element was sent and has not told yet that it is. */
  const sentTo = useRef<number>(undefined);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const arrive = () => {
      sentTo.current = undefined;
    };
    element.addEventListener("scroll", arrive, { passive: true });
    return () => element.removeEventListener("scroll", arrive);
  }, [scroller]);

  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { rows, list };
    const send = (top: number) => {
      sentTo.current = top;
      scroller.current?.scrollTo({ top });
    };
    if (before.list !== list) send(0);
    else if (before.rows !== rows) {
      const offset = sentTo.current ?? scrollOffset();
      const first = Math.floor(offset / rowHeight);
      const shift = anchorShift(before.rows, rows, first, Math.ceil(viewHeight / rowHeight), preferred());
      if (offset > 0 && shift !== 0) send(offset + shift * rowHeight);
    }
  }, [scroller, rows, list, rowHeight, viewHeight, scrollOffset, preferred]);
}
