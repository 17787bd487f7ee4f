import { createServer, type Server } from "node:http";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { replies } from "./fault.ts";
import { startFaultProxy, type FaultProxy } from "./fault-proxy.ts";

/** What the engine heard, in order. */
let heard: { target: string; key: string | undefined; body: string }[];
let engine: Server;
let proxy: FaultProxy;

beforeEach(async () => {
  heard = [];
  engine = createServer((request, response) => {
    void buffer(request).then((body) => {
      const key = request.headers["x-api-key"];
      heard.push({
        target: `${request.method} ${request.url}`,
        key: key?.toString(),
        body: body.toString(),
      });
      if (request.method === "DELETE") return response.writeHead(204).end();
      response.setHeader("x-next-token", `t${heard.length}`);
      response.setHeader("content-type", "application/json");
      return response.end('[{"sandboxID":"a"},{"sandboxID":"b"}]');
    });
  });
  await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
  const address = engine.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  proxy = await startFaultProxy({ target: `http://127.0.0.1:${address.port}` });
});

afterEach(async () => {
  await proxy.close();
  engine.closeAllConnections();
  await new Promise((resolve) => engine.close(resolve));
});

const list = (search = ""): Promise<Response> => fetch(`${proxy.url}/v2/sandboxes${search}`);

test("without a fault everything passes as it is, and is recorded without the key", async () => {
  const search = "?metadata=a%253Db%2526c%253Dd&state=running,paused";
  const reply = await fetch(`${proxy.url}/v2/sandboxes${search}`, { headers: { "x-api-key": "canary" } });
  expect([reply.status, reply.headers.get("x-next-token"), await reply.json()]).toEqual([
    200,
    "t1",
    [{ sandboxID: "a" }, { sandboxID: "b" }],
  ]);
  const created = await fetch(`${proxy.url}/sandboxes`, { method: "POST", body: '{"ü":1}' });
  expect(created.status).toBe(200);
  expect((await fetch(`${proxy.url}/sandboxes/a`, { method: "DELETE" })).status).toBe(204);
  expect(heard).toEqual([
    { target: `GET /v2/sandboxes${search}`, key: "canary", body: "" },
    { target: "POST /sandboxes", key: undefined, body: '{"ü":1}' },
    { target: "DELETE /sandboxes/a", key: undefined, body: "" },
  ]);
  expect(proxy.requests.map(({ endpoint, query, body }) => ({ endpoint, query, body }))).toEqual([
    { endpoint: "listSandboxes", query: search.slice(1), body: "" },
    { endpoint: "createSandbox", query: "", body: '{"ü":1}' },
    { endpoint: "killSandbox", query: "", body: "" },
  ]);
  expect(JSON.stringify(proxy.requests)).not.toContain("canary");
  expect(proxy.requests[0]?.headers["x-api-key"]).toBe("(sent)");
});

test("a status is answered in the engine's stead, only where it fits and as often as told", async () => {
  const fault = proxy.inject(
    { kind: "status", status: 429, message: "slow down", headers: { "retry-after": "7" } },
    { endpoint: "listSandboxes", when: ({ query }) => query.includes("running"), times: 2 },
  );
  const other = await list("?state=paused");
  const [first, second, third] = [
    await list("?state=running"),
    await list("?state=running"),
    await list("?state=running"),
  ];
  expect([other.status, first.status, second.status, third.status]).toEqual([200, 429, 429, 200]);
  expect(first.headers.get("retry-after")).toBe("7");
  expect(await second.json()).toEqual({ code: 429, message: "slow down" });
  expect([fault.hits(), heard.length]).toEqual([2, 2]);
});

test("a reply of the test's own goes out byte for byte", async () => {
  proxy.inject(replies.html, { times: 1 });
  proxy.inject(replies.emptyError, { times: 1 });
  proxy.inject({ kind: "reply", status: 307, headers: { location: "http://elsewhere.invalid/" }, body: "" });
  expect(await (await list()).text()).toMatch(/^<!doctype html>/);
  const empty = await list();
  expect([empty.status, empty.headers.get("content-length"), await empty.text()]).toEqual([503, "0", ""]);
  const redirect = await fetch(`${proxy.url}/v2/sandboxes`, { redirect: "manual" });
  expect([redirect.status, redirect.headers.get("location")]).toEqual([307, "http://elsewhere.invalid/"]);
  expect(heard).toEqual([]);
});

