import { distinctConditions, emptyQuery, sameQuery, type Query } from "#query/ast.ts";
import { createStore, type ReadableStore } from "#web/lib/store.ts";
import { parseColumns, printColumns } from "./columns-text.ts";
import { defaultColumns, hasColumn, withColumn, type ColumnKey, type ColumnSettings } from "./columns.ts";
import { parseView, printView, type View, type ViewSort } from "./view.ts";
import { fitsUrl, linkName, shareablePart, viewSearch, withoutLinkName } from "./view-link.ts";

/** The current view: the URL's, and the conditions that no URL may or can hold, which live in memory alone. */
export interface CurrentView extends View {
  /** All conditions, in the URL or not. */
  readonly query: Query;
  /** Those of them that a copied link holds. */
  readonly shareable: Query;
  /** How many of them it leaves out. */
  readonly privateCount: number;
  /** The table's columns: the URL's, else those remembered, else the usual ones. */
  readonly columns: ColumnSettings;
  /** How many errors a text has that is being written beside the query, and not in the URL. Nothing of it is applied. */
  readonly draftErrors: number;
}

/** Where the text of the columns chosen last is kept, so that a URL that names none shows them. */
export interface ColumnMemory {
  readonly get: () => string | undefined;
  readonly set: (text: string | undefined) => void;
}

export interface ViewStore extends ReadableStore<CurrentView> {
  /**
   * One entry of history for each committed change, so that Back takes it back. What was not understood stays in the URL, unless `unread` is
   * given in its place.
   */
  readonly setQuery: (query: Query, unread?: string) => void;
  readonly noteDraftErrors: (count: number) => void;
  /** Takes what was not understood out of the URL. */
  readonly dropUnread: () => void;
  readonly setSort: (sort: ViewSort | undefined) => void;
  /** Groups rows by the values of a column, or no more. */
  readonly setGroup: (column: string | undefined) => void;
  readonly setOpen: (id: string | undefined) => void;
  /** Shows a view that was kept as its search, whole; the sandbox that is open stays so. */
  readonly show: (search: string) => void;
  /** The view whose link opened this page, by the name the link gave it. The name is out of the URL by then. */
  readonly linked: LinkedView | undefined;
  /**
   * Shows and remembers these columns. Changes in a row that carry the same `gesture` are one entry of history, such as a width grown step by
   * step. Whoever hides the column that is sorted by wants its order gone too.
   */
  readonly setColumns: (columns: ColumnSettings, gesture?: string) => void;
  /** Shows a column beside those there are; nothing where it is shown. */
  readonly addColumn: (key: ColumnKey) => void;
  readonly close: () => void;
}

export interface LinkedView {
  readonly name: string;
  /** As `viewSearch` writes it. */
  readonly search: string;
}

/** The part of the browser's window that holds the URL. */
export interface UrlHolder {
  readonly location: Pick<Location, "pathname" | "search">;
  readonly history: Pick<History, "pushState" | "replaceState" | "state">;
  readonly addEventListener: (type: "popstate", listener: () => void) => void;
  readonly removeEventListener: (type: "popstate", listener: () => void) => void;
}

