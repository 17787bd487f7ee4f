import { createConsole, type RequestLine } from "./console.ts";
import { servedHosts } from "./guard.ts";
import { listen } from "./http-server.ts";
import { createProxy, type ProxyOptions } from "./proxy/proxy.ts";
import { send } from "./reply.ts";
import { Secret } from "./secret.ts";
import { CONSOLE_HEADER, type ConsoleInfo } from "#contract/console-info.ts";

/** The key of every upstream in these tests; finding it anywhere but in requests to the upstream is a leak. */
export const CANARY = "nvta_canary_7f3d9b2e";

export interface TestConsole {
  readonly port: number;
  readonly url: string;
  readonly log: readonly RequestLine[];
  /** A request as the page makes it. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export interface TestConsoleOptions extends Partial<ProxyOptions> {
  readonly upstreamUrl: string;
  readonly readOnly?: boolean;
  readonly requestTimeoutMs?: number;
}

const info: ConsoleInfo = {
  version: "0.0.0",
  upstream: { name: "novita", kind: "novita", url: "https://api.example.com", reason: "a test" },
  readOnly: false,
  demo: false,
  limits: { pageSize: 100, maxTimeoutSeconds: 3600 },
  sdk: { urlVariable: "A", keyVariable: "B", keyExpression: "C" },
};

/** A console on a free port in front of the given upstream, which it calls `novita`. Its only file is a word. */
export async function startTestConsole({
  upstreamUrl,
  readOnly = false,
  requestTimeoutMs = 30_000,
  ...more
}: TestConsoleOptions): Promise<TestConsole> {
  const log: RequestLine[] = [];
  const proxy = createProxy({
    upstreams: [{ name: "novita", url: upstreamUrl, key: new Secret(CANARY) }],
    timeoutMs: 30_000,
    connectTimeoutMs: 10_000,
    userAgent: "sandbar/test",
    ...more,
  });
  let port = 0;
  const server = await listen({
    host: "127.0.0.1",
    port: 0,
    requestTimeoutMs,
    handler: (actual) => {
      port = actual;
      return createConsole({
        rules: { hosts: servedHosts("127.0.0.1", actual), readOnly },
        info: () => info,
        proxy,
        site: (_, response) => send(response, 200, ["content-type", "text/plain"], Buffer.from("a file")),
        onDone: (line) => log.push(line),
      });
    },
  });
  if (!server.ok) throw new Error(server.error);
  const { url } = server.value;
  return {
    port,
    url,
    log,
    ask: (path, init = {}) =>
      fetch(`${url}${path}`, {
        ...init,
        headers: {
          "sec-fetch-site": "same-origin",
          [CONSOLE_HEADER]: "1",
          ...(init.body === undefined ? {} : { "content-type": "application/json" }),
          ...Object.fromEntries(new Headers(init.headers)),
        },
      }),
    close: async () => {
      await proxy.destroy();
      await server.value.stop(0);
    },
  };
}

/** A console in front of an upstream, closed together. */
export async function consoleBefore(
  upstream: { readonly url: string; readonly close: () => Promise<void> },
  options: Partial<TestConsoleOptions> = {},
): Promise<{ site: TestConsole; close: () => Promise<void> }> {
  const site = await startTestConsole({ upstreamUrl: upstream.url, ...options });
  return {
    site,
    close: async () => {
      await site.close();
      await upstream.close();
    },
  };
}
