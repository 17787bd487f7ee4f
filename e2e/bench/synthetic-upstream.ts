import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { ListedSandboxReply } from "#contract/sandbox.ts";
import type { Received } from "./intervals.ts";
import { plainPage } from "./plain-page.ts";
import { createSyntheticFleet, type Churn } from "./synthetic-fleet.ts";

export interface UpstreamOptions {
  readonly rows: number;
  /** Before each reply, in milliseconds. */
  readonly latencyMs?: number;
  readonly pageSize?: number;
  /** So many list requests until one fails; absent: none does. */
  readonly failEvery?: number;
  /** How: 503 and a second to wait, 500, or JSON that breaks off. */
  readonly failAs?: "busy" | "error" | "cut";
  /** Each page begins with so many rows of the one before it. */
  readonly overlap?: number;
  /** Called before each list is answered, with how many were asked for until now. */
  readonly beforeList?: (count: number, fleet: Churn) => void;
  /** Serves lifecycle events. */
  readonly events?: boolean;
  /** Its clock, milliseconds since 1970; absent: this machine's. */
  readonly now?: () => number;
}

/** An upstream without a fleet: rows are computed as they are asked for, so that any number of them costs nothing. */
export interface SyntheticUpstream extends Churn {
  /** Its origin. */
  readonly url: string;
  /** List requests since its start. */
  readonly lists: () => number;
  /** Requests of any kind since its start. */
  readonly requests: () => number;
  /** The same, each as it came. */
  readonly received: () => readonly Received[];
  /** How many sandboxes there are now. */
  readonly living: () => number;
  readonly close: () => Promise<void>;
}

/** Starts one on a free port of this machine. It knows keyset pages and the filters by state and by metadata. */
export async function startSyntheticUpstream(options: UpstreamOptions): Promise<SyntheticUpstream> {
  const { rows, latencyMs = 0, pageSize = 100, events = false, now = Date.now } = options;
  const { failEvery, failAs = "busy", overlap = 0, beforeList } = options;
  const fleet = createSyntheticFleet(rows, now);
  let lists = 0;
  const received: Received[] = [];

  function list(search: URLSearchParams, response: ServerResponse): void {
    lists += 1;
    beforeList?.(lists, fleet);
    const fails = failEvery !== undefined && lists % failEvery === 0;
    if (fails && failAs === "busy") return refuse(response, 503, "Busy for a moment");
    if (fails && failAs === "error") return refuse(response, 500, "Out of order");
    const matches = matcher(search);
    const limit = Math.min(pageSize, Number(search.get("limit") ?? pageSize));
    const found: ListedSandboxReply[] = [];
    let next: number | undefined;
    for (let n = Number(search.get("nextToken") ?? fleet.newest()); n < rows; n += 1) {
      const row = fleet.row(n);
      if (!row || !matches(row)) continue;
      if (found.length === limit) {
        next = n;
        break;
      }
      found.push(row);
    }
    const headers = next === undefined ? {} : { "x-next-token": String(next - overlap) };
    if (fails) send(response, 200, "application/json", JSON.stringify(found).slice(0, -20), headers);
    else reply(response, 200, found, headers);
  }

  function one(pathname: string, response: ServerResponse): void {
    const row = fleet.byId(pathname.replace("/sandboxes/", ""));
    if (row) reply(response, 200, row);
    else refuse(response, 404, "Not served here");
  }

  function answer({ url = "/" }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, "http://upstream");
    response.setHeader("date", new Date(now()).toUTCString());
    received.push({ at: performance.now(), path: pathname, search: searchParams });
    if (pathname === "/v2/sandboxes") list(searchParams, response);
    else if (pathname === "/plain") send(response, 200, "text/html", plainPage);
    else if (pathname === "/plain.json")
      reply(
        response,
        200,
        Array.from({ length: rows }, (_, n) => fleet.row(n)),
      );
    else if (pathname === "/sandboxes/events" && events) reply(response, 200, fleet.events(searchParams));
    else if (pathname === "/templates") reply(response, 200, []);
    else one(pathname, response);
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
    living: fleet.living,
    ...{ start: fleet.start, end: fleet.end, change: fleet.change },
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
