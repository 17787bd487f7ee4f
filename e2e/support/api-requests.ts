import type { Page } from "@playwright/test";

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
