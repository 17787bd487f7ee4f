import { useLayoutEffect, useRef, type RefObject } from "react";
import type { FleetRow } from "#web/fleet/row.ts";
import { anchorShift } from "./grid-rows.ts";

interface AnchoredScroll {
  readonly rows: readonly FleetRow[];
  readonly rowHeight: number;
  readonly viewHeight: number;
  /** Another one starts at the top. */
  readonly list: unknown;
}

/**
 * Keeps what one looks at where it is while rows come and go above it, by the ids on screen. At the very top nothing is kept: new rows
 * simply appear there.
 */
export function useAnchoredScroll(
  scroller: RefObject<HTMLElement | null>,
  { rows, rowHeight, viewHeight, list }: AnchoredScroll,
): void {
  const shown = useRef({ rows, list });
  /** Remembered, as a list that became shorter is cut by the browser before it can be asked. */
  const scrollTop = useRef(0);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const remember = () => {
      scrollTop.current = element.scrollTop;
    };
    element.addEventListener("scroll", remember, { passive: true });
    return () => element.removeEventListener("scroll", remember);
  }, [scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const before = shown.current;
    shown.current = { rows, list };
    if (!element) return;
    if (before.list !== list) {
      element.scrollTo({ top: 0 });
    } else if (before.rows !== rows && scrollTop.current > 0) {
      const first = Math.floor(scrollTop.current / rowHeight);
      const shift = anchorShift(before.rows, rows, first, Math.ceil(viewHeight / rowHeight));
      if (shift !== 0) element.scrollTo({ top: scrollTop.current + shift * rowHeight });
    }
    scrollTop.current = element.scrollTop;
  }, [scroller, rows, list, rowHeight, viewHeight]);
}
