import type { Query } from "#query/ast.ts";
import type { QueryError } from "#query/parse.ts";
import { parse } from "#query/parse.ts";
import { print } from "#query/print.ts";

/** Sorting as the URL holds it: `started:asc`. The column's name is checked by whoever sorts. */
export interface ViewSort {
  readonly column: string;
  readonly direction: "asc" | "desc";
}

/** What the URL says: a reload, Back, or a pasted link gives the same view. */
export interface View {
  readonly query: Query;
  /** What of `q` was not understood; never rewritten silently. */
  readonly queryErrors: readonly QueryError[];
  readonly sort: ViewSort | undefined;
  /** The sandbox whose details stand beside the table. */
  readonly open: string | undefined;
}

const SORT = /^([^:].*):(asc|desc)$/;

/** Reads the part of a URL behind `?`. Unknown parameters are ignored. */
export function parseView(search: string): View {
  const parameters = new URLSearchParams(search);
  const { query, errors } = parse(parameters.get("q") ?? "");
  const sort = SORT.exec(parameters.get("sort") ?? "");
  const direction = sort?.[2] === "asc" ? "asc" : "desc";
  return {
    query,
    queryErrors: errors,
    sort: sort?.[1] === undefined ? undefined : { column: sort[1], direction },
    open: parameters.get("open") || undefined,
  };
}

/** Characters a query string may hold as they are, left readable: `q=env=prod state:running` becomes `q=env=prod+state:running`. */
const readable = (text: string): string =>
  encodeURIComponent(text.toWellFormed())
    .replaceAll("%20", "+")
    .replaceAll(/%(3D|3A|28|29|2C|21)/g, (escape) => decodeURIComponent(escape));

/** Writes the URL's search of a view, with `?` unless empty. Equal views give equal text. */
export function printView(view: Pick<View, "query" | "sort" | "open">): string {
  const parts: string[] = [];
  const text = print(view.query);
  if (text !== "") parts.push(`q=${readable(text)}`);
  if (view.sort) parts.push(`sort=${readable(`${view.sort.column}:${view.sort.direction}`)}`);
  if (view.open !== undefined) parts.push(`open=${readable(view.open)}`);
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}
