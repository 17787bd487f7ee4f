import { connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { json, rawReply, startRawUpstream, type RawScript, type RawUpstream } from "#e2e/support/raw-http.ts";
import type { FindRoute } from "./proxy/route.ts";
import { consoleBefore, type TestConsole, type TestConsoleOptions } from "./test-console.ts";

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing) await close();
  closing = [];
});

async function open(
  script: RawScript,
  options: Partial<TestConsoleOptions> = {},
): Promise<{ upstream: RawUpstream; site: TestConsole }> {
  const upstream = await startRawUpstream(script);
  const { site, close } = await consoleBefore(upstream, options);
  closing.push(close);
  return { upstream, site };
}

/** Long enough for a busy machine to have sent the request, in milliseconds. */
const PATIENCE_MS = 400;
const LIST = "/api/novita/v2/sandboxes";
const chunked = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";

test.each<[string, RawScript]>([
  ["never answers", () => undefined],
  ["stalls in its headers", (socket) => socket.write("HTTP/1.1 200 OK\r\nx-a: ")],
  ["stalls in its body", (socket) => socket.write(`${chunked}1\r\n[\r\n`)],
])("an upstream that %s is given up with 504, and its connection closed", async (_, script) => {
  const { upstream, site } = await open(script, { timeoutMs: PATIENCE_MS });
  const closed = upstream.nextClose();
  const answer = await site.ask(LIST);
  expect(await answer.json()).toEqual({
    code: 504,
    error_code: "sandbar_timeout",
    message: `The upstream at ${upstream.url} did not answer within 0.4 s.`,
  });
  await closed;
  expect(upstream.requests).toHaveLength(1);
});

test("when the browser goes away, so does the request to the upstream", async () => {
  const { upstream, site } = await open(() => undefined);
  const arrived = upstream.nextRequest();
  const leaving = new AbortController();
  const asked = site.ask(LIST, { signal: leaving.signal }).catch((error: unknown) => error);
  await arrived;
  const closed = upstream.nextClose();
  leaving.abort();
  await closed;
  await asked;
  await expect.poll(() => site.log.map(({ status }) => status)).toEqual([0]);
});

test("a request whose body never ends reaches nobody, and leaving is fine", async () => {
  const { upstream, site } = await open(() => undefined);
  const socket = connect(site.port, "127.0.0.1");
  const proof = "Sec-Fetch-Site: same-origin\r\nX-Sandbar-Console: 1\r\nContent-Type: application/json";
  socket.write(
    `POST /api/novita/sandboxes HTTP/1.1\r\nHost: 127.0.0.1:${site.port}\r\n${proof}\r\nContent-Length: 9\r\n\r\n{`,
  );
  // Another request is answered meanwhile, so this one has been read.
  await site.ask("/console.json");
  socket.destroy();
  await expect.poll(() => site.log.length).toBe(2);
  expect(upstream.requests).toEqual([]);
});

test("a connection kept alive by the upstream serves many requests, also after errors", async () => {
  const { upstream, site } = await open((socket, request) =>
    socket.write(request.includes("quota") ? rawReply(500, "") : rawReply(200, "[]", [json])),
  );
  for (const path of ["/v2/sandboxes", "/sandboxes/quota", "/v2/sandboxes"])
    await (await site.ask(`/api/novita${path}`)).text();
  expect(upstream.requests).toHaveLength(3);
});

test("200 requests at once each get their own answer", async () => {
  const { site } = await open((socket, request) => {
    const id = /\/sandboxes\/(\w+)/.exec(request)?.[1] ?? "";
    setImmediate(() => socket.write(rawReply(200, `{"sandboxID":"${id}"}`, [json])));
  });
  const ids = Array.from({ length: 200 }, (_, index) => `i${index}`);
  const answers = await Promise.all(
    ids.map(async (id) => (await site.ask(`/api/novita/sandboxes/${id}`)).json()),
  );
  expect(answers).toEqual(ids.map((sandboxID) => ({ sandboxID })));
});

const streamed: FindRoute = () => ({ route: { template: "/logs", success: [200], body: "stream" } });

test("a stream passes as it comes, and ends as it ends", async () => {
  let say: Socket | undefined;
  const { site } = await open(
    (socket) => {
      say = socket;
      socket.write(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nset-cookie: a=b\r\ntransfer-encoding: chunked\r\n\r\n5\r\nfirst\r\n",
      );
    },
    { findRoute: streamed },
  );
  const answer = await site.ask("/api/novita/logs");
  expect([answer.headers.get("content-type"), answer.headers.get("set-cookie")]).toEqual([
    "text/event-stream",
    null,
  ]);
  const reader = answer.body?.getReader();
  const next = async (): Promise<string> => Buffer.from((await reader?.read())?.value ?? []).toString();
  expect(await next()).toBe("first");
  say?.write("6\r\nsecond\r\n");
  expect(await next()).toBe("second");
  say?.write("0\r\n\r\n");
  expect((await reader?.read())?.done).toBe(true);
});

test("a stream cut by the upstream is cut for the browser, not ended", async () => {
  const { site } = await open((socket) => socket.write(`${chunked}1\r\na\r\n`, () => socket.destroy()), {
    findRoute: streamed,
  });
  await expect(site.ask("/api/novita/logs").then((answer) => answer.text())).rejects.toThrow();
});

test("a stream that falls silent is cut, one that was never begun is answered with 504", async () => {
  const options = { findRoute: streamed, timeoutMs: PATIENCE_MS };
  const silent = await open((socket) => socket.write(`${chunked}1\r\na\r\n`), options);
  await expect(silent.site.ask("/api/novita/logs").then((answer) => answer.text())).rejects.toThrow();
  const mute = await open(() => undefined, options);
  expect((await mute.site.ask("/api/novita/logs")).status).toBe(504);
});

test("a stream's error is an envelope all the same", async () => {
  const { site } = await open((socket) => socket.write(rawReply(404, "")), { findRoute: streamed });
  expect(await (await site.ask("/api/novita/logs")).json()).toMatchObject({ code: 404 });
});

test("a stream slows down for a browser that does not read, and loses nothing", async () => {
  const piece = "x".repeat(64 * 1024);
  const { site } = await open(
    (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${piece.length * 64}\r\n\r\n`);
      for (let index = 0; index < 64; index += 1) socket.write(piece);
    },
    { findRoute: streamed },
  );
  const answer = await site.ask("/api/novita/logs");
  expect((await answer.text()).length).toBe(piece.length * 64);
});
