import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { matchEndpoint } from "#contract/endpoints.ts";
import { faultEnvelope, type Fault, type InjectedFault, type RecordedRequest, type Where } from "./fault.ts";
import { filteredRows, withoutFilters } from "./late-filter.ts";

/** An upstream that fails as told, in front of a real engine. It has no timers: what it holds, the test lets go. */
export interface FaultProxy {
  /** Its origin: what a console takes for its upstream. */
  readonly url: string;
  /** Everything that arrived, in order. */
  readonly requests: readonly RecordedRequest[];
  /** Puts a fault in. Of several that fit a request, the one put in first meets it. */
  readonly inject: (fault: Fault, where?: Where) => InjectedFault;
  /** Takes all faults out, letting go of what they hold. */
  readonly clear: () => void;
  readonly close: () => Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Starts a proxy on a free port of this machine, in front of the engine at the origin `target`. */
export async function startFaultProxy({ target }: { readonly target: string }): Promise<FaultProxy> {
  const requests: RecordedRequest[] = [];
  let faults: readonly ActiveFault[] = [];
  const agent = new Agent({ keepAlive: true });

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = record(incoming, await buffer(incoming));
    requests.push(recorded);
    const active = faults.find((candidate) => candidate.fits(recorded));
    if (!active) return sendReply(response, await forward(recorded, incoming));
    active.hit();
    const { fault } = active;
    switch (fault.kind) {
      case "status":
        return sendReply(response, {
          status: fault.status,
          headers: { "content-type": "application/json", ...fault.headers },
          body: Buffer.from(faultEnvelope(fault)),
        });
      case "reply":
        return sendReply(response, {
          status: fault.status,
          headers: fault.headers ?? {},
          body: Buffer.from(fault.body),
        });
      case "cut":
        return sendHalf(response, await forward(recorded, incoming));
      case "endless":
        return sendWithoutEnd(response, await forward(recorded, incoming), fault.tail);
      case "drop":
        if (fault.at === "reply") await forward(recorded, incoming);
        response.destroy();
        return undefined;
      case "hold": {
        if (fault.at === "request") await active.released;
        const reply = await forward(recorded, incoming);
        if (fault.at === "reply") await active.released;
        return sendReply(response, reply);
      }
      case "ignore": {
        const query = recorded.query
          .split("&")
          .filter((pair) => !fault.parameters.includes(pair.split("=")[0] ?? ""));
        return sendReply(response, await forward({ ...recorded, query: query.join("&") }, incoming));
      }
      case "filter-after-limit": {
        const query = withoutFilters(recorded.query, fault.limit);
        const reply = await forward({ ...recorded, query }, incoming);
        const rows = filteredRows(recorded.query, JSON.parse(reply.body.toString()));
        return sendReply(response, { ...reply, body: Buffer.from(JSON.stringify(rows)) });
      }
      case "repeat-token": {
        const reply = await forward(recorded, incoming);
        active.token ??= reply.headers["x-next-token"] ?? "again";
        return sendReply(response, {
          ...reply,
          headers: { ...reply.headers, "x-next-token": active.token },
        });
      }
      case "rewrite": {
        const reply = await forward(recorded, incoming);
        const changed = fault.change(JSON.parse(reply.body.toString()));
        return sendReply(response, { ...reply, body: Buffer.from(JSON.stringify(changed)) });
      }
    }
  }

  async function forward(recorded: RecordedRequest, incoming: IncomingMessage): Promise<Reply> {
    const key = incoming.headers["x-api-key"];
    const headers: Record<string, string> = { ...recorded.headers };
    for (const name of ["host", "connection", "content-length", "transfer-encoding"]) delete headers[name];
    if (typeof key === "string") headers["x-api-key"] = key;
    if (recorded.body !== "") headers["content-length"] = String(Buffer.byteLength(recorded.body));
    const path = recorded.query === "" ? recorded.path : `${recorded.path}?${recorded.query}`;
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      const url = new URL(target);
      request({
        hostname: url.hostname,
        port: url.port,
        path,
        method: recorded.method,
        headers,
        agent,
      })
        .on("response", resolve)
        .on("error", reject)
        .end(recorded.body);
    });
    return { status: reply.statusCode ?? 0, headers: flat(reply), body: await buffer(reply) };
  }

  const server = createServer((incoming, response) => {
    // An engine that is gone looks, from the console, as an upstream that drops its connections.
    answer(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The fault proxy has no port.");

  const clear = (): void => {
    for (const fault of faults) fault.release();
    faults = [];
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    inject(fault, where = {}) {
      const active = new ActiveFault(fault, where);
      faults = [...faults, active];
      return {
        hits: () => active.hits,
        met: (hits = 1) => active.met(hits),
        release: () => active.release(),
        clear: () => {
          active.release();
          faults = faults.filter((other) => other !== active);
        },
      };
    },
    clear,
    close: async () => {
      clear();
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class ActiveFault {
  readonly fault: Fault;
  readonly #where: Where;
  readonly released: Promise<void>;
  release: () => void = () => undefined;
  hits = 0;
  /** What `repeat-token` repeats. */
  token: string | undefined;
  #waiting: { readonly hits: number; readonly resolve: () => void }[] = [];

  constructor(fault: Fault, where: Where) {
    this.fault = fault;
    this.#where = where;
    this.released = new Promise((resolve) => (this.release = resolve));
  }

  fits(recorded: RecordedRequest): boolean {
    const { endpoint, when, times = Number.POSITIVE_INFINITY } = this.#where;
    if (this.hits >= times) return false;
    return (endpoint === undefined || endpoint === recorded.endpoint) && (when?.(recorded) ?? true);
  }

  hit(): void {
    this.hits += 1;
    for (const { hits, resolve } of this.#waiting) if (hits <= this.hits) resolve();
    this.#waiting = this.#waiting.filter(({ hits }) => hits > this.hits);
  }

  met(hits: number): Promise<void> {
    if (this.hits >= hits) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ hits, resolve }));
  }
}

function record({ method = "", url = "", headers }: IncomingMessage, body: Buffer): RecordedRequest {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const match = matchEndpoint(method, path);
  return {
    method,
    path,
    query: mark < 0 ? "" : url.slice(mark + 1),
    endpoint: match.kind === "match" ? match.name : undefined,
    headers: {
      ...flat({ headers }),
      ...(headers["x-api-key"] === undefined ? {} : { "x-api-key": "(sent)" }),
    },
    body: body.toString(),
  };
}

const flat = ({ headers }: Pick<IncomingMessage, "headers">): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );

function sendReply(response: ServerResponse, { status, headers, body }: Reply): void {
  const { "transfer-encoding": _chunked, connection: _connection, "keep-alive": _keep, ...kept } = headers;
  const length = status === 204 ? {} : { "content-length": String(body.length) };
  response.writeHead(status, { ...kept, ...length });
  response.end(body);
}

function sendHalf(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, {
    "content-type": headers["content-type"] ?? "application/json",
    "content-length": String(body.length),
  });
  // Half of even the shortest JSON is not JSON.
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}

function sendWithoutEnd(
  response: ServerResponse,
  { status, headers, body }: Reply,
  tail: "silence" | "spaces",
): void {
  response.writeHead(status, { "content-type": headers["content-type"] ?? "application/json" });
  const spaces = Buffer.alloc(64 * 1024, " ");
  const goOn = (error: Error | null | undefined): void => {
    if (tail === "spaces" && !error && !response.destroyed) response.write(spaces, goOn);
  };
  response.write(body.subarray(0, Math.floor(body.length / 2)), goOn);
}
