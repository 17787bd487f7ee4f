import { formatCount } from "#web/lib/plural.ts";

/** A key or value as it is shown in words: nothing, and space at an end, would not be seen without quotes. */
const shown = (text: string): string => (text === "" || text !== text.trim() ? `"${text}"` : text);

/** The longest name of a key in a heading or a sentence; the whole stands in the tooltip. */
const LONGEST = 60;
const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 0 });

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

  sortUp: "Sort ascending",
  sortDown: "Sort descending",
  unsort: "Newest first",
  moveLeft: "Move left",
  moveRight: "Move right",
  pin: "Pin to the start",
  unpin: "Unpin",
  wider: "Wider",
  narrower: "Narrower",
  setWidth: "Set the width with the arrow keys",
  usualWidth: "Usual width",
  hide: "Hide column",

  panel: "Columns",
  density: "Row height",
  densities: { compact: "Compact", regular: "Regular", roomy: "Roomy" },
  shownColumns: "Shown and hidden columns",
  alwaysShown: "Always shown, and always first",
  moveUpOf: (column: string) => `Move ${column} up`,
  moveDownOf: (column: string) => `Move ${column} down`,
  pinOf: (column: string) => `Pin ${column} to the start`,
  isFirst: "It is the first already",
  isLast: "It is the last already",
  addKey: "Add a metadata key",
  seenKeys: "Metadata keys seen",
  countedIn: (rows: number) => `Counted in ${formatCount(rows)} loaded`,
  coverage: (count: number, of: number) => {
    const share = of === 0 ? 0 : count / of;
    return share > 0 && share < 0.01 ? "< 1%" : percent.format(share);
  },
  add: "Add",
  givesWay: "Until columns are chosen here, CPU, memory and template give way where the table is narrow.",
  cards: "The table is too narrow for columns just now: each sandbox is a card with the same few things.",
  reset: "Reset columns",
  isUsual: "These are the usual columns",
  close: "Close",
} as const;
