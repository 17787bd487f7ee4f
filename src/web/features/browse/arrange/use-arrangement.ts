import { useMemo } from "react";
import { useToasts } from "#web/design/toasts.tsx";
import type { Sort } from "#web/fleet/sort.ts";
import { columnStrings as strings } from "#web/strings/columns.ts";
import {
  defaultColumns,
  hasColumn,
  withColumnAt,
  withColumnMoved,
  withoutColumn,
  withPinned,
  withWidth,
  type ColumnKey,
  type ColumnSettings,
} from "#web/view/columns.ts";
import { useViewStore } from "#web/view/use-view.ts";
import { columnLayout } from "../column-layout.ts";

/** What can be done to the table's columns, said aloud where the eye alone would see it. The object stays the same. */
export interface Arrangement {
  readonly show: (column: ColumnKey) => void;
  readonly hide: (column: ColumnKey) => void;
  readonly move: (column: ColumnKey, by: -1 | 1) => void;
  /** To a place counted from 0, without the column itself. */
  readonly moveTo: (column: ColumnKey, place: number) => void;
  readonly pin: (column: ColumnKey, pinned: boolean) => void;
  /** In pixels; absent: as wide as usual. */
  readonly resize: (column: ColumnKey, width: number | undefined) => void;
  readonly sort: (sort: Sort | undefined) => void;
  /** Groups rows by the column's values, or no more. */
  readonly group: (column: Sort["column"] | undefined) => void;
  readonly reset: () => void;
}

export function useArrangement(): Arrangement {
  const store = useViewStore();
  const { announce } = useToasts();
  return useMemo(() => {
    const nameOf = (column: ColumnKey) => columnLayout(column).label;
    const arrange = (column: ColumnKey, change: (columns: ColumnSettings) => ColumnSettings) => {
      store.setColumns(change(store.get().columns));
      const { columns } = store.get();
      announce(
        hasColumn(columns, column)
          ? strings.moved(nameOf(column), columns.findIndex(({ key }) => key === column) + 1, columns.length)
          : strings.hidden(nameOf(column)),
      );
    };
    return {
      show: (column) => {
        store.addColumn(column);
        announce(strings.added(nameOf(column)));
      },
      hide: (column) => arrange(column, (columns) => withoutColumn(columns, column)),
      move: (column, by) => arrange(column, (columns) => withColumnMoved(columns, column, by)),
      moveTo: (column, place) => arrange(column, (columns) => withColumnAt(columns, column, place)),
      pin: (column, pinned) => arrange(column, (columns) => withPinned(columns, column, pinned)),
      // The separator itself tells its value.
      resize: (column, width) =>
        store.setColumns(withWidth(store.get().columns, column, width), `width of ${column}`),
      sort: store.setSort,
      group: store.setGroup,
      reset: () => {
        store.setColumns(defaultColumns);
        announce(strings.wasReset);
      },
    };
  }, [store, announce]);
}
