import type { Density } from "#web/prefs/prefs.ts";
import { printColumns } from "#web/view/columns-text.ts";
import { builtInColumns, type ColumnSettings } from "#web/view/columns.ts";
import { columnLayout, type ShownColumn } from "./column-layout.ts";

/** Below this width of the grid, in pixels, a row is a card of two lines. */
export const CARD_BELOW = 720;

export const rowHeights: Readonly<Record<Density, number>> = { compact: 28, regular: 32, roomy: 40 };

/** In the order in which they give way as the grid gets narrower, as long as nobody has chosen columns. */
const optional: readonly ShownColumn[] = ["cpu", "memory", "template"];

/** Padding at both sides of a cell together, in pixels. */
const CELL_PADDING = { row: 16, card: 8 } as const;
/** Select, then what the id has and the metadata shares with the state, then the two times. */
const CARD_TRACKS = { select: 36, shared: 20, started: 72, ends: 72 } as const;
/** The narrowest an id is cut to. */
const LEAST_ID = 96;
/** The share of the grid that columns may take which do not scroll away. */
const MOST_STUCK = 0.6;

/** A column in its place. */
export interface PlacedColumn {
  readonly column: ShownColumn;
  /** As drawn, in pixels. */
  readonly width: number;
  /** The end it stays at while the others scroll sideways. */
  readonly stuck: "start" | "end" | undefined;
}

export interface GridLayout {
  readonly isCard: boolean;
  readonly rowHeight: number;
  readonly headerHeight: number;
  /** In their order. */
  readonly columns: readonly PlacedColumn[];
  /** For `grid-template-columns` of every row. */
  readonly tracks: string;
  /** The narrowest a row gets, in pixels: in a narrower grid the columns scroll sideways. */
  readonly least: number;
  /** What the chips of a row may take, in pixels; absent where there are none. */
  readonly metadataWidth: number | undefined;
}

/** How a row is laid out in a grid of this many pixels. */
export const gridLayout = (width: number, settings: ColumnSettings, density: Density): GridLayout =>
  width < CARD_BELOW ? cardLayout(width) : rowLayout(width, settings, rowHeights[density]);

/** A card shows the same few things whatever columns were chosen: it has room for no others. */
function cardLayout(width: number): GridLayout {
  const { select, shared, started, ends } = CARD_TRACKS;
  return {
    isCard: true,
    rowHeight: 64,
    headerHeight: 56,
    columns: builtInColumns
      .filter((column) => columnLayout(column).cardPlace !== undefined)
      .map((column) => ({ column, width: columnLayout(column).width, stuck: undefined })),
    tracks: `${select}px minmax(0, 1fr) ${shared}px ${started}px ${ends}px`,
    least: 0,
    metadataWidth: width - select - started - ends - CELL_PADDING.card,
  };
}

interface SizedColumn {
  readonly column: ShownColumn;
  readonly width: number;
  readonly isPinned: boolean;
  /** Someone chose the width. */
  readonly isSized: boolean;
}

const sum = (columns: readonly { readonly width: number }[]): number =>
  columns.reduce((total, { width }) => total + width, 0);

function rowLayout(width: number, settings: ColumnSettings, rowHeight: number): GridLayout {
  const isChosen = printColumns(settings) !== undefined;
  let columns = sizedColumns(settings);
  if (!isChosen) {
    for (const id of optional)
      if (sum(columns) > width) columns = columns.filter(({ column }) => column !== id);
    // The id gives way when even the columns that always stay are too many: it is cut in its middle.
    const excess = Math.max(0, sum(columns) - width);
    columns = columns.map((each) =>
      each.column === "id" ? { ...each, width: Math.max(LEAST_ID, each.width - excess) } : each,
    );
  }
  const least = sum(columns);
  const room = Math.max(0, width - least);
  // What is over goes to the metadata, else to the last column, whose buttons stand at its end.
  const grows = columns.find(({ column, isSized }) => column === "metadata" && !isSized)?.column ?? "actions";
  const drawn = columns.map((each) => (each.column === grows ? { ...each, width: each.width + room } : each));
  const metadata = drawn.find(({ column }) => column === "metadata");
  return {
    isCard: false,
    rowHeight,
    headerHeight: 32,
    columns: placed(drawn, width),
    tracks: columns
      .map((each) => (each.column === grows ? `minmax(${each.width}px, 1fr)` : `${each.width}px`))
      .join(" "),
    least,
    metadataWidth: metadata && Math.max(0, metadata.width - CELL_PADDING.row),
  };
}

const sizedColumns = (settings: ColumnSettings): readonly SizedColumn[] => [
  { ...sized("select"), isPinned: true },
  ...settings.map(({ key, width, pinned }) => ({ ...sized(key, width), isPinned: pinned })),
  { ...sized("actions"), isPinned: false },
];

const sized = (column: ShownColumn, width?: number) => ({
  column,
  width: width ?? columnLayout(column).width,
  isSized: width !== undefined,
});

/** Where the columns scroll, pinned ones stay as long as they leave room for the others, and the actions stay in reach. */
function placed(columns: readonly SizedColumn[], width: number): readonly PlacedColumn[] {
  const scrolls = sum(columns) > width;
  let taken = 0;
  return columns.map(({ column, width: own, isPinned }) => {
    if (column === "actions") return { column, width: own, stuck: scrolls ? "end" : undefined };
    taken += own;
    const isStuck = scrolls && isPinned && taken <= width * MOST_STUCK;
    return { column, width: own, stuck: isStuck ? "start" : undefined };
  });
}
