import { isWellFormed } from "#contract/metadata.ts";
import { emptyQuery, sameQuery, type Condition, type Query } from "#query/ast.ts";
import { printCondition } from "#query/print.ts";
import { isPrivate } from "#query/privacy.ts";
import { createStore, type ReadableStore } from "#web/lib/store.ts";
import { parseView, printView, type View, type ViewSort } from "./view.ts";

/** The current view: the URL's, and the conditions that no URL may or can hold, which live in memory alone. */
export interface CurrentView extends View {
  /** All conditions, in the URL or not. */
  readonly query: Query;
  /** Those of them that a copied link holds. */
  readonly shareable: Query;
  /** How many of them it leaves out. */
  readonly privateCount: number;
}

export interface ViewStore extends ReadableStore<CurrentView> {
  /** One entry of history for each committed change, so that Back takes it back. */
  readonly setQuery: (query: Query) => void;
  /** Takes what was not understood out of the URL. */
  readonly dropUnread: () => void;
  readonly setSort: (sort: ViewSort | undefined) => void;
  readonly setOpen: (id: string | undefined) => void;
  readonly close: () => void;
}

/** The part of the browser's window that holds the URL. */
export interface UrlHolder {
  readonly location: Pick<Location, "pathname" | "search">;
  readonly history: Pick<History, "pushState">;
  readonly addEventListener: (type: "popstate", listener: () => void) => void;
  readonly removeEventListener: (type: "popstate", listener: () => void) => void;
}

/** Keeps the view and the browser's URL in step, both ways. */
export function createViewStore(browser: UrlHolder): ViewStore {
  let kept = emptyQuery;
  let last: CurrentView | undefined;
  const store = createStore(read());

  /** Parts that have not changed stay the same objects, so that whoever follows one part is not disturbed by another. */
  function read(): CurrentView {
    const view = parseView(browser.location.search);
    const all = { conditions: [...view.query.conditions, ...kept.conditions] };
    const query = last && sameQuery(last.query, all) ? last.query : all;
    const sort = last && sameSort(last.sort, view.sort) ? last.sort : view.sort;
    const shareable = last && sameQuery(last.shareable, view.query) ? last.shareable : view.query;
    last = { ...view, query, shareable, sort, privateCount: kept.conditions.length };
    return last;
  }

  function commit(change: Partial<Pick<View, "query" | "unread" | "sort" | "open">>): void {
    const next = { ...store.get(), ...change };
    const { conditions } = next.query;
    kept = { conditions: conditions.filter((condition) => !fitsUrl(condition)) };
    const search = printView({ ...next, query: { conditions: conditions.filter(fitsUrl) } });
    const url = `${browser.location.pathname}${search}`;
    if (search !== browser.location.search) browser.history.pushState(null, "", url);
    store.set(read());
  }

  const onPop = () => store.set(read());
  browser.addEventListener("popstate", onPop);

  return {
    get: store.get,
    subscribe: store.subscribe,
    setQuery: (query) => commit({ query }),
    dropUnread: () => commit({ unread: "" }),
    setSort: (sort) => commit({ sort }),
    setOpen: (open) => commit({ open }),
    close: () => browser.removeEventListener("popstate", onPop),
  };
}

/** Secret values must not stand in a URL, and half a surrogate pair cannot. */
const fitsUrl = (condition: Condition): boolean =>
  !isPrivate(condition) && isWellFormed(printCondition(condition));

const sameSort = (a: ViewSort | undefined, b: ViewSort | undefined): boolean =>
  a?.column === b?.column && a?.direction === b?.direction;