test("a cut reply announces more than it sends", async () => {
  proxy.inject({ kind: "cut" });
  const reply = await list();
  expect(Number(reply.headers.get("content-length"))).toBe(37);
  await expect(reply.text()).rejects.toThrow();
});

test.each([
  ["request", 0],
  ["reply", 1],
] as const)("a connection dropped at the %s is heard of by the engine %i times", async (at, times) => {
  proxy.inject({ kind: "drop", at });
  await expect(list()).rejects.toThrow();
  expect(heard.length).toBe(times);
});

test.each([
  ["request", 0],
  ["reply", 1],
] as const)("what is held at the %s goes on when released, not before", async (at, before) => {
  const fault = proxy.inject({ kind: "hold", at }, { endpoint: "listSandboxes" });
  let answered = false;
  const waiting = list().then((reply) => {
    answered = true;
    return reply.status;
  });
  await fault.met();
  // Another request goes through meanwhile, which shows that time passed.
  expect((await fetch(`${proxy.url}/sandboxes/a`)).status).toBe(200);
  expect(answered).toBe(false);
  expect(heard.filter(({ target }) => target.includes("/v2/")).length).toBe(before);
  fault.release();
  expect(await waiting).toBe(200);
  expect((await list()).status).toBe(200);
});

test("parameters to ignore never reach the engine; the others keep their bytes", async () => {
  proxy.inject({ kind: "ignore", parameters: ["metadata", "state"] });
  await list("?metadata=a%3Db&limit=100&state=running&nextToken=x%2Fy");
  expect(heard[0]?.target).toBe("GET /v2/sandboxes?limit=100&nextToken=x%2Fy");
  expect(proxy.requests[0]?.query).toBe("metadata=a%3Db&limit=100&state=running&nextToken=x%2Fy");
});

test("a repeated token is the first one for ever", async () => {
  proxy.inject({ kind: "repeat-token" });
  const tokens = [await list(), await list(), await list()].map((reply) => reply.headers.get("x-next-token"));
  expect(tokens).toEqual(["t1", "t1", "t1"]);
});

test("a rewrite changes the engine's JSON and its length", async () => {
  proxy.inject({ kind: "rewrite", change: (rows) => (Array.isArray(rows) ? [...rows, ...rows] : rows) });
  expect(await (await list()).json()).toHaveLength(4);
});

test("faults meet in the order they were put in, and can be taken out", async () => {
  const first = proxy.inject({ kind: "status", status: 500 });
  proxy.inject({ kind: "status", status: 401 });
  expect((await list()).status).toBe(500);
  first.clear();
  expect((await list()).status).toBe(401);
  proxy.clear();
  expect((await list()).status).toBe(200);
});

test("an engine that is gone drops connections", async () => {
  engine.closeAllConnections();
  await new Promise((resolve) => engine.close(resolve));
  await expect(list()).rejects.toThrow();
});

test("what filters after its limit cuts first: pages come short, with a token", async () => {
  proxy.inject({ kind: "filter-after-limit", limit: 2 });
  const reply = await list("?limit=100&state=running&metadata=a%3Db&order=asc&nextToken=x");
  expect(await reply.json()).toEqual([]);
  expect(reply.headers.get("x-next-token")).toBe("t1");
  expect(heard.map(({ target }) => target)).toEqual(["GET /v2/sandboxes?limit=2&order=asc&nextToken=x"]);
});

test.each([
  { tail: "silence", least: 10 },
  { tail: "spaces", least: 1_000_000 },
] as const)("what has no end sends half, then $tail, until nobody listens", async ({ tail, least }) => {
  proxy.inject({ kind: "endless", tail });
  const reading = new AbortController();
  const reply = await fetch(`${proxy.url}/v2/sandboxes`, { signal: reading.signal });
  let length = 0;
  const reader = reply.body?.getReader();
  while (length < least) length += (await reader?.read())?.value?.length ?? least;
  reading.abort();
  expect(length).toBeGreaterThanOrEqual(least);
  proxy.clear();
  expect(await (await list()).json()).toHaveLength(2);
});
