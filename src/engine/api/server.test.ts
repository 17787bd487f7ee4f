import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { endpointNames, endpoints, type EndpointName } from "#contract/endpoints.ts";
import { TEST_KEY, testEngine, type TestEngine } from "../support/test-engine.ts";

/** Sends bytes as they are and reads until the engine closes. */
async function raw({ engine }: TestEngine, ...pieces: readonly (string | Buffer)[]): Promise<string> {
  const socket = connect(engine.port, "127.0.0.1");
  let reply = "";
  socket.on("data", (data: Buffer) => (reply += data.toString("latin1")));
  socket.on("error", () => undefined);
  for (const piece of pieces) socket.write(piece);
  await new Promise((resolve) => socket.once("close", resolve));
  return reply;
}

const envelopeOf = (reply: string): unknown => JSON.parse(reply.slice(reply.indexOf("\r\n\r\n") + 4));
const aPath = (name: EndpointName): string =>
  endpoints[name].path.replace("{id}", "i00000000000000000000").replace("{alias}", "base");

test.each(endpointNames.filter((name) => name !== "health"))("%s wants the key", async (name) => {
  const { engine } = await testEngine();
  for (const headers of [
    {},
    { "x-api-key": "" },
    { "x-api-key": `${TEST_KEY}x` },
    { authorization: `Bearer ${TEST_KEY}` },
  ]) {
    const response = await fetch(engine.url + aPath(name), { method: endpoints[name].method, headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ code: 401, message: expect.stringMatching(/key/i) });
  }
});

test("health is open to all, and nothing else is told without the key", async () => {
  const { engine } = await testEngine();
  expect((await fetch(`${engine.url}/health`)).status).toBe(200);
  for (const path of ["/", "/nope", "/v2/templates/x"])
    expect((await fetch(engine.url + path)).status).toBe(401);
});

