import type { Page, Request } from "@playwright/test";

/** A request the page sent to the API, as its server saw it. */
export interface ApiRequest {
  readonly method: string;
  /** Behind `/api/<upstream>`, still percent-encoded. */
  readonly path: string;
  readonly search: URLSearchParams;
}

/** Notes what the page asks of the API, from now on. */
export interface ApiRequests {
  readonly all: () => readonly ApiRequest[];
  /** Reads of the list. */
  readonly lists: () => readonly ApiRequest[];
  /** Forgets what was noted. */
  readonly clear: () => void;
}

export function noteApiRequests(page: Page): ApiRequests {
  let noted: ApiRequest[] = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    const path = /^\/api\/[^/]+(\/.*)$/.exec(pathname)?.[1];
    if (path !== undefined) noted.push({ method: request.method(), path, search: searchParams });
  });
  return {
    all: () => noted,
    lists: () => noted.filter(({ path }) => path === "/v2/sandboxes"),
    clear: () => {
      noted = [];
    },
  };
}

/** Tells from now on whether all that the page asked for was answered. */
export function noteQuiet(page: Page): () => boolean {
  const open = new Set<Request>();
  page.on("request", (request) => open.add(request));
  page.on("requestfinished", (request) => open.delete(request));
  page.on("requestfailed", (request) => open.delete(request));
  return () => open.size === 0;
}
