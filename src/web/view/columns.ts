/** The columns that are no metadata key's, in their first order. */
export const builtInColumns = [
  "select",
  "id",
  "state",
  "template",
  "metadata",
  "started",
  "ends",
  "cpu",
  "cpu-use",
  "memory",
  "memory-use",
  "actions",
] as const;
export type BuiltInColumn = (typeof builtInColumns)[number];

/** The column of one metadata key; any text is a key, the empty one too. */
export type MetadataColumn = `m:${string}`;

/** A column that can be arranged. `select` stands before all of them and `actions` behind, whatever is chosen. */
export type ColumnKey = Exclude<BuiltInColumn, "select" | "actions"> | MetadataColumn;

/** One shown column. */
export interface ColumnSetting {
  readonly key: ColumnKey;
  /** In CSS pixels; absent: as wide as suits the column. */
  readonly width: number | undefined;
  /** Stays at the start while the others scroll sideways under it. */
  readonly pinned: boolean;
}

/** The shown columns in their order: `id` first, then the other pinned ones, then the rest; each once. */
export type ColumnSettings = readonly ColumnSetting[];

export const MIN_COLUMN_WIDTH = 48;
export const MAX_COLUMN_WIDTH = 1_200;
/** More would fit no screen, and cost each row a cell. */
export const MOST_COLUMNS = 100;

export const metadataColumn = (key: string): MetadataColumn => `m:${key}`;

export const isMetadataColumn = (column: string): column is MetadataColumn => column.startsWith("m:");

/** The metadata key of a column, or `undefined` for one that shows something else. */
export const columnMetadataKey = (column: string): string | undefined =>
  isMetadataColumn(column) ? column.slice(2) : undefined;

export const isColumnKey = (column: string): column is ColumnKey =>
  isMetadataColumn(column) ||
  (column !== "select" && column !== "actions" && builtInColumns.some((known) => known === column));

const setting = (key: ColumnKey): ColumnSetting => ({ key, width: undefined, pinned: key === "id" });

/** All columns there are besides those of metadata keys. */
export const plainColumns: readonly ColumnKey[] = builtInColumns.filter((column) => isColumnKey(column));

/** What is shown until someone chooses. What has to be asked for apart is not. */
export const defaultColumns: ColumnSettings = plainColumns
  .filter((column) => !column.endsWith("-use"))
  .map(setting);

const clampWidth = (width: number): number =>
  Math.round(Math.max(MIN_COLUMN_WIDTH, Math.min(MAX_COLUMN_WIDTH, width)));

/** Any list of columns as settings: what comes twice counts once, `id` is there and first, the pinned ones come before the rest. */
export function arranged(columns: readonly ColumnSetting[]): ColumnSettings {
  const seen = new Set<ColumnKey>(["id"]);
  const others: ColumnSetting[] = [];
  for (const { key, width, pinned } of columns) {
    if (seen.has(key) || others.length >= MOST_COLUMNS - 1) continue;
    seen.add(key);
    others.push({ key, width: width === undefined ? undefined : clampWidth(width), pinned });
  }
  const id = columns.find(({ key }) => key === "id");
  return [
    { ...setting("id"), width: id?.width === undefined ? undefined : clampWidth(id.width) },
    ...others.filter(({ pinned }) => pinned),
    ...others.filter(({ pinned }) => !pinned),
  ];
}

export const hasColumn = (columns: ColumnSettings, key: string): boolean =>
  columns.some((column) => column.key === key);

/** With one more column: a metadata key's before the chips of all metadata, so that both are in view; another one where it is at first. */
export function withColumn(columns: ColumnSettings, key: ColumnKey): ColumnSettings {
  if (hasColumn(columns, key)) return columns;
  const behind = isMetadataColumn(key)
    ? ["metadata"]
    : builtInColumns.slice(builtInColumns.findIndex((known) => known === key) + 1);
  const at = columns.findIndex((column) => !column.pinned && behind.some((other) => other === column.key));
  return arranged(columns.toSpliced(at < 0 ? columns.length : at, 0, setting(key)));
}

/** Without a column; `id` always stays. */
export const withoutColumn = (columns: ColumnSettings, key: ColumnKey): ColumnSettings =>
  key === "id" ? columns : columns.filter((column) => column.key !== key);

/** With a column at a place counted from 0. Pinned ones move among themselves, and so does the rest; `id` stays first. */
export function withColumnAt(columns: ColumnSettings, key: ColumnKey, place: number): ColumnSettings {
  const from = columns.findIndex((column) => column.key === key);
  const moved = columns[from];
  if (!moved || key === "id") return columns;
  const pinnedCount = columns.filter(({ pinned }) => pinned).length;
  const [first, last] = moved.pinned ? [1, pinnedCount - 1] : [pinnedCount, columns.length - 1];
  const to = Math.max(first, Math.min(last, place));
  return to === from ? columns : columns.toSpliced(from, 1).toSpliced(to, 0, moved);
}

/** With a column one place nearer to its start (-1) or end (1). */
export const withColumnMoved = (columns: ColumnSettings, key: ColumnKey, by: -1 | 1): ColumnSettings =>
  withColumnAt(columns, key, columns.findIndex((column) => column.key === key) + by);

const changed = (
  columns: ColumnSettings,
  key: ColumnKey,
  change: Partial<Omit<ColumnSetting, "key">>,
): ColumnSettings =>
  arranged(columns.map((column) => (column.key === key ? { ...column, ...change } : column)));

/** With a column pinned behind the other pinned ones, or first of the rest. */
export const withPinned = (columns: ColumnSettings, key: ColumnKey, pinned: boolean): ColumnSettings => {
  const column = columns.find((other) => other.key === key);
  if (!column || column.pinned === pinned || key === "id") return columns;
  const others = withoutColumn(columns, key);
  const at = others.filter((other) => other.pinned).length;
  return others.toSpliced(at, 0, { ...column, pinned });
};

/** With a column of a width in CSS pixels, kept within what is possible, or of its own accord. */
export const withWidth = (
  columns: ColumnSettings,
  key: ColumnKey,
  width: number | undefined,
): ColumnSettings => changed(columns, key, { width });
