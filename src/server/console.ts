import type { IncomingMessage, ServerResponse } from "node:http";
import type { ConsoleInfo } from "#contract/console-info.ts";
import { proxyErrorCodes } from "#contract/failure.ts";
import { guardRefusal, type GuardRules } from "./guard.ts";
import type { Proxy } from "./proxy/proxy.ts";
import { jsonHeaders, send, sendRefusal } from "./reply.ts";

export interface ConsoleParts {
  readonly rules: GuardRules;
  /** Asked each time: whether the engine holds demo data changes. */
  readonly info: () => ConsoleInfo;
  readonly proxy: Proxy;
  /** Everything that is not data. */
  readonly site: (request: IncomingMessage, response: ServerResponse) => void;
  /** Told once a request is answered or given up. */
  readonly onDone?: (line: RequestLine) => void;
}

/** What may be logged of a request: no query, no id, no header, no body. */
export interface RequestLine {
  readonly method: string;
  readonly template: string;
  readonly status: number;
  readonly durationMs: number;
}

/** The console's one request handler: guard, then data, then files. It never throws. */
export function createConsole({ rules, info, proxy, site, onDone }: ConsoleParts) {
  function answer(request: IncomingMessage, response: ServerResponse): string {
    const refusal = guardRefusal(rules, request);
    if (refusal) {
      // What a stranger still wants to send is not waited for.
      sendRefusal(response, { ...refusal, headers: ["connection", "close"] });
      return "(refused)";
    }
    const { method = "", url = "" } = request;
    const [path = ""] = url.split("?");
    if (path === "/api" || path.startsWith("/api/")) return proxy.handle(request, response);
    if (method !== "GET" && method !== "HEAD") {
      const headers = ["allow", "GET, HEAD", "connection", "close"];
      const message = "This path knows only GET and HEAD.";
      sendRefusal(response, { status: 405, message, errorCode: proxyErrorCodes.refused, headers });
      return "(refused)";
    }
    if (path === "/console.json") {
      send(response, 200, jsonHeaders, Buffer.from(JSON.stringify(info())));
      return path;
    }
    site(request, response);
    return "(file)";
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    const startedAt = performance.now();
    const template = answer(request, response);
    if (!onDone) return;
    response.on("close", () =>
      onDone({
        method: request.method ?? "",
        template,
        status: response.headersSent ? response.statusCode : 0,
        durationMs: performance.now() - startedAt,
      }),
    );
  };
}
