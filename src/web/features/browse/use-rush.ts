import { observeElementOffset, type Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useDeferredValue, useRef, useState } from "react";

/**
 * Jumps that follow one another within this time are one rush, in milliseconds. On a busy machine a single frame can take longer than the
 * scrolling needs to count as over: whole rows would then be drawn in the middle of it, which makes the next frame late as well.
 */
const RECENT_MS = 400;

type Grid = Virtualizer<HTMLTableElement, Element>;

interface Rush {
  /** Rows fly past faster than anybody can point at one: those that come may be drawn without what can be pressed in them. */
  readonly isRushing: boolean;
  /** Follows the scrolling for the virtualizer, which is told what it would be told otherwise. */
  readonly observe: (
    grid: Grid,
    tell: (offset: number, isScrolling: boolean) => void,
  ) => (() => void) | undefined;
}

/**
 * Whether the grid is scrolled by more than what it shows, again and again, as by a dragged scroll bar. One jump alone is none: where it leads to
 * is looked at.
 * @param viewHeight height in which rows are seen, in pixels
 */
export function useRush(viewHeight: number): Rush {
  const [isRushing, setRushing] = useState(false);
  const last = useRef({ offset: 0, jumpedAt: Number.NEGATIVE_INFINITY });
  const observe = useCallback<Rush["observe"]>(
    (grid, tell) =>
      observeElementOffset(grid, (offset, isScrolling) => {
        const now = performance.now();
        const { offset: before, jumpedAt } = last.current;
        const isJump = isScrolling && Math.abs(offset - before) >= viewHeight;
        const isRecent = now - jumpedAt < RECENT_MS;
        last.current = { offset, jumpedAt: isJump ? now : jumpedAt };
        // A small step neither begins a rush nor ends one at once.
        setRushing((was) => isScrolling && isRecent && (was || isJump));
        tell(offset, isScrolling);
      }) ?? undefined,
    [viewHeight],
  );
  // What was left out is filled in piece by piece, and later if the scrolling goes on.
  const wasRushing = useDeferredValue(isRushing);
  return { isRushing: isRushing || wasRushing, observe };
}
