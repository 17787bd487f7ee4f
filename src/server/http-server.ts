import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { proxyErrorCodes } from "#contract/failure.ts";
import { fail, ok, type Result } from "#contract/result.ts";
import { urlHost } from "./loopback.ts";
import { envelopeBody, sendRefusal } from "./reply.ts";
import { securityHeaders } from "./security-headers.ts";

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  /** How long a browser may take to send a request whole. */
  readonly requestTimeoutMs: number;
  /** Made once the port is known. */
  readonly handler: (port: number) => RequestListener;
}

export interface HttpServer {
  readonly url: string;
  /** Takes no more connections, lets requests in flight finish for so long, then cuts what is left. */
  stop(graceMs: number): Promise<void>;
}

/** Listens. The error is the system's code, such as `EADDRINUSE`. */
export async function listen(options: HttpServerOptions): Promise<Result<HttpServer, string>> {
  const { host, port, requestTimeoutMs } = options;
  const server = createServer({
    // The guard says why instead.
    requireHostHeader: false,
    requestTimeout: requestTimeoutMs,
    headersTimeout: Math.min(requestTimeoutMs, 10_000),
    connectionsCheckingInterval: Math.min(requestTimeoutMs, 2000),
  });
  server.on("clientError", refuseRawly);
  server.on("checkExpectation", (_request, response: ServerResponse) =>
    sendRefusal(response, { status: 417, message: "Only Expect: 100-continue is understood." }),
  );
  const failure = await new Promise<string | undefined>((resolve) => {
    // For good: later errors (no more file handles) are about one connection that could not be taken.
    server.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => resolve(undefined));
  });
  if (failure !== undefined) return fail(failure);

  const address = server.address();
  const actualPort = typeof address === "object" && address ? address.port : port;
  let stopping = false;
  // Browsers connect in advance; Node does not count a connection as idle before its first request.
  const silent = new Set<Socket>();
  server.on("connection", (socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  const handler = options.handler(actualPort);
  server.on("request", (request, response) => {
    silent.delete(request.socket);
    // A connection that falls idle while we stop would hold the server open until its browser leaves.
    response.on("close", () => stopping && setImmediate(() => server.closeIdleConnections()));
    handler(request, response);
  });

  return ok({
    url: `http://${urlHost(host)}:${actualPort}`,
    async stop(graceMs) {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of silent) socket.destroy();
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cut);
    },
  });
}

/** Requests so broken that there is no request yet: an envelope by hand, then the end. */
function refuseRawly(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const [status, phrase, message] =
    error.code === "HPE_HEADER_OVERFLOW"
      ? [431, "Request Header Fields Too Large", "The request's address and headers are too long."]
      : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? [408, "Request Timeout", "The request did not arrive in time."]
        : [400, "Bad Request", "This is not an HTTP request."];
  const body = envelopeBody(status, message, proxyErrorCodes.refused);
  const headers = [
    ...pairs(securityHeaders),
    "content-type: application/json; charset=utf-8",
    "cache-control: no-store",
    `content-length: ${body.length}`,
    "connection: close",
  ];
  socket.end(`HTTP/1.1 ${status} ${phrase}\r\n${headers.join("\r\n")}\r\n\r\n${body.toString()}`);
}

const pairs = (flat: readonly string[]): string[] =>
  flat.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${flat[index + 1]}`] : []));
