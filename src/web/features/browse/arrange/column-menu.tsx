import { useRef, type RefObject } from "react";
import { Menu, MenuItem, Separator } from "react-aria-components";
import { Icon, type IconName } from "#web/design/icon.tsx";
import { MenuFrame, menuFocus } from "#web/design/menu-frame.tsx";
import { asGroup, type Sort } from "#web/fleet/sort.ts";
import { columnStrings as strings } from "#web/strings/columns.ts";
import { arrangeStrings as words } from "#web/strings/arrange.ts";
import { withColumnMoved, type ColumnKey } from "#web/view/columns.ts";
import { columnLayout } from "../column-layout.ts";
import type { ColumnControls, OpenMenu } from "./use-column-controls.ts";
import { focusHeading, nextInLine } from "./use-headings.ts";

interface ColumnMenuProps {
  readonly head: RefObject<HTMLElement | null>;
  readonly menu: OpenMenu;
  readonly controls: ColumnControls;
  readonly sort: Sort | undefined;
  readonly group: Sort["column"] | undefined;
  /** Width of the column as drawn, in pixels. */
  readonly width: number;
}

/** The heading of a column, or the edge that makes it wider. */
interface Place {
  readonly column: ColumnKey;
  readonly part?: "edge";
}

/** Pixels by which a column grows or shrinks at a time. */
const STEP = 40;

/** All that can be done to one column. Loaded when a menu is opened first. */
export function ColumnMenu({ head, menu, controls, sort, group, width }: ColumnMenuProps) {
  const { column, anchor } = menu;
  const { columns } = controls;
  const { label, sort: sortColumn } = columnLayout(column);
  const setting = columns.find(({ key }) => key === column);
  const isPinned = setting?.pinned === true;

  /** Where one goes on once something was done; until then where one was. */
  const goesOn = useRef<Place>(undefined);
  const act = (work: () => void, then: Place = { column }) => {
    goesOn.current = then;
    work();
    controls.closeMenu();
  };
  const giveFocus = () => {
    const place = goesOn.current;
    if (place) focusHeading(head.current, place.column, place.part);
  };
  const sortBy = (direction: Sort["direction"]) =>
    sortColumn !== undefined && controls.sort({ column: sortColumn, direction });
  const isSorted = sort !== undefined && sort.column === sortColumn;
  const canMove = (by: -1 | 1) => withColumnMoved(columns, column, by) !== columns;

  return (
    <MenuFrame
      label={strings.options(label)}
      trigger={anchor}
      giveFocus={giveFocus}
      onClose={controls.closeMenu}
    >
      <Menu
        aria-label={strings.options(label)}
        {...menuFocus}
        className="p-1 outline-none"
        onClose={controls.closeMenu}
      >
        {sortColumn !== undefined && (
          <>
            <Item icon="up" text={words.sortUp} onAction={() => act(() => sortBy("asc"))} />
            <Item icon="down" text={words.sortDown} onAction={() => act(() => sortBy("desc"))} />
          </>
        )}
        {isSorted && (
          <Item icon="close" text={words.unsort} onAction={() => act(() => controls.sort(undefined))} />
        )}
        {asGroup(sortColumn) !== undefined && (
          <Item
            icon="group"
            text={group === sortColumn ? words.ungroup : words.group}
            onAction={() => act(() => controls.group(group === sortColumn ? undefined : sortColumn))}
          />
        )}
        {column !== "id" && (
          <>
            {sortColumn !== undefined && <Line />}
            <Item
              icon="left"
              text={words.moveLeft}
              isDisabled={!canMove(-1)}
              onAction={() => act(() => controls.move(column, -1))}
            />
            <Item
              icon="right"
              text={words.moveRight}
              isDisabled={!canMove(1)}
              onAction={() => act(() => controls.move(column, 1))}
            />
            <Item
              icon="pin"
              text={isPinned ? words.unpin : words.pin}
              onAction={() => act(() => controls.pin(column, !isPinned))}
            />
          </>
        )}
        <Line />
        <Item
          icon="plus"
          text={words.wider}
          staysOpen
          onAction={() => controls.resize(column, width + STEP)}
        />
        <Item
          icon="minus"
          text={words.narrower}
          staysOpen
          onAction={() => controls.resize(column, width - STEP)}
        />
        <Item
          icon="width"
          text={words.setWidth}
          onAction={() => act(() => undefined, { column, part: "edge" })}
        />
        <Item
          icon="refresh"
          text={words.usualWidth}
          isDisabled={setting?.width === undefined}
          onAction={() => act(() => controls.resize(column, undefined))}
        />
        {column !== "id" && (
          <>
            <Line />
            <Item
              icon="eyeOff"
              text={words.hide}
              onAction={() => {
                const next = nextInLine(
                  columns.map(({ key }) => key),
                  column,
                );
                act(() => controls.hide(column), { column: next });
              }}
            />
          </>
        )}
      </Menu>
    </MenuFrame>
  );
}

const Line = () => <Separator className="my-1 h-px bg-line" />;

interface ItemProps {
  readonly icon: IconName;
  readonly text: string;
  readonly isDisabled?: boolean;
  /** For what is done several times in a row. */
  readonly staysOpen?: boolean;
  readonly onAction: () => void;
}

const Item = ({ icon, text, isDisabled = false, staysOpen = false, onAction }: ItemProps) => (
  <MenuItem
    textValue={text}
    isDisabled={isDisabled}
    shouldCloseOnSelect={!staysOpen}
    onAction={onAction}
    className="flex min-h-7 cursor-default items-center gap-2 rounded-chip px-2 text-grid outline-none data-disabled:text-fg-muted data-disabled:opacity-60 data-focused:bg-bg-selected"
  >
    <Icon name={icon} className="shrink-0 text-fg-muted" />
    {text}
  </MenuItem>
);
