import { useLayoutEffect, useRef, type RefObject } from "react";

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
  /** What must not be covered: the field, or what stands around it. */
  under: RefObject<HTMLElement | null>,
  isShown: boolean,
): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (frame.current && field.current && under.current)
      placeUnder(field.current, under.current, frame.current);
  });
  useLayoutEffect(() => {
    const list = frame.current;
    const input = field.current;
    const around = under.current;
    if (!isShown || !list || !input || !around) return;
    const place = () => placeUnder(input, around, list);
    const keepFocus = (event: Event) => event.preventDefault();
    list.addEventListener("mousedown", keepFocus);
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, true);
    return () => {
      list.removeEventListener("mousedown", keepFocus);
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, true);
    };
  }, [field, under, isShown]);
  return frame;
}

function placeUnder(field: HTMLInputElement, under: HTMLElement, { style }: HTMLElement): void {
  const { bottom } = under.getBoundingClientRect();
  const left = field.getBoundingClientRect().left + Math.max(0, wordStart(field) - field.scrollLeft);
  const width = Math.min(LIST_WIDTH, window.innerWidth - 2 * MARGIN);
  const top = bottom + GAP;
  style.width = `${width}px`;
  style.top = `${top}px`;
  style.left = `${Math.max(MARGIN, Math.min(left - MARGIN, window.innerWidth - width - MARGIN))}px`;
  style.maxHeight = `${Math.max(120, Math.min(LIST_HEIGHT + 40, window.innerHeight - top - MARGIN))}px`;
}

let ruler: CanvasRenderingContext2D | null | undefined;

/** How far into a field's text the word at the caret begins, in pixels. */
function wordStart(field: HTMLInputElement): number {
  const before = field.value.slice(0, field.selectionStart ?? 0).replace(/\S*$/, "");
  ruler ??= document.createElement("canvas").getContext("2d");
  if (before === "" || !ruler) return 0;
  ruler.font = getComputedStyle(field).font;
  return ruler.measureText(before).width;
}
