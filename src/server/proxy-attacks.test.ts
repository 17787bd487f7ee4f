import { afterEach, beforeEach, expect, test } from "vitest";
import {
  json,
  rawExchange,
  rawGet,
  rawReply,
  startRawUpstream,
  type RawUpstream,
} from "#e2e/support/raw-http.ts";
import { consoleBefore, startTestConsole, type TestConsole } from "./test-console.ts";

let upstream: RawUpstream;
let site: TestConsole;
let close: () => Promise<void>;

beforeEach(async () => {
  upstream = await startRawUpstream((socket) => socket.write(rawReply(200, "[]", [json])));
  ({ site, close } = await consoleBefore(upstream));
});
afterEach(() => close());

test.each([
  "/api/novita/../console.json",
  "/api/novita/v2/../v2/sandboxes",
  "/api/novita/%2e%2e/v2/sandboxes",
  "/api/novita/sandboxes/..",
  "/api/novita/sandboxes/.",
  "/api/novita/sandboxes/%2e%2e",
  "/api/novita/sandboxes/%2E%2E%2Fquota",
  "/api/novita/sandboxes/a%2Fpause",
  "/api/novita/sandboxes/a%5Cb",
  "/api/novita/sandboxes/a%00",
  "/api/novita/sandboxes/a%0d%0aX-Evil:1",
  "/api/novita/sandboxes/a%zz",
  "/api/novita/sandboxes/%",
  "/api/novita/sandboxes/a;b=c",
  "/api/novita/sandboxes/a%20b",
  `/api/novita/sandboxes/${"a".repeat(129)}`,
  "/api/novita/sandboxes//pause",
  "/api/novita//v2/sandboxes",
  "//api/novita/v2/sandboxes/x",
  "/api//novita/v2/sandboxes",
  "/api/../api/novita/sandboxes/../x",
  "/api/novita@evil.invalid/v2/sandboxes",
  "/api/e2b/v2/sandboxes",
  "/api/Novita/v2/sandboxes",
  "/api/__proto__/v2/sandboxes",
  "/api/novita\\v2/sandboxes",
  "/api",
  "/api/",
  "/api?x",
])("%s is no way to anything", async (target) => {
  const answer = await rawGet(site.port, target);
  // What is not under /api is a file's path, and those are all one file here.
  if (answer.status !== 200) expect(JSON.parse(answer.body)).toMatchObject({ code: answer.status });
  else expect(answer.body).toContain("a file");
  expect(upstream.requests).toEqual([]);
});

test.each([
  [
    "an absolute target",
    (port: number) =>
      `GET http://127.0.0.1:${port}/api/novita/v2/sandboxes HTTP/1.1\r\nHost: 127.0.0.1:${port}`,
    400,
  ],
  [
    "an absolute target elsewhere",
    (port: number) => `GET http://evil.invalid/api/novita/v2/sandboxes HTTP/1.1\r\nHost: 127.0.0.1:${port}`,
    400,
  ],
  ["another site's name", () => "GET /api/novita/v2/sandboxes HTTP/1.1\r\nHost: evil.invalid", 421],
  ["another site's name for a file", () => "GET / HTTP/1.1\r\nHost: evil.invalid:80", 421],
  ["no host", () => "GET / HTTP/1.1\r\nX-Nothing: 1", 421],
  ["an asterisk", (port: number) => `OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:${port}`, 400],
  [
    "a header broken over lines",
    (port: number) => `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-A: b\r\n c: d\0`,
    400,
  ],
  [
    "two lengths",
    (port: number) =>
      `POST /api/novita/sandboxes HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 2\r\nContent-Length: 3`,
    400,
  ],
  [
    "a length and chunks",
    (port: number) =>
      `POST /api/novita/sandboxes HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked`,
    400,
  ],
  [
    "headers of 20 kB",
    (port: number) => `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Long: ${"a".repeat(20_000)}`,
    431,
  ],
  [
    "an address of 20 kB",
    (port: number) =>
      `GET /api/novita/v2/sandboxes?metadata=${"a".repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1:${port}`,
    431,
  ],
  [
    "an expectation",
    (port: number) => `POST /api/novita/sandboxes HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nExpect: magic`,
    417,
  ],
  [
    "bytes above ASCII in the target",
    (port: number) => `GET /api/novita/v2/sandboxes?a=\u00fc HTTP/1.1\r\nHost: 127.0.0.1:${port}`,
    400,
  ],
  ["no HTTP", () => "\u0016\u0003\u0001 hello", 400],
])("%s is answered with an envelope", async (_, head, status) => {
  const answer = await rawExchange(site.port, `${head(site.port)}\r\nConnection: close\r\n\r\n`);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({ code: status, message: expect.stringMatching(/./) });
  expect(answer.head).toContain("content-security-policy: default-src 'none'");
  expect(upstream.requests).toEqual([]);
});

