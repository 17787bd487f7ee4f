import { useLayoutEffect, useMemo, useState, type RefObject } from "react";
import type { Density } from "#web/prefs/prefs.ts";
import type { ColumnSettings } from "#web/view/columns.ts";
import { gridLayout, type GridLayout } from "./grid-layout.ts";

/** Widths are taken in steps, so that dragging a window's edge does not draw all rows at every pixel. */
const STEP = 8;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How rows are laid out in the element, and the element's height, both followed by one observer. */
export function useGridLayout(
  element: RefObject<HTMLElement | null>,
  columns: ColumnSettings,
  density: Density,
): {
  readonly layout: GridLayout;
  readonly viewHeight: number;
} {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const measure = () => {
      const width = Math.floor(target.clientWidth / STEP) * STEP;
      const height = target.clientHeight;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  const layout = useMemo(() => gridLayout(size.width, columns, density), [size.width, columns, density]);
  return { layout, viewHeight: size.height };
}
