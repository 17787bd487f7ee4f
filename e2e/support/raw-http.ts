import { connect, createServer, type Socket } from "node:net";

/** An upstream that says whatever a test wants, byte for byte: what an HTTP library would not let it say. */
export interface RawUpstream {
  readonly url: string;
  /** Requests as they arrived, head and body, in order. */
  readonly requests: readonly string[];
  /** Resolves at the next request from now. */
  readonly nextRequest: () => Promise<string>;
  /** Resolves when a connection to it is closed. */
  readonly nextClose: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What the upstream does with a request: it may write, end or destroy the socket, or leave it waiting. */
export type RawScript = (socket: Socket, request: string) => void;

/** Starts an upstream on a free port; `script` is called once for each request that arrived whole. */
export async function startRawUpstream(script: RawScript): Promise<RawUpstream> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let onRequest: ((request: string) => void)[] = [];
  let onClose: (() => void)[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    let pending = "";
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      for (const notify of onClose.splice(0)) notify();
    });
    socket.on("data", (chunk) => {
      pending += chunk.toString("latin1");
      const head = pending.indexOf("\r\n\r\n") + 4;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(pending)?.[1] ?? 0);
      if (head < 4 || pending.length < head + length) return;
      const request = pending.slice(0, head + length);
      pending = pending.slice(head + length);
      requests.push(request);
      for (const notify of onRequest.splice(0)) notify(request);
      script(socket, request);
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    nextRequest: () => new Promise((resolve) => (onRequest = [...onRequest, resolve])),
    nextClose: () => new Promise((resolve) => (onClose = [...onClose, resolve])),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A whole reply with its length. Header lines as they stand on the wire. */
export function rawReply(status: number, body: string, headers: readonly string[] = []): string {
  const length = Buffer.byteLength(body);
  return [`HTTP/1.1 ${status} Words`, ...headers, `content-length: ${length}`, "", body].join("\r\n");
}

export const json = "content-type: application/json";

export interface RawAnswer {
  readonly status: number;
  /** Lower case. */
  readonly head: string;
  readonly body: string;
}

/** Sends bytes to a console and reads what comes back until the connection closes. */
export function rawExchange(port: number, bytes: string | Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString("latin1")));
    socket.on("error", reject);
    socket.on("close", () => {
      const [head = "", ...rest] = text.split("\r\n\r\n");
      resolve({
        status: Number(head.split(" ")[1]),
        head: head.toLowerCase(),
        body: rest.join("\r\n\r\n"),
      });
    });
  });
}

/** A GET whose target no URL parser has touched. `headers` end in a line break each. */
export const rawGet = (port: number, target: string, headers = ""): Promise<RawAnswer> =>
  rawExchange(
    port,
    Buffer.from(
      `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers}Connection: close\r\n\r\n`,
      "latin1",
    ),
  );
