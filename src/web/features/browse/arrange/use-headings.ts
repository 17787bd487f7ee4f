import { useCallback, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import type { ColumnKey } from "#web/view/columns.ts";

export interface Headings {
  /** The one that Tab reaches. */
  readonly tabStop: ColumnKey;
  readonly onFocus: (column: ColumnKey) => void;
  readonly focus: (column: ColumnKey) => void;
  /** Focuses a heading once the change under way is drawn. */
  readonly follow: (column: ColumnKey) => void;
  /** The heading a key leads to, if it leads to one. */
  readonly neighbour: (event: KeyboardEvent<HTMLElement>, column: ColumnKey) => ColumnKey | undefined;
}

/** The headings as one stop of the Tab key, with arrow keys among them. */
export function useHeadings(head: RefObject<HTMLElement | null>, columns: readonly ColumnKey[]): Headings {
  const [active, setActive] = useState<ColumnKey>("id");
  const wanted = useRef<ColumnKey>(undefined);
  const tabStop = columns.includes(active) ? active : "id";

  const focus = useCallback((column: ColumnKey) => focusHeading(head.current, column), [head]);
  useLayoutEffect(() => {
    const column = wanted.current;
    if (column === undefined || !columns.includes(column)) return;
    wanted.current = undefined;
    focus(column);
  });
  const follow = useCallback((column: ColumnKey) => {
    wanted.current = column;
  }, []);

  return {
    tabStop,
    onFocus: setActive,
    focus,
    follow,
    neighbour: ({ key, currentTarget }, column) => {
      const isRtl = getComputedStyle(currentTarget).direction === "rtl";
      const from = columns.indexOf(column);
      if (key === "Home") return columns[0];
      if (key === "End") return columns.at(-1);
      if (key === (isRtl ? "ArrowLeft" : "ArrowRight")) return columns[from + 1];
      return key === (isRtl ? "ArrowRight" : "ArrowLeft") ? columns[from - 1] : undefined;
    },
  };
}

/** Focuses a heading, or the edge that makes its column wider. */
export function focusHeading(head: HTMLElement | null, column: ColumnKey, part?: "edge"): void {
  const cells = [...(head?.querySelectorAll<HTMLElement>("th[data-column]") ?? [])];
  const cell = cells.find(({ dataset }) => dataset["column"] === column);
  cell?.querySelector<HTMLElement>("[data-heading]")?.focus();
  // The edge is there once its heading has the focus.
  if (part === "edge") cell?.querySelector<HTMLElement>("[role=separator]")?.focus();
}

/** The column that takes the focus when this one goes: the next, else the one before. */
export function nextInLine(columns: readonly ColumnKey[], column: ColumnKey): ColumnKey {
  const at = columns.indexOf(column);
  return columns[at + 1] ?? columns[at - 1] ?? "id";
}
