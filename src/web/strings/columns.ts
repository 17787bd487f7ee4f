import { formatCount } from "#web/lib/plural.ts";

/** A key or value as it is shown in words: nothing, and space at an end, would not be seen without quotes. */
const shown = (text: string): string => (text === "" || text !== text.trim() ? `"${text}"` : text);

/** The longest name of a key in a heading or a sentence; the whole stands in the tooltip. */
const LONGEST = 60;

export const columnStrings = {
  keyLabel: (key: string) => shown(key.length > LONGEST ? `${key.slice(0, LONGEST)}…` : key),
  options: (column: string) => `Options of column ${column}`,
  widthOf: (column: string) => `Width of column ${column}`,
  pixels: (width: number) => `${formatCount(width)} pixels`,
  widthHint: "Drag, or use the arrow keys; double click for the usual width",
  moved: (column: string, place: number, count: number) =>
    `${column} is column ${formatCount(place)} of ${formatCount(count)}`,
  hidden: (column: string) => `${column} is hidden`,
  added: (column: string) => `${column} is shown`,
  wasReset: "The usual columns are shown",

  panel: "Columns",
} as const;
