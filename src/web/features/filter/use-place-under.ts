import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";

/** In pixels. */
export const LIST_WIDTH = 440;
export const LIST_HEIGHT = 296;
const GAP = 6;
const MARGIN = 8;

/**
 * For a list under a field: keeps it there and within the window, whatever scrolls or changes its size, and the focus in the field, whatever
 * is clicked. Give the element a fixed position.
 */
export function usePlaceUnder(
  field: RefObject<HTMLInputElement | null>,
  isShown: boolean,
): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (frame.current && field.current) placeUnder(field.current, frame.current);
  });
  useEffect(() => {
    const list = frame.current;
    const input = field.current;
    if (!isShown || !list || !input) return;
    const place = () => placeUnder(input, list);
    const keepFocus = (event: Event) => event.preventDefault();
    list.addEventListener("mousedown", keepFocus);
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, true);
    return () => {
      list.removeEventListener("mousedown", keepFocus);
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, true);
    };
  }, [field, isShown]);
  return frame;
}

function placeUnder(field: HTMLElement, { style }: HTMLElement): void {
  const { left, bottom } = field.getBoundingClientRect();
  const width = Math.min(LIST_WIDTH, window.innerWidth - 2 * MARGIN);
  const top = bottom + GAP;
  style.width = `${width}px`;
  style.top = `${top}px`;
  style.left = `${Math.max(MARGIN, Math.min(left - MARGIN, window.innerWidth - width - MARGIN))}px`;
  style.maxHeight = `${Math.max(120, Math.min(LIST_HEIGHT + 40, window.innerHeight - top - MARGIN))}px`;
}
