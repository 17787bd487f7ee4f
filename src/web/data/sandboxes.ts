import { queryOptions } from "@tanstack/react-query";
import { listSearch, type ListFilter } from "#contract/list-query.ts";
import { parseListedSandboxes, parseSandboxDetail, type ListedSandbox } from "#contract/sandbox.ts";
import { request } from "./request.ts";

/** One page of one list, as of the moment it was asked for. */
export interface ListPage {
  readonly rows: readonly ListedSandbox[];
  /** Cursor of the next page; absent on the last. */
  readonly next: string | undefined;
  /** Running sandboxes that match the filter, where the upstream says so (`X-Total-Running`). */
  readonly totalRunning: number | undefined;
  readonly requestedAt: number;
}

async function readPage(
  upstream: string,
  search: string,
  signal: AbortSignal | undefined,
): Promise<ListPage> {
  const reply = await request(upstream, {
    endpoint: "listSandboxes",
    parameters: {},
    search,
    ...(signal ? { signal } : {}),
    parse: parseListedSandboxes,
  });
  const total = reply.headers.get("x-total-running");
  return {
    rows: reply.value,
    next: reply.headers.get("x-next-token") || undefined,
    totalRunning: total !== null && /^\d+$/.test(total) ? Number(total) : undefined,
    requestedAt: reply.requestedAt,
  };
}

/**
 * One query per page and cursor. Rows live in the fleet store, so nothing is kept here: every call is a fresh read, and two at the
 * same moment are one request.
 */
export const listPageOptions = (upstream: string, filter: ListFilter, cursor: string | undefined) =>
  queryOptions({
    queryKey: ["listSandboxes", upstream, listSearch(filter, cursor)],
    queryFn: ({ signal }) => readPage(upstream, listSearch(filter, cursor), signal),
    staleTime: 0,
    gcTime: 0,
  });

/** The first row of a list alone. Throws `RequestFailed`. */
export const readFirstRow = (upstream: string, filter: ListFilter): Promise<ListPage> =>
  readPage(upstream, listSearch(filter, undefined, 1), undefined);

/** Everything about one sandbox. Reading never wakes or extends it: this is `GET /sandboxes/{id}`, not connect. */
export const sandboxDetailOptions = (upstream: string, id: string) =>
  queryOptions({
    queryKey: ["getSandbox", upstream, id],
    queryFn: ({ signal }) =>
      request(upstream, { endpoint: "getSandbox", parameters: { id }, signal, parse: parseSandboxDetail }),
  });
