import { PAGE_SIZE, type ListFilter } from "#contract/list-query.ts";
import { metadataValue } from "#contract/metadata.ts";
import type { ListedSandbox } from "#contract/sandbox.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import { timestampToMicros } from "#contract/timestamp.ts";
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

const micros = (timestamp: string): number | undefined => {
  const parsed = timestampToMicros(timestamp);
  return parsed.ok ? parsed.value : undefined;
};

type TemplateId = (name: string) => string | undefined;

/** How many rows are there against what was asked for. */
function against(filter: ListFilter, rows: readonly ListedSandbox[], templateId: TemplateId) {
  const count = (isWrong: (row: ListedSandbox, index: number) => boolean) => rows.filter(isWrong).length;
  const { metadata, state, template, order } = filter;
  // A row carries one name of its template out of several: only an id that is known tells that it is another's.
  const id = template === undefined ? undefined : templateId(template);
  const since = filter.startedAfter === undefined ? undefined : micros(filter.startedAfter);
  return {
    metadata: count((row) => metadata.some(([key, value]) => metadataValue(row.metadata, key) !== value)),
    state: count((row) => state !== undefined && row.state !== state),
    template: count((row) => id !== undefined && row.templateID !== id && row.alias !== template),
    startedAfter: count((row) => since !== undefined && (micros(row.startedAt) ?? since) < since),
    order: count(({ startedAt }, index) => {
      const before = rows[index - 1];
      return (
        order === "asc" && before !== undefined && (micros(startedAt) ?? 0) < (micros(before.startedAt) ?? 0)
      );
    }),
  } satisfies Record<ListParameter, number>;
}

const asks = (filter: ListFilter, parameter: ListParameter): boolean =>
  parameter === "metadata" ? filter.metadata.length > 0 : filter[parameter] !== undefined;

/** `templateId` tells the id of the template with a name, as far as it is known. */
export function createUpstreamFacts(templateId: TemplateId): UpstreamFactsStore {
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
      const wrong = against(filter, page.rows, templateId);
      for (const parameter of listParameters) {
        if (asks(filter, parameter)) nowAsked[parameter] += 1;
        nowDisobeyed[parameter] += wrong[parameter];
      }
      const isShort = page.next !== undefined && page.rows.length < PAGE_SIZE;
      store.set({
        ...{ pages: pages + 1, asked: nowAsked, disobeyed: nowDisobeyed },
        ...{ shortPages: shortPages + Number(isShort), tellsTotal: page.totalRunning !== undefined },
      });
    },
  };
}
