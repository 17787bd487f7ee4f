import { afterEach, beforeEach, expect, test } from "vitest";
import { json, rawGet, rawReply, startRawUpstream, type RawUpstream } from "#e2e/support/raw-http.ts";
import { CANARY, consoleBefore, type TestConsole } from "./test-console.ts";

let upstream: RawUpstream;
let site: TestConsole;
let close: () => Promise<void>;

beforeEach(async () => {
  upstream = await startRawUpstream((socket) => socket.write(rawReply(200, "[]", [json])));
  ({ site, close } = await consoleBefore(upstream));
});
afterEach(() => close());

const firstLine = (request: string | undefined): string => request?.split("\r\n")[0] ?? "";
const headersOf = (request: string | undefined): Record<string, string> =>
  Object.fromEntries(
    (request?.split("\r\n\r\n")[0] ?? "")
      .split("\r\n")
      .slice(1)
      .map((line) => [
        line.slice(0, line.indexOf(":")).toLowerCase(),
        line.slice(line.indexOf(":") + 1).trim(),
      ]),
  );

test.each([
  ["a filter encoded three times", "/v2/sandboxes?metadata=a%252520b%25253Dc&state=running,paused&limit=100"],
  ["lower-case and needless escapes", "/v2/sandboxes?metadata=%61%3d%c3%bc&x=%7e"],
  ["plus signs, raw and escaped", "/v2/sandboxes?metadata=a+b%2Bc"],
  ["empty and repeated parameters", "/v2/sandboxes?&&metadata=&state=&state=paused&="],
  ["a question mark, a slash and dots in the query", "/v2/sandboxes?a=?/../%2e%2e//;'\"<>|^`{}[]\\"],
  ["escapes that do not decode", "/v2/sandboxes?metadata=%zz%f%"],
  ["a hash sign", "/v2/sandboxes?metadata=a#b"],
  ["an empty query", "/v2/sandboxes?"],
  ["an id with dots and needless escapes", "/sandboxes/i%61.b-c_d"],
])("%s goes on byte for byte", async (_, target) => {
  const answer = await rawGet(site.port, `/api/novita${target}`);
  expect(answer.status).toBe(200);
  expect(firstLine(upstream.requests[0])).toBe(`GET ${target} HTTP/1.1`);
});

test("of a request's headers only accept and content-type go on; the key is ours, and last", async () => {
  await site.ask("/api/novita/sandboxes", {
    method: "POST",
    body: '{"templateID":"base"}',
    headers: {
      "x-api-key": "theirs",
      authorization: "Bearer theirs",
      cookie: "a=theirs",
      accept: "application/json, */*",
      "x-forwarded-for": "1.2.3.4",
      "accept-language": "de",
      "content-type": "application/json; charset=utf-8",
      te: "trailers",
    },
  });
  const [request] = upstream.requests;
  expect(headersOf(request)).toEqual({
    host: new URL(upstream.url).host,
    connection: "keep-alive",
    accept: "application/json, */*",
    "accept-encoding": "identity",
    "content-type": "application/json; charset=utf-8",
    "content-length": "21",
    "user-agent": "sandbar/test",
    "x-api-key": CANARY,
  });
  expect(request).not.toContain("theirs");
  expect(request?.endsWith('\r\n\r\n{"templateID":"base"}')).toBe(true);
});

test("a body goes on byte for byte, and where there is none no type is claimed", async () => {
  const body = '{ "metadata" : {"__proto__":"\\u0000ü","n":12345678901234567890} }\n';
  await site.ask("/api/novita/sandboxes", { method: "POST", body });
  await site.ask("/api/novita/sandboxes/a/pause", { method: "POST" });
  const [create, pause] = upstream.requests;
  expect(Buffer.from(create?.split("\r\n\r\n")[1] ?? "", "latin1").toString()).toBe(body);
  expect(headersOf(pause)).toMatchObject({ "content-length": "0" });
  expect(headersOf(pause)).not.toHaveProperty("content-type");
});

test.each([
  ["GET", "/v2/sandboxes"],
  ["POST", "/sandboxes"],
  ["GET", "/sandboxes/metrics?sandbox_ids=a"],
  ["GET", "/sandboxes/quota"],
  ["GET", "/sandboxes/events?limit=1"],
  ["GET", "/sandboxes/a"],
  ["DELETE", "/sandboxes/a"],
  ["POST", "/sandboxes/a/pause"],
  ["POST", "/sandboxes/a/connect"],
  ["POST", "/sandboxes/a/timeout"],
  ["GET", "/sandboxes/a/metrics"],
  ["GET", "/templates"],
  ["GET", "/v2/templates"],
])("%s %s is forwarded", async (method, path) => {
  const answer = await site.ask(`/api/novita${path}`, { method });
  expect(answer.status).toBe(200);
  expect(upstream.requests.map(firstLine)).toEqual([`${method} ${path} HTTP/1.1`]);
});

test.each([
  ["GET", "/sandboxes", 405, "POST"],
  ["PUT", "/sandboxes/a", 405, "GET, DELETE"],
  ["PATCH", "/sandboxes/a", 405, "GET, DELETE"],
  ["POST", "/v2/sandboxes", 405, "GET"],
  ["DELETE", "/sandboxes/quota", 405, "GET"],
  ["HEAD", "/v2/sandboxes", 405, "GET"],
  ["OPTIONS", "/v2/sandboxes", 405, "GET"],
  ["GET", "/sandboxes/a/logs", 404, null],
  ["POST", "/sandboxes/a/resume", 404, null],
  ["DELETE", "/templates/a", 404, null],
  ["GET", "/secrets", 404, null],
  ["GET", "/health", 404, null],
  ["GET", "", 404, null],
  ["GET", "/", 404, null],
  ["GET", "/v2/sandboxes/", 404, null],
  ["GET", "/V2/sandboxes", 404, null],
] as const)("%s %s is refused with %i and never leaves", async (method, path, status, allow) => {
  const answer = await site.ask(`/api/novita${path}`, { method });
  expect([answer.status, answer.headers.get("allow")]).toEqual([status, allow]);
  if (method !== "HEAD")
    expect(await answer.json()).toMatchObject({ code: status, error_code: "sandbar_refused" });
  expect(upstream.requests).toEqual([]);
});

test("the log has templates only", async () => {
  await site.ask("/api/novita/v2/sandboxes?metadata=canary%3Dcanary");
  await site.ask("/api/novita/sandboxes/canaryid", { method: "DELETE" });
  await site.ask("/api/canary/x?canary");
  await site.ask("/canary?canary");
  await fetch(`${site.url}/api/novita/sandboxes/canaryid?canary`, {
    method: "DELETE",
    headers: { canary: "canary" },
  });
  expect(site.log.map(({ method, template, status }) => `${method} ${template} ${status}`)).toEqual([
    "GET /api/novita/v2/sandboxes 200",
    "DELETE /api/novita/sandboxes/{id} 200",
    "GET /api/{upstream} 404",
    "GET (file) 200",
    "DELETE (refused) 403",
  ]);
});

test("console.json is served to GET and HEAD only, and is never kept", async () => {
  const answer = await site.ask("/console.json");
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(await answer.json()).toMatchObject({ upstream: { name: "novita" } });
  const head = await site.ask("/console.json", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect((await site.ask("/console.json", { method: "POST" })).status).toBe(405);
});
