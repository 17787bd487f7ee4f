import { useCallback, useMemo, useState } from "react";
import { withWidth, type ColumnKey, type ColumnSettings } from "#web/view/columns.ts";
import { useView } from "#web/view/use-view.ts";
import { useArrangement, type Arrangement } from "./use-arrangement.ts";

export interface OpenMenu {
  readonly column: ColumnKey;
  readonly anchor: HTMLElement;
}

/** What the headings and their menu share. */
export interface ColumnControls extends Arrangement {
  /** The columns, one of them as wide as the pointer holds it. */
  readonly columns: ColumnSettings;
  readonly preview: (column: ColumnKey, width: number | undefined) => void;
  readonly menu: OpenMenu | undefined;
  readonly openMenu: (menu: OpenMenu) => void;
  readonly closeMenu: () => void;
}

export function useColumnControls(): ColumnControls {
  const { columns } = useView();
  const arrangement = useArrangement();
  const [held, setHeld] = useState<{ readonly column: ColumnKey; readonly width: number }>();
  const [menu, setMenu] = useState<OpenMenu>();
  const preview = useCallback(
    (column: ColumnKey, width: number | undefined) =>
      setHeld(width === undefined ? undefined : { column, width }),
    [],
  );
  return {
    ...arrangement,
    columns: useMemo(() => (held ? withWidth(columns, held.column, held.width) : columns), [columns, held]),
    preview,
    menu,
    openMenu: setMenu,
    closeMenu: useCallback(() => setMenu(undefined), []),
  };
}