test.each<[string, string, number]>([
  ["GET", "/", 404],
  ["GET", "/nope", 404],
  ["GET", "/v2/sandboxes/", 404],
  ["GET", "//v2/sandboxes", 404],
  ["GET", "/sandboxes/..", 404],
  ["GET", "/sandboxes/%2e%2e", 404],
  ["GET", "/sandboxes/a%2Fb", 404],
  ["GET", "/sandboxes/%00", 404],
  ["GET", "/sandboxes/%zz", 404],
  ["GET", `/sandboxes/${"a".repeat(129)}`, 404],
  ["GET", "/sandboxes/%F0%9F%98%80", 404],
  ["PUT", "/sandboxes", 405],
  ["DELETE", "/sandboxes/metrics", 405],
  ["PATCH", "/sandboxes/i1", 405],
  ["POST", "/sandboxes/i1/snapshots", 501],
  ["POST", "/sandboxes/i1/fork", 501],
  ["POST", "/sandboxes/i1/clone", 501],
  ["POST", "/sandboxes/i1/reset", 501],
  ["POST", "/sandboxes/i1/hotplug-memory", 501],
  ["DELETE", "/sandboxes/i1/volume-mounts?path=%2Fm", 501],
  ["PUT", "/sandboxes/i1/network", 501],
  ["GET", "/snapshots", 501],
  ["DELETE", "/templates/team%2Fs%3Adefault", 501],
  ["POST", "/v3/templates", 501],
  ["GET", "/templates/base/tags", 501],
  ["GET", "/volumes", 501],
  ["PUT", "/secrets/a", 501],
  ["GET", "/teams", 501],
])("%s %s is %i, in an envelope", async (method, path, status) => {
  const engine = await testEngine();
  // `fetch` would tidy some of these paths.
  const reply = await raw(
    engine,
    `${method} ${path} HTTP/1.1\r\nHost: x\r\nX-API-Key: ${TEST_KEY}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
  expect(reply).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(envelopeOf(reply)).toEqual({ code: status, message: expect.any(String) });
  expect(engine.lines).toEqual([]);
});

test("405 and OPTIONS say what is allowed, HEAD is GET without a body", async () => {
  const { call, engine } = await testEngine();
  expect((await call("PUT", "/sandboxes")).headers.get("allow")).toBe("GET, POST");
  const options = await fetch(`${engine.url}/v2/sandboxes`, {
    method: "OPTIONS",
    headers: { origin: "https://evil.example" },
  });
  expect(options.status).toBe(204);
  expect(options.headers.get("allow")).toBe("GET, POST");
  expect([...options.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  const head = await call("HEAD", "/v2/sandboxes");
  expect(head).toMatchObject({ status: 200, body: undefined });
  expect(head.headers.get("x-total-running")).toBe("0");
});

const post = (length: number | string, more = ""): string =>
  `POST /sandboxes HTTP/1.1\r\nHost: x\r\nX-API-Key: ${TEST_KEY}\r\nContent-Length: ${length}\r\n${more}\r\n`;

test("a body over 1 MiB is read to its end and refused with 413", async () => {
  const engine = await testEngine();
  const body = JSON.stringify({ templateID: "base", metadata: { long: "x".repeat(1024 * 1024) } });
  const answer = await engine.call("POST", "/sandboxes", body);
  expect(answer).toMatchObject({ status: 413, body: { code: 413 } });
  expect(engine.engine.count()).toBe(0);
});

test("a body without end is cut off, after its 413", async () => {
  const engine = await testEngine();
  const chunk = Buffer.from(`100000\r\n${"x".repeat(0x100000)}\r\n`);
  const head = `POST /sandboxes HTTP/1.1\r\nHost: x\r\nX-API-Key: ${TEST_KEY}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  await raw(engine, head, ...Array.from({ length: 20 }, () => chunk));
  expect((await engine.call("GET", "/health")).status).toBe(200);
  expect(engine.engine.count()).toBe(0);
});

test("exactly 1 MiB is taken", async () => {
  const engine = await testEngine();
  const bare = JSON.stringify({ templateID: "base", metadata: { long: "" } });
  const body = bare.replace('""', `"${"x".repeat(1024 * 1024 - bare.length)}"`);
  expect(Buffer.byteLength(body)).toBe(1024 * 1024);
  expect((await engine.call("POST", "/sandboxes", body)).status).toBe(201);
});

test.each<[string, Buffer, number]>([
  ["bytes that are no UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), 400],
  ["a million open brackets", Buffer.from("[".repeat(1_000_000)), 400],
  ["deep but closed", Buffer.from("[".repeat(200_000) + "]".repeat(200_000)), 400],
])("%s: 400", async (_, body, status) => {
  const engine = await testEngine();
  const reply = await raw(engine, post(body.length, "Connection: close\r\n"), body);
  expect(reply).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(envelopeOf(reply)).toMatchObject({ code: status });
});

test.each<[string, string, number]>([
  ["no HTTP at all", "hello\r\n\r\n", 400],
  ["a length in words", post("ten"), 400],
  ["an expectation nobody knows", post(0, "Connection: close\r\nExpect: wonders\r\n"), 417],
  ["no host, and no key", "GET /sandboxes HTTP/1.1\r\nConnection: close\r\n\r\n", 401],
  ["headers of 100 kB", `GET /health HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(100_000)}\r\n\r\n`, 431],
])("%s: an envelope", async (_, bytes, status) => {
  const engine = await testEngine();
  const reply = await raw(engine, bytes);
  expect(reply).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(envelopeOf(reply)).toMatchObject({ code: status });
});

test("a client that leaves amid its body makes nothing and harms nobody", async () => {
  const engine = await testEngine();
  const socket = connect(engine.engine.port, "127.0.0.1");
  socket.write(post(500) + '{"templateID":"base"');
  await once(socket, "connect");
  await engine.call("GET", "/health");
  socket.destroy();
  await once(socket, "close");
  expect((await engine.call("GET", "/v2/sandboxes")).body).toEqual([]);
  expect(engine.engine.count()).toBe(0);
  expect(engine.lines).toEqual([]);
});

test("a long filter within 64 kB is answered", async () => {
  const { list } = await testEngine();
  expect(await list(`?metadata=k%3D${"a".repeat(50_000)}`)).toEqual([]);
});

test.each([
  ["SQLITE_FULL", 507, /disk .* is full: free some space/],
  ["SQLITE_IOERR", 500, /its log says more/],
])("a failure inside (%s) is %i in words, and its own stay inside", async (code, status, words) => {
  const nothing = (): Promise<void> => Promise.resolve();
  const start = (): Promise<void> => Promise.reject(Object.assign(new Error("canary"), { code }));
  const { call, lines } = await testEngine({
    runtime: { name: "failing", start, pause: nothing, resume: nothing, stop: nothing },
  });
  const { body, ...answer } = await call("POST", "/sandboxes", { templateID: "base" });
  expect(answer.status).toBe(status);
  expect(body).toEqual({ code: status, message: expect.stringMatching(words) });
  expect(lines).toEqual([expect.stringMatching(`^POST /sandboxes failed: Error ${code}`)]);
  expect(lines.join()).not.toContain("canary");
});

test("close lets a request in flight finish", async () => {
  let letStart = (): void => undefined;
  const held = new Promise<void>((resolve) => (letStart = resolve));
  let reached = (): void => undefined;
  const started = new Promise<void>((resolve) => (reached = resolve));
  const nothing = (): Promise<void> => Promise.resolve();
  const start = (): Promise<void> => {
    reached();
    return held;
  };
  const { engine, call } = await testEngine({
    runtime: { name: "slow", start, pause: nothing, resume: nothing, stop: nothing },
  });
  const creating = call("POST", "/sandboxes", { templateID: "base" });
  await started;
  const closing = engine.close();
  letStart();
  const created = await creating;
  expect(created.status).toBe(201);
  expect(created.headers.get("connection"), "or it would be waited for").toBe("close");
  await closing;
  await expect(fetch(engine.url)).rejects.toThrow();
});
