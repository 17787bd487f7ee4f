import type { CSSProperties } from "react";
import { classNames } from "#web/design/class-names.ts";
import type { GridColumn } from "./use-grid-table.ts";

/**
 * Header, rows and skeletons put their cells at the same places. They are a table's elements for their meaning, laid out as boxes of our
 * own: rows are taken out of the flow, which a table's layout does not allow.
 * @param background the class of the row's background
 */
export const cellClasses = (
  { isNumber, isFlush, cardPlace, stuck }: GridColumn,
  isCard: boolean,
  background: string,
): string =>
  classNames(
    "block min-w-0 font-normal",
    isFlush ? "h-full" : isCard ? "px-1" : "px-2",
    isNumber ? "text-end whitespace-nowrap" : "text-start",
    isCard && cardPlace,
    // Whole in height, so that nothing shows through what scrolls under it. Its background is its row's, given to it and not inherited:
    // styles that inherit such a thing are shared by no two rows, and cost the more, the more rows have scrolled by.
    stuck && `sticky z-1 h-full content-center ${background}`,
    stuck?.isInner && (stuck.end === "start" ? "border-e border-line" : "border-s border-line"),
  );

/** Where a column stays while the others scroll sideways. */
export const stuckStyle = ({ stuck }: GridColumn): CSSProperties | undefined =>
  stuck && (stuck.end === "start" ? { insetInlineStart: stuck.offset } : { insetInlineEnd: stuck.offset });

export const rowClasses = (isCard: boolean): string =>
  classNames("grid w-full items-center border-b border-line", isCard && "grid-rows-2 py-1");