test.each([
  [
    "over 1 MiB, announced",
    413,
    { "content-type": "application/json" },
    JSON.stringify("x".repeat(1024 * 1024)),
  ],
  ["that is no JSON", 400, { "content-type": "application/json" }, '{"templateID":'],
  ["of another type", 415, { "content-type": "text/plain" }, "{}"],
  ["of a form", 415, { "content-type": "application/x-www-form-urlencoded" }, "a=b"],
] as const)("a body %s is refused with %i and nothing is sent", async (_, status, headers, body) => {
  const answer = await site.ask("/api/novita/sandboxes", { method: "POST", headers, body });
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ code: status, error_code: "sandbar_refused" });
  expect(upstream.requests).toEqual([]);
});

test("a body over 1 MiB in chunks is refused as soon as it is too long", async () => {
  const head = [
    "POST /api/novita/sandboxes HTTP/1.1",
    `Host: 127.0.0.1:${site.port}`,
    "Sec-Fetch-Site: same-origin\r\nX-Sandbar-Console: 1",
    "Content-Type: application/json\r\nTransfer-Encoding: chunked",
  ].join("\r\n");
  const size = 1024 * 1024 + 1;
  // The last chunk never comes: the answer does not wait for it.
  const answer = await rawExchange(
    site.port,
    `${head}\r\n\r\n${size.toString(16)}\r\n${" ".repeat(size)}\r\n`,
  );
  expect(answer.status).toBe(413);
  expect(JSON.parse(answer.body)).toMatchObject({ code: 413 });
  expect(upstream.requests).toEqual([]);
});

test("a body of exactly 1 MiB passes", async () => {
  const body = JSON.stringify("x".repeat(1024 * 1024 - 2));
  expect((await site.ask("/api/novita/sandboxes", { method: "POST", body })).status).toBe(200);
});

test("a GET with a body is refused", async () => {
  const answer = await rawGet(
    site.port,
    "/api/novita/v2/sandboxes",
    "Content-Type: application/json\r\nContent-Length: 2\r\n",
  );
  expect(answer.status).toBe(400);
  expect(upstream.requests).toEqual([]);
});

test("state changes without proof of where they come from never leave", async () => {
  for (const headers of [
    {},
    { "x-sandbar-console": "1" },
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "cross-site", "x-sandbar-console": "1", origin: "http://evil.invalid" },
  ]) {
    const answer = await fetch(`${site.url}/api/novita/sandboxes/a`, { method: "DELETE", headers });
    expect(await answer.json()).toMatchObject({ code: 403, error_code: "sandbar_refused" });
  }
  expect(upstream.requests).toEqual([]);
});

test("a read-only console forwards GET and nothing else", async () => {
  const readOnly = await startTestConsole({ upstreamUrl: upstream.url, readOnly: true });
  expect((await readOnly.ask("/api/novita/v2/sandboxes")).status).toBe(200);
  for (const [method, path] of [
    ["DELETE", "/sandboxes/a"],
    ["POST", "/sandboxes"],
    ["POST", "/sandboxes/a/connect"],
  ] as const) {
    const answer = await readOnly.ask(`/api/novita${path}`, { method });
    expect(await answer.json()).toMatchObject({ code: 403, error_code: "sandbar_read_only" });
  }
  expect(upstream.requests).toHaveLength(1);
  await readOnly.close();
});

test("no reply allows another origin anything", async () => {
  for (const [method, path] of [
    ["GET", "/api/novita/v2/sandboxes"],
    ["OPTIONS", "/api/novita/sandboxes"],
    ["GET", "/"],
  ] as const) {
    const answer = await fetch(`${site.url}${path}`, { method, headers: { origin: "http://evil.invalid" } });
    expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
  }
});
