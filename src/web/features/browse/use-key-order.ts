import { useMemo } from "react";
import { columnMetadataKey, type ColumnSettings } from "#web/view/columns.ts";
import type { KeyOrder } from "./key-order.ts";

/** The order of the chips; the same object while the same keys have a column. */
export function useKeyOrder(columns: ColumnSettings, isCard: boolean): KeyOrder {
  return useMemo(
    () => ({
      keys: new Set(columns.flatMap(({ key }) => columnMetadataKey(key) ?? [])),
      place: isCard ? "first" : "last",
    }),
    [columns, isCard],
  );
}