/** Keeps the view and the browser's URL in step, both ways. */
export function createViewStore(browser: UrlHolder, memory: ColumnMemory = pageMemory()): ViewStore {
  let kept = emptyQuery;
  let leftOut = 0;
  let lastGesture: string | undefined;
  let last: CurrentView | undefined;
  let draftErrors = 0;
  const linked = arrive();
  const store = createStore(read());

  /** Gives the view the page was opened with, where its URL named it. */
  function arrive(): LinkedView | undefined {
    const name = linkName(browser.location.search);
    const view = mend();
    return name === undefined ? undefined : { name, search: viewSearch(view) };
  }

  /**
   * Puts the URL that was come to in order, in its place in history: the view's name and secret values go, and equal filters get equal URLs.
   * Other text that is not understood stays as it was written. Secret conditions join those that live in memory.
   */
  function mend(): View {
    const { pathname, search } = browser.location;
    const view = parseView(search);
    const found = keptOf(view.query).conditions;
    kept = keptOf({ conditions: [...kept.conditions, ...found] });
    leftOut = view.leftOut;
    const isCanonical = view.unread === "" || found.length > 0 || leftOut > 0;
    const mended = isCanonical ? urlOf(view) : withoutLinkName(search);
    if (mended !== search) browser.history.replaceState(browser.history.state, "", `${pathname}${mended}`);
    return view;
  }

  /** Parts that have not changed stay the same objects, so that whoever follows one part is not disturbed by another. */
  function read(): CurrentView {
    const view = parseView(browser.location.search);
    const all = { conditions: [...view.query.conditions, ...kept.conditions] };
    const query = last && sameQuery(last.query, all) ? last.query : all;
    const sort = last && sameSort(last.sort, view.sort) ? last.sort : view.sort;
    const shareable = last && sameQuery(last.shareable, view.query) ? last.shareable : view.query;
    last = {
      ...view,
      query,
      shareable,
      sort,
      columns: readColumns(view),
      privateCount: kept.conditions.length,
      leftOut,
      draftErrors,
    };
    return last;
  }

  function readColumns({ cols }: View): ColumnSettings {
    const columns = parseColumns(cols ?? "") ?? parseColumns(memory.get() ?? "") ?? defaultColumns;
    return last && printColumns(last.columns) === printColumns(columns) ? last.columns : columns;
  }

  function setColumns(columns: ColumnSettings, gesture?: string): void {
    const { sort, columns: before } = store.get();
    const cols = printColumns(columns);
    if (cols === printColumns(before)) return;
    const goesOn = gesture !== undefined && gesture === lastGesture;
    // What was remembered until now is noted in the entry that is left, so that Back brings it back.
    if (!goesOn) browser.history.replaceState({ remembered: memory.get() }, "");
    memory.set(cols);
    const isHidden = sort && hasColumn(before, sort.column) && !hasColumn(columns, sort.column);
    commit({ cols, ...(isHidden ? { sort: undefined } : {}) }, goesOn ? "in place" : "anew");
    lastGesture = gesture;
  }

  /** `anew` makes an entry even where the URL stays as it is. */
  function commit(change: Partial<View>, entry: "if changed" | "anew" | "in place" = "if changed"): void {
    lastGesture = undefined;
    if (change.query || change.unread !== undefined) leftOut = 0;
    const next = { ...store.get(), ...change };
    kept = keptOf(next.query);
    const search = urlOf(next);
    const url = `${browser.location.pathname}${search}`;
    const state = { remembered: memory.get() };
    if (entry === "in place") browser.history.replaceState(state, "", url);
    else if (entry === "anew" || search !== browser.location.search)
      browser.history.pushState(state, "", url);
    store.set(read());
  }

  const onPop = () => {
    lastGesture = undefined;
    const { state } = browser.history;
    if (isEntryState(state) && state.remembered !== memory.get()) memory.set(state.remembered);
    mend();
    store.set(read());
  };
  browser.addEventListener("popstate", onPop);

  return {
    get: store.get,
    subscribe: store.subscribe,
    setQuery: (query, unread) => commit(unread === undefined ? { query } : { query, unread }),
    noteDraftErrors: (count) => {
      if (count === draftErrors) return;
      draftErrors = count;
      store.set(read());
    },
    dropUnread: () => commit({ unread: "" }),
    setSort: (sort) => commit({ sort }),
    setGroup: (group) => commit({ group }),
    setOpen: (open) => commit({ open }),
    show: (search) => commit({ ...parseView(search), open: store.get().open }),
    linked,
    setColumns,
    addColumn: (key) => setColumns(withColumn(store.get().columns, key)),
    close: () => browser.removeEventListener("popstate", onPop),
  };
}

/** Which conditions live in memory alone. */
const keptOf = (query: Query): Query => ({
  conditions: distinctConditions(query).filter((condition) => !fitsUrl(condition)),
});

/** The search that holds of a view what a URL may hold, each condition once. */
const urlOf = (view: View): string => printView({ ...view, query: shareablePart(view.query) });

const sameSort = (a: ViewSort | undefined, b: ViewSort | undefined): boolean =>
  a?.column === b?.column && a?.direction === b?.direction;

/** Each entry of history knows which columns were remembered when it was shown last. */
const isEntryState = (state: unknown): state is { readonly remembered: string | undefined } =>
  typeof state === "object" &&
  state !== null &&
  "remembered" in state &&
  (state.remembered === undefined || typeof state.remembered === "string");

function pageMemory(): ColumnMemory {
  let kept: string | undefined;
  return {
    get: () => kept,
    set: (text) => {
      kept = text;
    },
  };
}
