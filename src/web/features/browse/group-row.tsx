import { useEffect, useMemo, useRef } from "react";
import { shownValue } from "#contract/secret.ts";
import { classNames } from "#web/design/class-names.ts";
import { Icon } from "#web/design/icon.tsx";
import type { Sort } from "#web/fleet/sort.ts";
import { groupStrings as strings } from "#web/strings/groups.ts";
import { columnMetadataKey } from "#web/view/columns.ts";
import { columnLayout } from "./column-layout.ts";
import { rowClasses } from "./cell-classes.ts";
import type { LiveRows } from "#web/fleet/live-rows.ts";
import { groupStates, type GroupHeading } from "./group-items.ts";
import { tabIndexOf } from "./row-view.ts";
import { visibleText } from "./visible-text.ts";

interface GroupRowProps {
  readonly heading: GroupHeading;
  readonly live: LiveRows;
  readonly column: Sort["column"];
  readonly index: number;
  readonly height: number;
  /** How many columns the heading spans. */
  readonly span: number;
  readonly isActive: boolean;
  readonly isCollapsed: boolean;
  /** More of the group may come. */
  readonly isPartial: boolean;
  readonly selected: "all" | "some" | "none";
  readonly onToggle: () => void;
  readonly onSelect: (selected: boolean) => void;
}

/** The heading of a group of rows: what they have in common, how many they are, and how many in which state. */
export function GroupRow(props: GroupRowProps) {
  const { heading, column, index, height, isCollapsed } = props;
  const { group } = heading;
  const { value, count } = group;
  const { rows, gone } = props.live;
  const states = useMemo(() => groupStates(rows, group, gone), [rows, group, gone]);
  const name = groupName(column, value);
  const tabIndex = tabIndexOf(props);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = props.selected === "some";
  }, [props.selected]);
  return (
    <tr
      aria-rowindex={index + 2}
      data-index={index}
      // Not the heading's own id: a masked value would stand in it.
      data-id=""
      tabIndex={tabIndex}
      className={classNames(
        rowClasses(false),
        "absolute inset-x-0 top-0 bg-bg-sunken text-grid -outline-offset-2 focus-visible:z-10",
      )}
      style={{ transform: `translateY(${index * height}px)`, height }}
    >
      <td aria-label={name} aria-colindex={1} aria-colspan={props.span} className="block h-full min-w-0">
        <span className="sticky start-0 inline-flex h-full max-w-full min-w-0 items-center">
          <label className="grid h-full min-h-6 w-9 shrink-0 place-items-center select-none">
            <input
              ref={box}
              type="checkbox"
              className="size-4 accent-accent"
              aria-label={strings.select(count, name)}
              tabIndex={tabIndex}
              checked={props.selected === "all"}
              onChange={() => props.onSelect(props.selected !== "all")}
            />
          </label>
          <button
            type="button"
            tabIndex={tabIndex}
            aria-label={strings.named(name)}
            aria-expanded={!isCollapsed}
            title={isCollapsed ? strings.expand(name) : strings.collapse(name)}
            className="flex min-h-6 min-w-0 items-center gap-1 rounded-chip px-1 font-medium hover:bg-bg-hover"
            onClick={props.onToggle}
          >
            <Icon name={isCollapsed ? "right" : "down"} className="shrink-0 rtl:-scale-x-100" />
            <bdi className="block truncate font-mono text-xs">{name}</bdi>
          </button>
          <span className="shrink-0 ps-2 text-fg-muted">{strings.count(count, props.isPartial)}</span>
          <span className="min-w-0 truncate ps-3 text-xs text-fg-muted">{strings.states(states)}</span>
        </span>
      </td>
    </tr>
  );
}

function groupName(column: Sort["column"], value: string | undefined): string {
  const key = columnMetadataKey(column);
  const name = key === undefined ? columnLayout(column).label : visibleText(key);
  if (value === undefined) return strings.without(name);
  return key === undefined
    ? `${name}: ${visibleText(value)}`
    : `${name}=${visibleText(shownValue(key, value))}`;
}
