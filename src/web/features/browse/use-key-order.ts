import { useMemo } from "react";
import type { Sort } from "#web/fleet/sort.ts";
import { columnMetadataKey, type ColumnSettings } from "#web/view/columns.ts";
import type { KeyOrder } from "./key-order.ts";

/** The order of the chips; the same object while the same keys are seen elsewhere: in a column, or over a group. */
export function useKeyOrder(
  columns: ColumnSettings,
  isCard: boolean,
  group: Sort["column"] | undefined,
): KeyOrder {
  return useMemo(() => {
    const keys = columns.flatMap(({ key }) => columnMetadataKey(key) ?? []);
    const grouped = group === undefined ? undefined : columnMetadataKey(group);
    if (isCard) return { keys: new Set(keys), place: "first" };
    return { keys: new Set(grouped === undefined ? keys : [...keys, grouped]), place: "last" };
  }, [columns, isCard, group]);
}
