import { isWellFormed } from "#contract/metadata.ts";
import { distinctConditions, type Condition, type Query } from "#query/ast.ts";
import { printCondition } from "#query/print.ts";
import { isPrivate } from "#query/privacy.ts";
import { parseColumns, printColumns } from "./columns-text.ts";
import type { ColumnSettings } from "./columns.ts";
import { parseView, printView, readable, type View } from "./view.ts";

/** Whether a URL may hold a condition: secret values must not stand in one, and half a surrogate pair cannot. */
export const fitsUrl = (condition: Condition): boolean =>
  !isPrivate(condition) && isWellFormed(printCondition(condition));

const shareableParts = new WeakMap<Query, Query>();

/** What of a query a URL may hold, each condition once. Remembered for each query: hundreds of conditions take milliseconds. */
export function shareablePart(query: Query): Query {
  const known = shareableParts.get(query);
  if (known) return known;
  const part = { conditions: distinctConditions(query).filter(fitsUrl) };
  shareableParts.set(query, part);
  return part;
}

/**
 * The part of a view that is kept under a name, as a URL's search: what is applied and may be shared, each condition once, and no sandbox
 * open. Equal views give equal text.
 */
export const viewSearch = (view: View): string =>
  printView({
    ...view,
    query: shareablePart(view.query),
    unread: "",
    cols: canonicalColumns(view.cols),
    open: undefined,
  });

function canonicalColumns(cols: string | undefined): string | undefined {
  const columns = parseColumns(cols ?? "");
  return columns && printColumns(columns);
}

/**
 * The search the current view would be kept with, with its columns and without: a view that names no columns shows those this browser remembers.
 * Both are the same where the columns are the usual ones.
 */
export const shownSearches = (view: View & { readonly columns: ColumnSettings }) => ({
  withColumns: viewSearch({ ...view, cols: printColumns(view.columns) }),
  withoutColumns: viewSearch({ ...view, cols: undefined }),
});

/** The search with which a view is kept, read from one that may be written in any other way. */
export const canonicalSearch = (search: string): string => viewSearch(parseView(search));

/** The search of a link to a view under its name. The name never changes what is shown. */
export const linkSearch = (name: string, search: string): string =>
  `${search === "" ? "?" : `${search}&`}view=${readable(name)}`;

/** The name a link gives its view. */
export const linkName = (search: string): string | undefined =>
  new URLSearchParams(search).get("view")?.trim() || undefined;

/** A search without the name, and otherwise as it was written. */
export function withoutLinkName(search: string): string {
  const parts = search
    .replace(/^\?/, "")
    .split("&")
    .filter((part) => part !== "" && !/^view(?:=|$)/.test(part));
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}
