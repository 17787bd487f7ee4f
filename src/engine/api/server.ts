import { createHash, timingSafeEqual } from "node:crypto";
import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { Readable, type Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { endpoints, matchEndpoint, type EndpointMatch } from "#contract/endpoints.ts";
import { sqliteCode } from "#sqlite/database.ts";
import type { ApiContext } from "./handler.ts";
import { handlers } from "./handlers.ts";
import { isNotOffered } from "./not-offered.ts";
import { readBody } from "./read-body.ts";
import { refuse, type Reply } from "./reply.ts";

/** How long a client may take, in milliseconds, and how much it may put into its request line and headers, in bytes. */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 30_000,
  maxHeaderSize: 64 * 1024,
  // It is of no interest here, and Node's own refusal has no envelope.
  requireHostHeader: false,
} as const;

/** The API over HTTP at the origin root. `log` gets lines with path templates, never with queries, keys or metadata. */
export function createApiServer(context: ApiContext, key: string, log: (line: string) => void): Server {
  const keyDigest = digest(key);
  const isKey = (given: string | string[] | undefined): boolean =>
    typeof given === "string" && timingSafeEqual(digest(given), keyDigest);

  const answer = async (
    request: IncomingMessage,
    method: string,
    path: string,
    search: string,
  ): Promise<Reply> => {
    const match = matchEndpoint(method, path);
    const open = match.kind === "match" && match.name === "health";
    if (!open && !isKey(request.headers["x-api-key"]))
      return request.headers["x-api-key"] === undefined
        ? refuse(401, "The X-API-Key header is missing")
        : refuse(401, "Invalid API key");
    if (match.kind !== "match") return unmatched(match, method, path);
    const body = method === "POST" ? await readBody(request, context.limits.bodyBytes) : noBody;
    if (!body.ok) return body.error;
    context.fleet.sweep();
    const query = new URLSearchParams(search);
    return handlers[match.name](context, { parameters: match.parameters, query, body: body.value });
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { path, search } = target(request.url ?? "/");
    const asked = request.method ?? "GET";
    if (asked === "OPTIONS") return send(response, optionsReply(path));
    const method = asked === "HEAD" ? "GET" : asked;
    try {
      const reply = await answer(request, method, path, search);
      // While the server closes, a connection kept alive would hold it open.
      response.shouldKeepAlive &&= server.listening;
      await send(response, reply);
    } catch (error) {
      // The client left: there is nobody to answer.
      if (response.destroyed) return;
      log(`${asked} ${template(method, path)} failed: ${withoutMessage(error)}`);
      if (response.headersSent) response.destroy();
      else await send(response, failure(error));
    }
  };

  const server = createServer(patience, (request, response) => {
    void serve(request, response);
  });
  server.on("clientError", answerBrokenRequest);
  server.on("checkExpectation", (_request, response: ServerResponse) => {
    void send(response, refuse(417, "Only Expect: 100-continue is understood"));
  });
  return server;
}

const noBody = { ok: true, value: undefined } as const;

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Splits a request target, keeping both parts as they came. */
function target(url: string): { readonly path: string; readonly search: string } {
  const mark = url.indexOf("?");
  return mark < 0 ? { path: url, search: "" } : { path: url.slice(0, mark), search: url.slice(mark + 1) };
}

function unmatched(match: Exclude<EndpointMatch, { kind: "match" }>, method: string, path: string): Reply {
  if (isNotOffered(method, path)) return refuse(501, "Not implemented: the local engine does not offer this");
  if (match.kind === "wrong-method")
    return refuse(405, `This path takes ${match.allow.join(", ")} only`, { allow: match.allow.join(", ") });
  return refuse(404, "There is no such path, or the id in it is malformed");
}

function optionsReply(path: string): Reply {
  // No endpoint takes this method, so a path that is known answers with those it takes.
  const match = matchEndpoint("OPTIONS", path);
  return { status: 204, headers: match.kind === "wrong-method" ? { allow: match.allow.join(", ") } : {} };
}

async function send(response: ServerResponse, reply: Reply): Promise<void> {
  const headers = { "cache-control": "no-store", ...reply.headers };
  if (reply.pieces) {
    response.writeHead(reply.status, { ...headers, "content-type": "application/json" });
    await pipeline(Readable.from(reply.pieces), response);
    return;
  }
  if (reply.json === undefined) {
    response.writeHead(reply.status, headers).end();
    return;
  }
  const body = Buffer.from(JSON.stringify(reply.json));
  response
    .writeHead(reply.status, {
      ...headers,
      "content-type": "application/json",
      "content-length": body.length,
    })
    .end(body);
}

/** What HTTP itself refuses gets an envelope too. */
function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const status =
    error.code === "HPE_HEADER_OVERFLOW" ? 431 : error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
  const words = STATUS_CODES[status] ?? "Bad Request";
  const body = JSON.stringify({ code: status, message: words });
  socket.end(
    `HTTP/1.1 ${status} ${words}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** What a client can be told of a failure inside. A full disk stops everything once a deadline has to be recorded, so it is named. */
const failure = (error: unknown): Reply =>
  sqliteCode(error) === "SQLITE_FULL"
    ? refuse(507, "The disk that holds the engine's data is full: free some space and try again")
    : refuse(500, "The engine failed to answer this; its log says more");

/** How a path may stand in the log. */
function template(method: string, path: string): string {
  const match = matchEndpoint(method, path);
  return match.kind === "match" ? endpoints[match.name].path : "(unknown path)";
}

/** An error's name, code and place. Its message may quote what was sent. */
function withoutMessage(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error ? ` ${String(error.code)}` : "";
  const places = (error.stack ?? "")
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 3);
  return `${error.name}${code}${places.join("")}`;
}
