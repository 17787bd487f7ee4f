import {
  arranged,
  columnMetadataKey,
  defaultColumns,
  isColumnKey,
  metadataColumn,
  type ColumnKey,
  type ColumnSetting,
  type ColumnSettings,
} from "./columns.ts";

/** What a key must not hold to stand without quotes. */
const NEEDS_QUOTES = /^$|[",()\\]|\p{Surrogate}/u;
/** Half of a surrogate pair, which no URL can carry: it is spelled `\uD83D`. */
const HALF = /\p{Surrogate}/gu;

/**
 * The canonical text of column settings: `!m:team(160),state,m:"a,b"`, where `!` pins and the number is a width. Equal settings give equal
 * text; `undefined` is what is shown unless someone chooses.
 */
export function printColumns(columns: ColumnSettings): string | undefined {
  const text = printAll(columns);
  return text === DEFAULT_TEXT ? undefined : text;
}

/** `id` is always there and always pinned: it is written only for its width, or where nothing else is. */
function printAll(columns: ColumnSettings): string {
  const entries = columns
    .filter(({ key, width }) => key !== "id" || width !== undefined)
    .map(
      ({ key, width, pinned }) =>
        `${pinned && key !== "id" ? "!" : ""}${printKey(key)}${width === undefined ? "" : `(${width})`}`,
    );
  return entries.length === 0 ? "id" : entries.join(",");
}

function printKey(column: ColumnKey): string {
  const key = columnMetadataKey(column);
  if (key === undefined) return column;
  return NEEDS_QUOTES.test(key) ? `m:${quoted(key)}` : `m:${key}`;
}

const quoted = (text: string): string =>
  `"${text.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll(HALF, (unit) => `\\u${hex(unit)}`)}"`;

const hex = (unit: string): string => unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");

const DEFAULT_TEXT = printAll(defaultColumns);

/** Reads such a text, however broken: what says nothing is passed over. `undefined` where nothing is left. */
export function parseColumns(text: string): ColumnSettings | undefined {
  const found: ColumnSetting[] = [];
  for (let at = 0; at < text.length;) {
    const entry = readEntry(text, at);
    at = entry.end;
    if (entry.column) found.push(entry.column);
  }
  return found.length === 0 ? undefined : arranged(found);
}

const ENTRY =
  /(?<pin>!?)(?:m:(?:"(?<quoted>(?:[^"\\]|\\[\s\S])*)"|(?<key>[^",()\\]+))|(?<name>[a-z-]+))(?:\((?<width>\d{1,6})\))?(?=,|$)/y;

/** One entry from a place on, and where the next begins. */
function readEntry(text: string, at: number): { readonly column?: ColumnSetting; readonly end: number } {
  ENTRY.lastIndex = at;
  const groups = ENTRY.exec(text)?.groups;
  if (!groups) {
    const comma = text.indexOf(",", at);
    return { end: comma < 0 ? text.length : comma + 1 };
  }
  const end = ENTRY.lastIndex + 1;
  const { pin, quoted: inQuotes, key, name, width } = groups;
  const column = name ?? metadataColumn(inQuotes === undefined ? (key ?? "") : unquoted(inQuotes));
  if (!isColumnKey(column)) return { end };
  return {
    column: { key: column, width: width === undefined ? undefined : Number(width), pinned: pin === "!" },
    end,
  };
}

const unquoted = (text: string): string =>
  text.replaceAll(/\\(?:u(D[89A-F][0-9A-F]{2})|([\s\S]))/g, (_, unit: string | undefined, plain: string) =>
    unit === undefined ? plain : String.fromCharCode(Number.parseInt(unit, 16)),
  );
