import { PAGE_SIZE, type ListFilter } from "#contract/list-query.ts";
import { metadataValue } from "#contract/metadata.ts";
import type { ListedSandbox } from "#contract/sandbox.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import { createStore, type ReadableStore } from "#web/lib/store.ts";

/** What a list request can ask for besides a page. */
export const listParameters = ["metadata", "state", "template", "startedAfter", "order"] as const;
export type ListParameter = (typeof listParameters)[number];

/** What the upstream was seen to do with list requests since the page was opened. Plain counts: what they mean is said where they are shown. */
export interface UpstreamFacts {
  /** Pages read. */
  readonly pages: number;
  /** Pages that were asked for with each parameter. */
  readonly asked: Readonly<Record<ListParameter, number>>;
  /** Rows that came although the parameter asked for excludes them, or out of the order asked for: it is not obeyed. */
  readonly disobeyed: Readonly<Record<ListParameter, number>>;
  /** Pages shorter than asked for although another follows: the upstream filters after cutting its pages. */
  readonly shortPages: number;
  /** Whether the newest page told how many running ones match; `undefined` before any was read. */
  readonly tellsTotal: boolean | undefined;
}

export interface UpstreamFactsStore extends ReadableStore<UpstreamFacts> {
  readonly note: (filter: ListFilter, page: ListPage) => void;
}

const none: Readonly<Record<ListParameter, number>> = {
  ...{ metadata: 0, state: 0, template: 0, startedAfter: 0, order: 0 },
};

/** Whether a row is excluded by what was asked for, of the parameters that a row alone can tell of. */
function excludes(filter: ListFilter, row: ListedSandbox, parameter: ListParameter): boolean {
  switch (parameter) {
    case "metadata":
      return filter.metadata.some(([key, value]) => metadataValue(row.metadata, key) !== value);
    case "state":
      return filter.state !== undefined && row.state !== filter.state;
    // A row carries one name of its template out of several, so it cannot tell that another one is not its template's.
    case "template":
    case "startedAfter":
    case "order":
      return false;
  }
}

const asks = (filter: ListFilter, parameter: ListParameter): boolean =>
  parameter === "metadata"
    ? filter.metadata.length > 0
    : parameter === "state" || parameter === "template"
      ? filter[parameter] !== undefined
      : false;

export function createUpstreamFacts(): UpstreamFactsStore {
  const store = createStore<UpstreamFacts>({
    ...{ pages: 0, asked: none, disobeyed: none, shortPages: 0, tellsTotal: undefined },
  });
  return {
    get: store.get,
    subscribe: store.subscribe,
    note: (filter, page) => {
      const { pages, asked, disobeyed, shortPages } = store.get();
      const nowAsked = { ...asked };
      const nowDisobeyed = { ...disobeyed };
      for (const parameter of listParameters) {
        if (asks(filter, parameter)) nowAsked[parameter] += 1;
        nowDisobeyed[parameter] += page.rows.filter((row) => excludes(filter, row, parameter)).length;
      }
      const isShort = page.next !== undefined && page.rows.length < PAGE_SIZE;
      store.set({
        ...{ pages: pages + 1, asked: nowAsked, disobeyed: nowDisobeyed },
        ...{ shortPages: shortPages + Number(isShort), tellsTotal: page.totalRunning !== undefined },
      });
    },
  };
}
