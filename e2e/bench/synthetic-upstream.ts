import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { ListedSandboxReply } from "#contract/sandbox.ts";
import type { Received } from "./intervals.ts";
import { plainPage } from "./plain-page.ts";
import { syntheticRow } from "./synthetic-row.ts";

export interface UpstreamOptions {
  readonly rows: number;
  /** Before each reply, in milliseconds. */
  readonly latencyMs?: number;
  readonly pageSize?: number;
  /** So many list requests until one is answered 503; absent: none is. */
  readonly failEvery?: number;
}

/** An upstream without a fleet: rows are computed as they are asked for, so that any number of them costs nothing. */
export interface SyntheticUpstream {
  /** Its origin. */
  readonly url: string;
  /** List requests since its start. */
  readonly lists: () => number;
  /** Requests of any kind since its start. */
  readonly requests: () => number;
  /** The same, each as it came. */
  readonly received: () => readonly Received[];
  /** Turns the states of these rows, by place: what is read next is another reading. */
  readonly change: (from: number, count: number) => void;
  readonly close: () => Promise<void>;
}

/** Starts one on a free port of this machine. It knows keyset pages and the filters by state and by metadata. */
export async function startSyntheticUpstream(options: UpstreamOptions): Promise<SyntheticUpstream> {
  const { rows, latencyMs = 0, pageSize = 100, failEvery } = options;
  const versions = new Map<number, number>();
  let lists = 0;
  const received: Received[] = [];
  const rowAt = (n: number): ListedSandboxReply => syntheticRow(n, versions.get(n));

  function list(search: URLSearchParams, response: ServerResponse): void {
    lists += 1;
    if (failEvery !== undefined && lists % failEvery === 0) return refuse(response, 503, "Busy for a moment");
    const matches = matcher(search);
    const limit = Math.min(pageSize, Number(search.get("limit") ?? pageSize));
    const found: ListedSandboxReply[] = [];
    let next: number | undefined;
    for (let n = Number(search.get("nextToken") ?? 0); n < rows; n += 1) {
      const row = rowAt(n);
      if (!matches(row)) continue;
      if (found.length === limit) {
        next = n;
        break;
      }
      found.push(row);
    }
    reply(response, 200, found, next === undefined ? {} : { "x-next-token": String(next) });
  }

  function answer({ url = "/" }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, "http://upstream");
    received.push({ at: performance.now(), path: pathname, search: searchParams });
    if (pathname === "/v2/sandboxes") list(searchParams, response);
    else if (pathname === "/plain") send(response, 200, "text/html", plainPage);
    else if (pathname === "/plain.json")
      reply(
        response,
        200,
        Array.from({ length: rows }, (_, n) => rowAt(n)),
      );
    else if (pathname === "/templates") reply(response, 200, []);
    else refuse(response, 404, "Not served here");
  }

  const server = createServer((incoming, response) => {
    incoming.resume();
    if (latencyMs === 0) answer(incoming, response);
    else setTimeout(() => answer(incoming, response), latencyMs);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It listens on no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    lists: () => lists,
    requests: () => received.length,
    received: () => received,
    change: (from, count) => {
      for (let n = from; n < from + count; n += 1) versions.set(n, (versions.get(n) ?? 0) + 1);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** What the list's filter lets through: any of the states, and all of the pairs. */
function matcher(search: URLSearchParams): (row: ListedSandboxReply) => boolean {
  const states = search.get("state")?.split(",");
  const pairs = [...new URLSearchParams(search.get("metadata") ?? "")].map(
    ([key, value]) => [decodeURIComponent(key), decodeURIComponent(value)] as const,
  );
  return ({ state, metadata }) => {
    if (states && !states.includes(state)) return false;
    const own = new Map(Object.entries(metadata ?? {}));
    return pairs.every(([key, value]) => own.get(key) === value);
  };
}

const reply = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => send(response, status, "application/json", JSON.stringify(body), headers);

const refuse = (response: ServerResponse, code: number, message: string): void =>
  reply(response, code, { code, message }, code === 503 ? { "retry-after": "1" } : {});

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": type, ...headers }).end(body);
}
