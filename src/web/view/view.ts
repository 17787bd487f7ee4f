import { sameQuery, type Query } from "#query/ast.ts";
import type { QueryError } from "#query/problem.ts";
import { parse } from "#query/parse.ts";
import { print } from "#query/print.ts";
import { mayBePrivate } from "#query/privacy.ts";

/** Sorting as the URL holds it: `started:asc`. The column's name is checked by whoever sorts. */
export interface ViewSort {
  readonly column: string;
  readonly direction: "asc" | "desc";
}

/** What the URL says: a reload, Back, or a pasted link gives the same view. */
export interface View {
  readonly query: Query;
  /** The query as it stands in the URL. */
  readonly text: string;
  /** What of the text was not understood, with its places. */
  readonly queryErrors: readonly QueryError[];
  /** Those parts of the text as they were written. They stay in the URL until someone takes them out. */
  readonly unread: string;
  /** How many parts that were not understood are not in `unread` either, as they may hold a value that is masked on screen. */
  readonly leftOut: number;
  readonly sort: ViewSort | undefined;
  /** Which columns the table has, as `parseColumns` reads it; absent: as this browser remembers. */
  readonly cols: string | undefined;
  /** The column whose values are groups of rows; whether it can be one is checked by whoever groups. */
  readonly group: string | undefined;
  /** The sandbox whose details stand beside the table. */
  readonly open: string | undefined;
}

const SORT = /^([^:].*):(asc|desc)$/s;

/** Reads the part of a URL behind `?`. Unknown parameters are ignored. */
export function parseView(search: string): View {
  const parameters = new URLSearchParams(search);
  const text = parameters.get("q") ?? "";
  const { query, errors, dropped } = parse(text);
  const parts = dropped.map(({ start, end }) => text.slice(start, end));
  const shareable = parts.filter((part) => !mayBePrivate(part));
  const sort = SORT.exec(parameters.get("sort") ?? "");
  const direction = sort?.[2] === "asc" ? "asc" : "desc";
  return {
    query,
    text,
    queryErrors: errors,
    unread: shareable.join(" "),
    leftOut: parts.length - shareable.length,
    sort: sort?.[1] === undefined ? undefined : { column: sort[1], direction },
    cols: parameters.get("cols") || undefined,
    group: parameters.get("group") || undefined,
    open: parameters.get("open") || undefined,
  };
}

/** Characters a query string may hold as they are, left readable: `q=env=prod state:running` becomes `q=env=prod+state:running`. */
export const readable = (text: string): string =>
  encodeURIComponent(text.toWellFormed())
    .replaceAll("%20", "+")
    .replaceAll(/%(?:3D|3A|2C|2F|40|24)/g, (escape) => decodeURIComponent(escape));

/** Writes the URL's search of a view, with `?` unless empty. Equal views give equal text. */
export function printView(
  view: Pick<View, "query" | "sort" | "open"> & Partial<Pick<View, "unread" | "cols" | "group">>,
): string {
  const parts: string[] = [];
  const text = withUnread(view.query, view.unread ?? "");
  if (text !== "") parts.push(`q=${readable(text)}`);
  if (view.sort) parts.push(`sort=${readable(`${view.sort.column}:${view.sort.direction}`)}`);
  if (view.group !== undefined) parts.push(`group=${readable(view.group)}`);
  if (view.cols !== undefined) parts.push(`cols=${readable(view.cols)}`);
  if (view.open !== undefined) parts.push(`open=${readable(view.open)}`);
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

/** The query's text followed by what was not understood, unless the two together would mean something else. */
function withUnread(query: Query, unread: string): string {
  const text = print(query);
  if (unread === "") return text;
  const both = text === "" ? unread : `${text} ${unread}`;
  return sameQuery(parse(both).query, query) ? both : text;
}
