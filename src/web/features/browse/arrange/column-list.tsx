import { useLayoutEffect, useRef, useState } from "react";
import { IconButton } from "#web/design/button.tsx";
import { classNames } from "#web/design/class-names.ts";
import {
  hasColumn,
  isMetadataColumn,
  plainColumns,
  withColumnMoved,
  type ColumnKey,
  type ColumnSetting,
  type ColumnSettings,
} from "#web/view/columns.ts";
import { arrangeStrings as words } from "#web/strings/arrange.ts";
import { columnLayout } from "../column-layout.ts";
import type { Arrangement } from "./use-arrangement.ts";

interface ColumnListProps {
  readonly columns: ColumnSettings;
  readonly arrangement: Arrangement;
}

/** All columns: those shown in their order, then those hidden. A metadata column stays in the list when it is hidden, until the list is closed. */
export function ColumnList({ columns, arrangement }: ColumnListProps) {
  const [hiddenHere, setHiddenHere] = useState<readonly ColumnKey[]>([]);
  /** The button pressed last: its row may be taken out of the page and put back elsewhere, which takes the focus away. */
  const pressed = useRef<HTMLElement>(undefined);
  useLayoutEffect(() => {
    const button = pressed.current;
    pressed.current = undefined;
    if (button?.isConnected && document.activeElement !== button) button.focus();
  });

  const hidden = [...plainColumns, ...hiddenHere].filter((key) => !hasColumn(columns, key));
  const rows: readonly (ColumnSetting & { readonly isShown: boolean })[] = [
    ...columns.map((column) => ({ ...column, isShown: true })),
    ...hidden.map((key) => ({ key, width: undefined, pinned: false, isShown: false })),
  ];
  const toggle = (key: ColumnKey, isShown: boolean) => {
    if (isMetadataColumn(key)) setHiddenHere((before) => [...before.filter((other) => other !== key), key]);
    if (isShown) arrangement.hide(key);
    else arrangement.show(key);
  };
  return (
    <ul aria-label={words.shownColumns} className="flex flex-col">
      {rows.map(({ key, pinned, isShown }) => {
        const { label } = columnLayout(key);
        const isFixed = key === "id";
        const canMove = (by: -1 | 1) => withColumnMoved(columns, key, by) !== columns;
        return (
          <li key={key} className="flex min-h-8 items-center gap-0.5">
            <label
              className="flex min-h-6 min-w-0 flex-1 items-center gap-2"
              title={isFixed ? words.alwaysShown : undefined}
            >
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-accent"
                checked={isShown}
                disabled={isFixed}
                onChange={({ currentTarget }) => {
                  pressed.current = currentTarget;
                  toggle(key, isShown);
                }}
              />
              <bdi className={classNames("block truncate", isMetadataColumn(key) && "font-mono text-grid")}>
                {label}
              </bdi>
            </label>
            {isShown && !isFixed && (
              <>
                <IconButton
                  size="small"
                  icon="pin"
                  label={words.pinOf(label)}
                  aria-pressed={pinned}
                  variant={pinned ? "secondary" : "quiet"}
                  className={pinned ? "text-accent" : "text-fg-muted"}
                  onClick={({ currentTarget }) => {
                    pressed.current = currentTarget;
                    arrangement.pin(key, !pinned);
                  }}
                />
                {([-1, 1] as const).map((by) => (
                  <IconButton
                    key={by}
                    size="small"
                    icon={by === -1 ? "up" : "down"}
                    label={by === -1 ? words.moveUpOf(label) : words.moveDownOf(label)}
                    disabledReason={canMove(by) ? undefined : by === -1 ? words.isFirst : words.isLast}
                    onClick={({ currentTarget }) => {
                      pressed.current = currentTarget;
                      arrangement.move(key, by);
                    }}
                  />
                ))}
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
