import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from "react";
import { isColumnKey, type ColumnKey, type ColumnSettings } from "#web/view/columns.ts";
import { dropPlace, type DropPlace, type HeadingBox } from "./drop-place.ts";

/** Pixels a pointer may tremble and still click. */
const CLICK_REACH = 5;
/** Within so many pixels of the table's side the table scrolls towards it. */
const SCROLL_ZONE = 40;
const SCROLL_STEP = 16;

export interface ColumnDrag {
  /** The heading that follows the pointer. */
  readonly column: ColumnKey;
  readonly mark: DropPlace["mark"];
}

/** Moving a column by its heading with a mouse or a pen; a finger scrolls there. The keys and the menu do the same. */
export function useColumnDrag(
  head: RefObject<HTMLElement | null>,
  columns: ColumnSettings,
  onDrop: (column: ColumnKey, place: number) => void,
): {
  readonly drag: ColumnDrag | undefined;
  readonly onPointerDown: (event: ReactPointerEvent, column: ColumnKey) => void;
} {
  const [drag, setDrag] = useState<ColumnDrag>();
  const latest = useRef({ columns, onDrop });
  const stop = useRef<() => void>(undefined);
  useEffect(() => {
    latest.current = { columns, onDrop };
  });
  useEffect(() => () => stop.current?.(), []);

  const onPointerDown = (down: ReactPointerEvent, column: ColumnKey) => {
    if (down.button !== 0 || down.pointerType === "touch" || column === "id") return;
    stop.current?.();
    const end = new AbortController();
    const { signal } = end;
    let to: DropPlace | undefined;
    stop.current = () => {
      end.abort();
      setDrag(undefined);
    };

    const move = (event: PointerEvent) => {
      const thead = head.current;
      if (!thead || (!to && Math.abs(event.clientX - down.clientX) < CLICK_REACH)) return;
      scrollTowards(thead, event.clientX);
      const isRtl = getComputedStyle(thead).direction === "rtl";
      to = dropPlace(
        latest.current.columns,
        column,
        headingBoxes(thead, isRtl),
        event.clientX * (isRtl ? -1 : 1),
      );
      setDrag({ column, mark: to.mark });
    };
    const up = () => {
      stop.current?.();
      if (!to) return;
      latest.current.onDrop(column, to.place);
      swallowClick();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !to) return;
      event.preventDefault();
      stop.current?.();
      swallowClick();
    };
    window.addEventListener("pointermove", move, { signal });
    window.addEventListener("pointerup", up, { signal });
    window.addEventListener("pointercancel", () => stop.current?.(), { signal });
    window.addEventListener("keydown", key, { signal, capture: true });
  };
  return { drag, onPointerDown };
}

/** Letting go of a heading over itself would click it, and sort. */
function swallowClick(): void {
  const done = new AbortController();
  window.addEventListener(
    "click",
    (event) => {
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true, signal: done.signal },
  );
  setTimeout(() => done.abort());
}

function headingBoxes(thead: HTMLElement, isRtl: boolean): readonly HeadingBox[] {
  return [...thead.querySelectorAll<HTMLElement>("th[data-column]")].flatMap((th) => {
    const column = th.dataset["column"] ?? "";
    const { left, right } = th.getBoundingClientRect();
    return isColumnKey(column) ? [{ column, start: isRtl ? -right : left, end: isRtl ? -left : right }] : [];
  });
}

function scrollTowards(thead: HTMLElement, x: number): void {
  const scroller = thead.parentElement;
  if (!scroller) return;
  const { left, right } = scroller.getBoundingClientRect();
  if (x > right - SCROLL_ZONE) scroller.scrollBy({ left: SCROLL_STEP });
  else if (x < left + SCROLL_ZONE) scroller.scrollBy({ left: -SCROLL_STEP });
}
