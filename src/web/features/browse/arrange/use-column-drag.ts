import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from "react";
import type { ColumnKey, ColumnSettings } from "#web/view/columns.ts";
import type { DropPlace } from "./drop-place.ts";

export interface ColumnDrag {
  /** The heading that follows the pointer. */
  readonly column: ColumnKey;
  readonly mark: DropPlace["mark"];
}

const loadFollowing = () => import("./follow-pointer.ts");

/** Moving a column by its heading with a mouse or a pen; a finger scrolls there. The keys and the menu do the same. */
export function useColumnDrag(
  head: RefObject<HTMLElement | null>,
  columns: ColumnSettings,
  onDrop: (column: ColumnKey, place: number) => void,
): {
  readonly drag: ColumnDrag | undefined;
  readonly onPointerDown: (event: ReactPointerEvent, column: ColumnKey) => void;
  /** Over the headings: fetches what follows the pointer, before it is needed. */
  readonly onPointerEnter: () => void;
} {
  const [drag, setDrag] = useState<ColumnDrag>();
  const latest = useRef({ columns, onDrop });
  const stop = useRef<() => void>(undefined);
  useEffect(() => {
    latest.current = { columns, onDrop };
  });
  useEffect(() => () => stop.current?.(), []);

  const begin = async (column: ColumnKey, startX: number) => {
    stop.current?.();
    const released = new AbortController();
    window.addEventListener("pointerup", () => released.abort(), { signal: released.signal });
    const { followPointer } = await loadFollowing();
    if (!head.current || released.signal.aborted) return;
    stop.current = followPointer({
      ...{ head: head.current, column, startX },
      columns: () => latest.current.columns,
      onMove: (mark) => setDrag({ column, mark }),
      onDrop: (place) => latest.current.onDrop(column, place),
      onEnd: () => setDrag(undefined),
    });
  };
  return {
    drag,
    onPointerDown: ({ button, pointerType, clientX }, column) => {
      if (button === 0 && pointerType !== "touch" && column !== "id")
        void begin(column, clientX).catch(() => undefined);
    },
    // Without it columns are moved by the menu and the keys.
    onPointerEnter: () => void loadFollowing().catch(() => undefined),
  };
}
