import { useRef, type ComponentProps, type KeyboardEvent, type PointerEvent } from "react";
import { columnStrings as strings } from "#web/strings/columns.ts";
import { MAX_COLUMN_WIDTH, MIN_COLUMN_WIDTH } from "#web/view/columns.ts";

/** Pixels a press of an arrow key makes of a column's width, alone and with Shift. */
const STEP = { fine: 8, coarse: 40 } as const;

export interface SeparatorOptions {
  /** The column's name. */
  readonly label: string;
  /** As drawn, in pixels. */
  readonly width: number;
  /** While the pointer holds the edge. `undefined`: it let go without a change. */
  readonly onPreview: (width: number | undefined) => void;
  /** `undefined`: the usual width. */
  readonly onResize: (width: number | undefined) => void;
  /** Back to the heading. */
  readonly onLeave: () => void;
}

/** What makes an element the edge of a column, to be dragged, moved by arrow keys, or double clicked for the usual width. */
export function useSeparator({
  label,
  width,
  onPreview,
  onResize,
  onLeave,
}: SeparatorOptions): ComponentProps<"div"> {
  /** Where the pointer took hold, and how wide the column was then. */
  const held = useRef<{ readonly x: number; readonly width: number; readonly sign: 1 | -1 }>(undefined);
  const last = useRef<number>(undefined);

  const grip = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { x: event.clientX, width, sign: directionOf(event.currentTarget) };
    last.current = undefined;
  };
  const drag = (event: PointerEvent) => {
    if (!held.current) return;
    const { x, width: before, sign } = held.current;
    const next = within(before + (event.clientX - x) * sign);
    if (next === before && last.current === undefined) return;
    last.current = next;
    onPreview(next);
  };
  const letGo = () => {
    if (!held.current) return;
    held.current = undefined;
    if (last.current !== undefined) onResize(last.current);
    onPreview(undefined);
  };
  const keyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = (event.shiftKey ? STEP.coarse : STEP.fine) * directionOf(event.currentTarget);
    const widths: Partial<Readonly<Record<string, number>>> = {
      ArrowRight: width + step,
      ArrowLeft: width - step,
      Home: MIN_COLUMN_WIDTH,
    };
    const next = widths[event.key];
    if (next !== undefined) onResize(within(next));
    else if (event.key === "Enter" || event.key === "Escape") onLeave();
    else if (event.key === "Delete" || event.key === "Backspace") onResize(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    role: "separator",
    "aria-orientation": "vertical",
    "aria-label": strings.widthOf(label),
    "aria-valuenow": Math.round(width),
    "aria-valuemin": MIN_COLUMN_WIDTH,
    "aria-valuemax": MAX_COLUMN_WIDTH,
    "aria-valuetext": strings.pixels(Math.round(width)),
    title: strings.widthHint,
    onPointerDown: grip,
    onPointerMove: drag,
    onLostPointerCapture: letGo,
    onDoubleClick: () => onResize(undefined),
    onKeyDown: keyDown,
  };
}

const directionOf = (element: HTMLElement): 1 | -1 =>
  getComputedStyle(element).direction === "rtl" ? -1 : 1;

const within = (width: number): number =>
  Math.round(Math.max(MIN_COLUMN_WIDTH, Math.min(MAX_COLUMN_WIDTH, width)));
