import { formatCount } from "#web/lib/plural.ts";

const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 0 });

/** Words of the menu of a column and of the list of columns, which come when they are opened. */
export const arrangeStrings = {
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

  group: "Group by this column",
  ungroup: "Stop grouping",
  groupBy: "Group rows by",
  groupByNothing: "Nothing",
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
