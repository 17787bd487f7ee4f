import type { SortColumn } from "#web/fleet/sort.ts";
import { browseStrings } from "#web/strings/browse.ts";

/** All columns, in their order. */
export const columnIds = [
  "select",
  "id",
  "state",
  "template",
  "metadata",
  "started",
  "ends",
  "cpu",
  "memory",
  "actions",
] as const;
export type ColumnId = (typeof columnIds)[number];

export interface ColumnLayout {
  readonly label: string;
  /** Width in pixels; the metadata's is the least, it takes what the others leave. */
  readonly width: number;
  readonly sort?: SortColumn;
  readonly isNumber?: true;
  /** The cell's content fills it to its edges. */
  readonly isFlush?: true;
  /** Where the cell stands in a card of two lines; columns without a place are left out there. */
  readonly cardPlace?: string;
}

const { columns: labels } = browseStrings;

const number = (id: SortColumn & ColumnId, width: number): ColumnLayout => ({
  ...{ label: labels[id], width, sort: id, isNumber: true },
});

export const columnLayouts: Readonly<Record<ColumnId, ColumnLayout>> = {
  select: { label: labels.select, width: 36, isFlush: true, cardPlace: "col-start-1 row-span-2 row-start-1" },
  id: { label: labels.id, width: 216, sort: "id", cardPlace: "col-start-2 row-start-1" },
  state: { label: labels.state, width: 100, sort: "state", cardPlace: "col-start-3 col-span-2 row-start-1" },
  template: { label: labels.template, width: 168, sort: "template" },
  metadata: { label: labels.metadata, width: 220, cardPlace: "col-start-2 col-span-2 row-start-2" },
  started: { ...number("started", 80), cardPlace: "col-start-4 row-start-2" },
  ends: { ...number("ends", 80), cardPlace: "col-start-5 row-start-2" },
  cpu: number("cpu", 76),
  memory: number("memory", 88),
  actions: { label: labels.actions, width: 72, cardPlace: "col-start-5 row-start-1" },
};

/** Below this width of the grid, in pixels, a row is a card of two lines. */
export const CARD_BELOW = 720;

/** In the order in which they give way as the grid gets narrower. */
const optional: readonly ColumnId[] = ["cpu", "memory", "template"];

/** Padding at both sides of a cell together, in pixels. */
const CELL_PADDING = { row: 16, card: 8 } as const;
/** Select, then what the id has and the metadata shares with the state, then the two times. */
const CARD_TRACKS = { select: 36, shared: 20, started: 72, ends: 72 } as const;

export interface GridLayout {
  readonly isCard: boolean;
  readonly rowHeight: number;
  readonly headerHeight: number;
  readonly visible: readonly ColumnId[];
  /** For `grid-template-columns` of every row. */
  readonly tracks: string;
  /** What the chips of a row may take, in pixels. */
  readonly metadataWidth: number;
}

const widthOf = (columns: readonly ColumnId[]): number =>
  columns.reduce((sum, id) => sum + columnLayouts[id].width, 0);

/** How a row is laid out in a grid of this many pixels. */
export function gridLayout(width: number): GridLayout {
  if (width < CARD_BELOW) {
    const { select, shared, started, ends } = CARD_TRACKS;
    return {
      isCard: true,
      rowHeight: 64,
      headerHeight: 56,
      visible: columnIds.filter((id) => columnLayouts[id].cardPlace !== undefined),
      tracks: `${select}px minmax(0, 1fr) ${shared}px ${started}px ${ends}px`,
      metadataWidth: width - select - started - ends - CELL_PADDING.card,
    };
  }
  let visible: readonly ColumnId[] = columnIds;
  for (const id of optional) if (widthOf(visible) > width) visible = visible.filter((other) => other !== id);
  const tracks = visible.map((id) =>
    id === "metadata" ? track(id, "1fr") : id === "id" ? ID_TRACK : px(id),
  );
  const others = widthOf(visible) - columnLayouts.metadata.width;
  return {
    isCard: false,
    rowHeight: 32,
    headerHeight: 32,
    visible,
    tracks: tracks.join(" "),
    metadataWidth: Math.max(columnLayouts.metadata.width, width - others) - CELL_PADDING.row,
  };
}

const px = (id: ColumnId): string => `${columnLayouts[id].width}px`;
const track = (id: ColumnId, most: string): string => `minmax(${px(id)}, ${most})`;
/** The id gives way first when even the columns that always stay are too many: it is cut in its middle. */
const ID_TRACK = `minmax(0, ${px("id")})`;
