import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from "react";
import type { ColumnKey, ColumnSettings } from "#web/view/columns.ts";
import type { DropPlace } from "./drop-place.ts";
import { followPointer } from "./follow-pointer.ts";

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

  return {
    drag,
    onPointerDown: ({ button, pointerType, clientX }, column) => {
      if (button !== 0 || pointerType === "touch" || column === "id" || !head.current) return;
      stop.current?.();
      stop.current = followPointer({
        ...{ head: head.current, column, startX: clientX },
        columns: () => latest.current.columns,
        onMove: (mark) => setDrag({ column, mark }),
        onDrop: (place) => latest.current.onDrop(column, place),
        onEnd: () => setDrag(undefined),
      });
    },
  };
}
