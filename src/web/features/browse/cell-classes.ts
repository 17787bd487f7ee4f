import { classNames } from "#web/design/class-names.ts";
import type { ColumnLayout } from "./columns.ts";

/**
 * Header, rows and skeletons put their cells at the same places. They are a table's elements for their meaning, laid out as boxes of our
 * own: rows are taken out of the flow, which a table's layout does not allow.
 */
export const cellClasses = ({ isNumber, isFlush, cardPlace }: ColumnLayout, isCard: boolean): string =>
  classNames(
    "block min-w-0 font-normal",
    isFlush ? "h-full" : isCard ? "px-1" : "px-2",
    isNumber ? "text-end whitespace-nowrap" : "text-start",
    isCard && cardPlace,
  );

export const rowClasses = (isCard: boolean): string =>
  classNames("grid w-full items-center border-b border-line", isCard && "grid-rows-2 py-1");
