import type { KeyboardEvent } from "react";
import { useCopy } from "#web/design/use-copy.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { gridCommand, moveTarget, type GridCommand } from "./grid-keys.ts";
import { isHeading, type GridItem } from "./group-items.ts";
import { rowOf, type GridCursor } from "./use-grid-cursor.ts";
import type { RowSelection } from "./use-row-selection.ts";

/** What opens the menu of a value. */
const VALUE = "button[data-value]";

interface KeyboardOptions {
  readonly items: readonly GridItem[];
  /** Lines on which a row stands that is gone: nothing can be done with it, and moves pass over it. */
  readonly isGone: (item: GridItem) => boolean;
  readonly cursor: GridCursor;
  readonly selection: RowSelection;
  readonly collapsed: ReadonlySet<string>;
  readonly toggle: (heading: string) => void;
  /** How many rows PageDown goes. */
  readonly page: number;
  readonly open: (row: FleetRow) => void;
  /** Pauses or resumes. */
  readonly change: (row: FleetRow) => void;
  readonly kill: (rows: readonly FleetRow[]) => void;
}

/** What keys do in the grid. */
export function useGridKeyboard(options: KeyboardOptions): (event: KeyboardEvent) => void {
  const { items, isGone, cursor, selection, collapsed, toggle, page } = options;
  const copy = useCopy();

  function move({ to, extend }: Extract<GridCommand, { readonly kind: "move" }>): void {
    const wanted = moveTarget(to, cursor.index, items.length, page);
    const step = to === "previous" || to === "page-up" || to === "last" ? -1 : 1;
    const target = standing(wanted, step) ?? standing(wanted, -step) ?? wanted;
    if (extend && cursor.index >= 0) selection.extend(cursor.index, target);
    cursor.moveTo(target);
  }

  /** The first line from here on, in this direction, that is not of a row that is gone. */
  function standing(from: number, step: number): number | undefined {
    for (let at = from; ; at += step) {
      const item = items[at];
      if (!item) return undefined;
      if (!isGone(item)) return at;
    }
  }

  function obey(command: GridCommand, from: EventTarget): void {
    const row = items[cursor.index];
    if (command.kind === "select-all") selection.selectAll(true);
    else if (command.kind === "select-none") selection.clear();
    else if (command.kind === "move") move(command);
    else if (!row || isGone(row)) return;
    else if (isHeading(row)) {
      if (command.kind === "open") toggle(row.sandboxID);
      else if (command.kind === "toggle") selection.selectGroup(row.group);
    } else if (command.kind === "toggle") selection.select(row, !selection.has(row.sandboxID), false);
    else if (command.kind === "extend") selection.select(row, true, true);
    else if (command.kind === "open") options.open(row);
    else if (command.kind === "copy") void copy(row.sandboxID, strings.copiedId(row.sandboxID));
    else if (command.kind === "filter") firstValue(from)?.click();
    else if (command.kind === "pause") options.change(row);
    else options.kill(selection.with(row));
  }

  return (event) => {
    const row = rowOf(event.target);
    if (!row || event.nativeEvent.isComposing) return;
    const item = items[cursor.index];
    if (event.target === row && item && isHeading(item) && turns(event, collapsed.has(item.sandboxID)))
      return toggle(item.sandboxID);
    const command = gridCommand(event, event.target === row);
    if (!command || (command.kind === "select-none" && selection.isEmpty)) return;
    event.preventDefault();
    obey(command, event.target);
  };
}

/** Whether an arrow key opens what is collapsed, or collapses what is open. */
function turns(
  { key, currentTarget, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent,
  isCollapsed: boolean,
): boolean {
  if (shiftKey || ctrlKey || altKey || metaKey) return false;
  const isRtl = getComputedStyle(currentTarget).direction === "rtl";
  return key === (isCollapsed === isRtl ? "ArrowLeft" : "ArrowRight");
}

/** The value under the focus, or the first of the row that has it: of its metadata, if it has any. */
function firstValue(target: EventTarget): HTMLElement | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  if (target.matches(VALUE)) return target;
  const values = [...(rowOf(target)?.querySelectorAll<HTMLElement>(VALUE) ?? [])];
  return values.find((value) => value.dataset["value"] === "metadata") ?? values[0];
}
