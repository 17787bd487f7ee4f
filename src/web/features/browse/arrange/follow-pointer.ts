import { isColumnKey, type ColumnKey, type ColumnSettings } from "#web/view/columns.ts";
import { dropPlace, type DropPlace, type HeadingBox } from "./drop-place.ts";

/** Pixels a pointer may tremble and still click. */
const CLICK_REACH = 5;
/** Within so many pixels of the table's side the table scrolls towards it. */
const SCROLL_ZONE = 40;
const SCROLL_STEP = 16;

interface Following {
  readonly head: HTMLElement;
  readonly column: ColumnKey;
  /** Where the pointer took hold. */
  readonly startX: number;
  readonly columns: () => ColumnSettings;
  /** The heading left its place, and where it would come to stand now. */
  readonly onMove: (mark: DropPlace["mark"]) => void;
  readonly onDrop: (place: number) => void;
  /** However it ends; after `onDrop`. */
  readonly onEnd: () => void;
}

/**
 * Follows the pointer that took hold of a heading until it lets go, or Escape is pressed. Gives what ends that early.
 *
 * It is there with the headings and not loaded when they are touched: who is quicker than the network would let go of
 * a column that had not begun to move.
 */
export function followPointer({ head, column, startX, ...on }: Following): () => void {
  const done = new AbortController();
  const { signal } = done;
  let to: DropPlace | undefined;
  const end = () => {
    done.abort();
    on.onEnd();
  };
  const move = (event: PointerEvent) => {
    if (!to && Math.abs(event.clientX - startX) < CLICK_REACH) return;
    scrollTowards(head, event.clientX);
    const isRtl = getComputedStyle(head).direction === "rtl";
    to = dropPlace(on.columns(), column, headingBoxes(head, isRtl), event.clientX * (isRtl ? -1 : 1));
    on.onMove(to.mark);
  };
  const up = () => {
    if (to) {
      on.onDrop(to.place);
      swallowClick();
    }
    end();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !to) return;
    event.preventDefault();
    swallowClick();
    end();
  };
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", up, { signal });
  window.addEventListener("pointercancel", end, { signal });
  window.addEventListener("keydown", key, { signal, capture: true });
  return end;
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
