import type { IncomingMessage, ServerResponse } from "node:http";
import { Pool } from "undici";
import { proxyErrorCodes } from "#contract/failure.ts";
import { sendRefusal } from "../reply.ts";
import type { Secret } from "../secret.ts";
import { Exchange } from "./exchange.ts";
import { keyRemover } from "./key-remover.ts";
import { PassedBodies } from "./passed-bodies.ts";
import { readRequestBody } from "./request-body.ts";
import { findConsoleRoute, type FindRoute } from "./route.ts";

/** An API the proxy forwards to. It knows no upstream in particular. */
export interface ProxyUpstream {
  /** Its name in request paths: `/api/<name>/…`. */
  readonly name: string;
  /** Its origin, without a trailing slash. */
  readonly url: string;
  readonly key: Secret;
}

export interface ProxyOptions {
  readonly upstreams: readonly ProxyUpstream[];
  /** For a whole reply, in milliseconds; below what a browser waits. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly userAgent: string;
  readonly findRoute?: FindRoute;
}

export interface Proxy {
  /**
   * Forwards a request for `/api/<name>/…` and answers it, whatever happens, with the upstream's reply or an envelope.
   * @returns the path template of what is asked for, which is all that logs may show of it
   */
  handle(request: IncomingMessage, response: ServerResponse): string;
  /** Drops every connection; exchanges under way end in envelopes. */
  destroy(): Promise<void>;
}

/** Connections to one upstream. More requests than that wait in line. */
const CONNECTIONS = 64;

/** The thin fetch proxy (contract 9, docs/proxy.md): the only place that knows a key. */
export function createProxy({
  upstreams,
  timeoutMs,
  connectTimeoutMs,
  userAgent,
  findRoute = findConsoleRoute,
}: ProxyOptions): Proxy {
  const pools = new Map(
    upstreams.map((upstream) => [
      upstream.name,
      {
        upstream,
        withoutKey: keyRemover(upstream.key),
        passed: new PassedBodies(),
        // Time limits are the exchange's: undici's own are coarse.
        pool: new Pool(upstream.url, {
          connections: CONNECTIONS,
          pipelining: 1,
          headersTimeout: 0,
          bodyTimeout: 0,
          connect: { timeout: connectTimeoutMs },
        }),
      },
    ]),
  );

  return {
    handle(request, response) {
      const { method = "", url = "" } = request;
      const [, name = "", target = ""] = /^\/api\/([^/?]*)(.*)$/s.exec(url) ?? [];
      const found = pools.get(name);
      if (!found) {
        sendRefusal(response, refused(404, "There is no upstream of that name here."));
        return "/api/{upstream}";
      }
      const query = target.indexOf("?");
      const match = findRoute(method, query < 0 ? target : target.slice(0, query));
      if (!("route" in match)) {
        sendRefusal(response, noRoute(match.allow));
        return "/api/{upstream}/{path}";
      }
      const { upstream, pool, withoutKey, passed } = found;
      const { route } = match;
      readRequestBody(request, (body) => {
        if (!body.ok) return sendRefusal(response, body.error);
        // Only what is named here goes on; the key comes last, so that nothing a page sends can stand in its place.
        const headers: Record<string, string> = {
          accept: request.headers.accept ?? "application/json",
          "accept-encoding": "identity",
          "user-agent": userAgent,
        };
        const type = request.headers["content-type"];
        if (body.value && type !== undefined) headers["content-type"] = type;
        headers["x-api-key"] = upstream.key.reveal();
        const exchange = new Exchange(response, { route, withoutKey, passed, url: upstream.url, timeoutMs });
        // Byte for byte as it came: decoding and encoding again would break filters that are encoded three times (contract 9.1).
        pool.dispatch({ path: target, method, headers, body: body.value ?? null }, exchange);
      });
      return `/api/${name}${route.template}`;
    },
    async destroy() {
      await Promise.all([...pools.values()].map(({ pool }) => pool.destroy()));
    },
  };
}

const refused = (status: number, message: string) => ({
  status,
  message,
  errorCode: proxyErrorCodes.refused,
});

const noRoute = (allow: readonly string[]) =>
  allow.length > 0
    ? { ...refused(405, `This path knows only ${allow.join(", ")}.`), headers: ["allow", allow.join(", ")] }
    : refused(404, "This console does not forward requests to that path.");
