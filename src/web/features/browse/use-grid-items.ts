import { useCallback, useMemo, useState } from "react";
import type { LiveRows } from "#web/fleet/live-rows.ts";
import type { Sort } from "#web/fleet/sort.ts";
import { gridItems, groupHeadings, type GridItems } from "./group-items.ts";

interface CollapsibleItems extends GridItems {
  readonly collapsed: ReadonlySet<string>;
  /** Collapses a group by its heading's id, or opens it again. */
  readonly toggle: (heading: string) => void;
}

/** What stands in the table's lines: the rows, under headings where they are grouped. Which groups are collapsed lasts as long as the page. */
export function useGridItems(
  { rows, gone }: LiveRows,
  pinned: ReadonlySet<string>,
  group: Sort["column"] | undefined,
): CollapsibleItems {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(() => new Set());
  const headings = useMemo(
    () => (group === undefined ? [] : groupHeadings(rows, group, pinned, gone)),
    [rows, group, pinned, gone],
  );
  const items = useMemo(() => gridItems(rows, headings, collapsed), [rows, headings, collapsed]);
  const toggle = useCallback(
    (heading: string) =>
      setCollapsed((before) => {
        const after = new Set(before);
        if (!after.delete(heading)) after.add(heading);
        return after;
      }),
    [],
  );
  return { ...items, collapsed, toggle };
}
