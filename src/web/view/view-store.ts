import { emptyQuery, sameQuery, type Query } from "#query/ast.ts";
import { splitPrivate } from "#query/privacy.ts";
import { createStore, type ReadableStore } from "#web/lib/store.ts";
import { parseView, printView, type View, type ViewSort } from "./view.ts";

/** The current view: the URL's, and the conditions on secret values, which live in memory alone. */
export interface CurrentView extends View {
  /** All conditions, in the URL or not. */
  readonly query: Query;
  /** How many of them a copied link leaves out. */
  readonly privateCount: number;
}

export interface ViewStore extends ReadableStore<CurrentView> {
  /** One entry of history for each committed change, so that Back takes it back. */
  readonly setQuery: (query: Query) => void;
  readonly setSort: (sort: ViewSort | undefined) => void;
  readonly setOpen: (id: string | undefined) => void;
  readonly close: () => void;
}

/** Keeps the view and the browser's URL in step, both ways. */
export function createViewStore(browser: Window): ViewStore {
  let secret = emptyQuery;
  let last: CurrentView | undefined;
  const store = createStore(read());

  /** Parts that have not changed stay the same objects, so that whoever follows one part is not disturbed by another. */
  function read(): CurrentView {
    const view = parseView(browser.location.search);
    const all = { conditions: [...view.query.conditions, ...secret.conditions] };
    const query = last && sameQuery(last.query, all) ? last.query : all;
    const sort = last && sameSort(last.sort, view.sort) ? last.sort : view.sort;
    last = { ...view, query, sort, privateCount: secret.conditions.length };
    return last;
  }

  function commit(change: Partial<Pick<View, "query" | "sort" | "open">>): void {
    const next = { ...store.get(), ...change };
    const parts = splitPrivate(next.query);
    secret = parts.private;
    const search = printView({ ...next, query: parts.shareable });
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
    setSort: (sort) => commit({ sort }),
    setOpen: (open) => commit({ open }),
    close: () => browser.removeEventListener("popstate", onPop),
  };
}

const sameSort = (a: ViewSort | undefined, b: ViewSort | undefined): boolean =>
  a?.column === b?.column && a?.direction === b?.direction;
