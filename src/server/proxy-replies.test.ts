import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { json, rawReply, startRawUpstream, type RawScript, type RawUpstream } from "#e2e/support/raw-http.ts";
import {
  CANARY,
  consoleBefore,
  startTestConsole,
  type TestConsole,
  type TestConsoleOptions,
} from "./test-console.ts";

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

const LIST = "/api/novita/v2/sandboxes";
const chunked = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";

test("says when the upstream wrote a reply, by its own clock", async () => {
  const written = "Sat, 21 Nov 2026 12:00:00 GMT";
  const { site } = await open((socket) => socket.write(rawReply(200, "[]", [json, `date: ${written}`])));
  const { headers } = await fetch(`${site.url}${LIST}`);
  expect(headers.get("x-upstream-date")).toBe(written);
  expect(headers.get("date")).not.toBe(written);
});

test("does not say so of a reply that a cache kept", async () => {
  const kept = [json, "date: Sat, 21 Nov 2026 12:00:00 GMT", "age: 7200"];
  const { site } = await open((socket) => socket.write(rawReply(200, "[]", kept)));
  const { headers } = await fetch(`${site.url}${LIST}`);
  expect(headers.get("x-upstream-date")).toBeNull();
});

test.each<[string, RawScript, number, string, RegExp]>([
  [
    "HTML with 200",
    (socket) => socket.write(rawReply(200, "<html>Sign in</html>", ["content-type: text/html"])),
    502,
    "sandbar_bad_reply",
    /HTML page/,
  ],
  [
    "Content-Length: 0 with 200",
    (socket) => socket.write(rawReply(200, "")),
    502,
    "sandbar_bad_reply",
    /empty body/,
  ],
  [
    "JSON cut, then the connection dropped",
    (socket) => socket.write(rawReply(200, '[{"a":1}]').slice(0, -3), () => socket.destroy()),
    502,
    "sandbar_bad_reply",
    /cut off/,
  ],
  [
    "a chunked body dropped",
    (socket) => socket.write(`${chunked}3\r\n[{"\r\n`, () => socket.destroy()),
    502,
    "sandbar_bad_reply",
    /cut off/,
  ],
  [
    "a chunked body of half a list",
    (socket) => socket.write(`${chunked}3\r\n[{}\r\n0\r\n\r\n`),
    502,
    "sandbar_bad_reply",
    /cut off or broken/,
  ],
  [
    "a body longer than announced, until closed",
    (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[{"),
    502,
    "sandbar_bad_reply",
    /cut off or broken/,
  ],
  [
    "no answer but a closed connection",
    (socket) => socket.end(),
    502,
    "sandbar_unreachable",
    /closed the connection without an answer/,
  ],
  [
    "a reset connection",
    (socket) => socket.resetAndDestroy(),
    502,
    "sandbar_unreachable",
    /cannot be reached/,
  ],
  [
    "something that is not HTTP",
    (socket) => socket.write("SSH-2.0-OpenSSH_9.2\r\n"),
    502,
    "sandbar_bad_reply",
    /does not answer in HTTP/,
  ],
  [
    "a length and chunks at once",
    (socket) => socket.end(`${chunked.replace("\r\n", "\r\ncontent-length: 4\r\n")}4\r\n[{}]\r\n0\r\n\r\n`),
    502,
    "sandbar_bad_reply",
    /does not answer in HTTP/,
  ],
  [
    "headers without end",
    (socket) => socket.write(`HTTP/1.1 200 OK\r\nx-a: ${"a".repeat(70_000)}\r\n`),
    502,
    "sandbar_bad_reply",
    /does not answer in HTTP/,
  ],
  [
    "a body announced above 16 MiB",
    (socket) => socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${16 * 1024 * 1024 + 1}\r\n\r\n[`),
    502,
    "sandbar_bad_reply",
    /larger than 16777216 bytes/,
  ],
  [
    "a chunked body above 16 MiB",
    (socket) =>
      socket.write(`${chunked}${(17 * 1024 * 1024).toString(16)}\r\n${" ".repeat(17 * 1024 * 1024)}`),
    502,
    "sandbar_bad_reply",
    /larger than/,
  ],
  [
    "a redirect to itself",
    (socket) => socket.write(rawReply(307, "", ["location: /v2/sandboxes"])),
    502,
    "sandbar_bad_reply",
    /redirect/,
  ],
  [
    "a permanent redirect elsewhere",
    (socket) => socket.write(rawReply(301, "[]", ["location: http://evil.invalid/", json])),
    502,
    "sandbar_bad_reply",
    /redirect/,
  ],
])("%s", async (_, script, status, errorCode, words) => {
  const { upstream, site } = await open(script);
  const answer = await site.ask(LIST);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({
    code: status,
    error_code: errorCode,
    message: expect.stringMatching(words),
  });
  // Once, and never again: whoever waits and repeats is the browser.
  expect(upstream.requests).toHaveLength(1);
});

test("an error without a body becomes an envelope with its status, and Retry-After goes along", async () => {
  const { upstream, site } = await open((socket) =>
    socket.write(rawReply(429, "", ["retry-after: 7", "ratelimit-reset: 7"])),
  );
  const answer = await site.ask(LIST);
  expect([answer.status, answer.headers.get("retry-after"), answer.headers.get("ratelimit-reset")]).toEqual([
    429,
    "7",
    "7",
  ]);
  expect(await answer.json()).toEqual({
    code: 429,
    message: "The upstream answered 429 with an empty body.",
  });
  expect(upstream.requests).toHaveLength(1);
});

test("204 passes with no body and no length", async () => {
  const { site } = await open((socket) => socket.write("HTTP/1.1 204 No Content\r\n\r\n"));
  const answer = await site.ask("/api/novita/sandboxes/a", { method: "DELETE" });
  expect([answer.status, await answer.text(), answer.headers.get("content-type")]).toEqual([204, "", null]);
});

test("informational replies are waited through", async () => {
  const { site } = await open((socket) =>
    socket.write(`HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n${rawReply(200, "[]", [json])}`),
  );
  expect(await (await site.ask(LIST)).json()).toEqual([]);
});

test("a reply in a hundred pieces arrives whole, with its length", async () => {
  const body = JSON.stringify(
    Array.from({ length: 500 }, (_, index) => ({ sandboxID: `i${index}`, text: "ü" })),
  );
  const { site } = await open((socket) => {
    const bytes = Buffer.from(rawReply(200, body, [json, "x-next-token: t/1+2="]));
    for (let at = 0; at < bytes.length; at += 200) socket.write(bytes.subarray(at, at + 200));
  });
  const answer = await site.ask(LIST);
  expect(answer.headers.get("x-next-token")).toBe("t/1+2=");
  expect(Number(answer.headers.get("content-length"))).toBe(Buffer.byteLength(body));
  expect(await answer.text()).toBe(body);
});

test("tokens never reach the browser", async () => {
  const { site } = await open((socket) =>
    socket.write(
      rawReply(201, '{"sandboxID":"a","envdAccessToken":"canary","trafficAccessToken":"canary"}', [json]),
    ),
  );
  for (const [method, path] of [
    ["POST", "/sandboxes"],
    ["POST", "/sandboxes/a/connect"],
    ["GET", "/sandboxes/a"],
  ] as const)
    expect(await (await site.ask(`/api/novita${path}`, { method })).text()).toBe('{"sandboxID":"a"}');
});

test("an upstream where nothing listens is named, with the reason", async () => {
  const gone = await startRawUpstream(() => undefined);
  await gone.close();
  const site = await startTestConsole({ upstreamUrl: gone.url });
  closing.push(site.close);
  const answer = await site.ask(LIST);
  expect(await answer.json()).toEqual({
    code: 502,
    error_code: "sandbar_unreachable",
    message: `The upstream at ${gone.url} cannot be reached: nothing listens there.`,
  });
});

test("an upstream whose name is not known is named, with the reason", async () => {
  const site = await startTestConsole({ upstreamUrl: "http://api.invalid" });
  closing.push(site.close);
  expect(await (await site.ask(LIST)).json()).toMatchObject({
    code: 502,
    error_code: "sandbar_unreachable",
    message: expect.stringContaining("http://api.invalid"),
  });
});

test("TLS where there is none is named", async () => {
  const { site: plain } = await open(() => undefined);
  const site = await startTestConsole({ upstreamUrl: plain.url.replace("http:", "https:") });
  closing.push(site.close);
  expect(await (await site.ask(LIST)).json()).toMatchObject({
    code: 502,
    error_code: "sandbar_unreachable",
    message: expect.stringMatching(/does not speak TLS/),
  });
});

test("our key is in no reply, header or log line, whatever the upstream says", async () => {
  const replies = [
    rawReply(200, `[{"metadata":{"k":"${CANARY}"}}]`, [json, `x-next-token: ${CANARY}`]),
    rawReply(401, `{"code":401,"message":"${CANARY} is not valid"}`, [json]),
    rawReply(500, CANARY),
    rawReply(302, "", [`location: http://evil.invalid/?${CANARY}`]),
    rawReply(200, `<html>${CANARY}`),
    `HTTP/1.1 200 ${CANARY}\r\ncontent-length: 2\r\n\r\n[]`,
    `${CANARY}\r\n\r\n`,
  ];
  const { upstream, site } = await open((socket) =>
    socket.write(replies[upstream.requests.length - 1] ?? ""),
  );
  let everything = "";
  for (const _ of replies) {
    const answer = await site.ask(LIST);
    everything += `${answer.statusText} ${inspect([...answer.headers])} ${await answer.text()}\n`;
  }
  everything += await (await site.ask("/console.json")).text();
  everything += inspect(site.log);
  expect(everything).not.toContain("canary");
  // The test would see a leak: the key did go to the upstream.
  expect(upstream.requests.every((request) => request.includes(CANARY))).toBe(true);
});
