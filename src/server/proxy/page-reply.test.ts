import { expect, test } from "vitest";
import { keyRemover } from "./key-remover.ts";
import { pageReply, type PageReply, type UpstreamReply } from "./page-reply.ts";
import { PassedBodies } from "./passed-bodies.ts";

const CANARY = "nvta_canary_7f3d9b2e";
const list = { template: "/v2/sandboxes", success: [200], body: "json" } as const;
const kill = { template: "/sandboxes/{id}", success: [204], body: "json" } as const;
const json = { "content-type": "application/json" };

const reply = (status: number, body: string, headers: UpstreamReply["headers"] = json): UpstreamReply => ({
  status,
  headers,
  body: Buffer.from(body),
});
const rules = (route: typeof list | typeof kill = list) => ({
  route,
  withoutKey: keyRemover({ reveal: () => CANARY }),
  passed: new PassedBodies(),
});
const bodyOf = (page: PageReply): unknown => JSON.parse(page.body?.toString() ?? "null");
const headerOf = (page: PageReply, name: string): string | undefined =>
  page.headers[page.headers.indexOf(name) + 1];

test.each([
  ["a list", '[{"sandboxID":"a"}]'],
  ["an empty list", "[]"],
  ["spaces", '[ { "a" : 1 } ]\n'],
  ["null", "null"],
  ["numbers no double holds", '{"a":12345678901234567890,"b":1e400,"c":1.10}'],
  ["__proto__ as a key", '{"metadata":{"__proto__":"x","constructor":"y"}}'],
  ["a key twice", '{"a":1,"a":2}'],
])("%s passes as the very bytes that came", (_, body) => {
  const came = reply(200, body);
  expect(pageReply(rules(), came).body).toBe(came.body);
});

test("in-sandbox tokens are taken out wherever they stand, and nothing else", () => {
  const body = `{"sandboxID":"a","envdAccessToken":"t1","trafficAccessToken":null,"n":1.5,
    "metadata":{"__proto__":"kept","constructor":"kept","toString":"kept"},"deep":[{"envdAccessToken":{"x":1},"kept":[]}]}`;
  const page = pageReply(rules(), reply(201, body));
  expect(page.status).toBe(201);
  expect(page.body?.toString()).toBe(
    '{"sandboxID":"a","n":1.5,"metadata":{"__proto__":"kept","constructor":"kept","toString":"kept"},"deep":[{"kept":[]}]}',
  );
});

test("a token spelt with escapes is a token, in a list too", () => {
  const page = pageReply(rules(), reply(200, String.raw`[{"\u0065nvdAccessToken":"t","id":1}]`));
  expect(page.body?.toString()).toBe('[{"id":1}]');
});

test("a reply nested beyond reason is passed or refused, never a crash", () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  expect(pageReply(rules(), reply(200, deep)).status).toBe(200);
  const withToken = `{"envdAccessToken":"t","a":${deep}}`;
  expect(bodyOf(pageReply(rules(), reply(200, withToken)))).toMatchObject({
    code: 502,
    error_code: "sandbar_bad_reply",
  });
});

test.each([
  ["an empty body", 200, "", {}, /200 with an empty body/],
  ["an empty body that claims to be JSON", 200, "", json, /200 with an empty body/],
  ["HTML", 200, "<html>Sign in", { "content-type": "text/html" }, /200 with an HTML page/],
  ["HTML that claims to be JSON", 200, "  <!doctype html>", json, /an HTML page/],
  ["JSON cut off", 200, '[{"a":1}', json, /JSON that is cut off or broken/],
  ["words", 201, "created", { "content-type": "text/plain" }, /201 with something that is not JSON/],
  ["a byte order mark", 200, "\ufeff[]", json, /cut off or broken/],
  ["no content where some was asked for", 204, "", {}, /204, which has no content/],
  ["a redirect", 307, "", { location: "http://evil.invalid/" }, /redirect \(307\), which is never followed/],
  ["not modified", 304, "", {}, /redirect|304/],
  ["a status that is none", 799, "{}", json, /status 799/],
  ["a packed body", 200, "x", { ...json, "content-encoding": "gzip" }, /encoded \("gzip"\)/],
  ["a token that cannot be passed on", 200, "[]", { ...json, "x-next-token": "a\u0000b" }, /"x-next-token"/],
  ["a token twice", 200, "[]", { ...json, "x-next-token": ["a", "b"] }, /"x-next-token" that is repeated/],
] as const)("%s becomes a 502 that says so", (_, status, body, headers, words) => {
  const page = pageReply(rules(), reply(status, body, headers));
  expect(page.status).toBe(502);
  expect(bodyOf(page)).toMatchObject({
    code: 502,
    error_code: "sandbar_bad_reply",
    message: expect.stringMatching(words),
  });
  expect(page.headers.join()).not.toContain("evil");
});

test("204 passes where it is success, without a body or its type", () => {
  expect(pageReply(rules(kill), reply(204, "", {}))).toEqual({
    status: 204,
    headers: ["cache-control", "no-store"],
  });
});

test.each([
  [
    "an envelope",
    404,
    '{"code":404,"message":"gone","error_code":"e2b_gone"}',
    { code: 404, message: "gone", error_code: "e2b_gone" },
  ],
  ["a code in words", 404, '{"code":"not_found","message":"gone"}', { code: 404, message: "gone" }],
  ["a code that contradicts the status", 500, '{"code":200,"message":"hm"}', { code: 500, message: "hm" }],
  ["a gateway's own shape", 503, '{"error":"overloaded"}', { code: 503, message: "overloaded" }],
  [
    "another gateway's shape",
    503,
    '{"error":{"message":"overloaded"}}',
    { code: 503, message: "overloaded" },
  ],
  [
    "an upstream that speaks in our name",
    401,
    '{"code":401,"message":"x","error_code":"sandbar_read_only"}',
    { code: 401, message: "x" },
  ],
  ["an empty body", 429, "", { code: 429, message: "The upstream answered 429 with an empty body." }],
  [
    "HTML",
    502,
    "<h1>Bad gateway</h1>",
    { code: 502, message: "The upstream answered 502 with an HTML page." },
  ],
  [
    "JSON without words",
    500,
    '{"code":500,"message":""}',
    { code: 500, message: "The upstream answered 500 with JSON that does not say why." },
  ],
  [
    "JSON that is no object",
    500,
    "null",
    { code: 500, message: "The upstream answered 500 with JSON that does not say why." },
  ],
])("an error with %s keeps its status and comes as an envelope", (_, status, body, expected) => {
  const page = pageReply(rules(), reply(status, body, { ...json, "retry-after": "7" }));
  expect(page.status).toBe(status);
  expect(bodyOf(page)).toEqual(expected);
  expect(headerOf(page, "retry-after")).toBe("7");
});

test("headers go on by their names, and the body is JSON whatever it was called", () => {
  const page = pageReply(
    rules(),
    reply(200, "[]", {
      "content-type": "text/html",
      "x-next-token": "t",
      "x-total-running": "9",
      "ratelimit-limit": "10",
      "ratelimit-remaining": "1",
      "retry-after": "3",
      "set-cookie": ["a=b"],
      "content-security-policy": "none",
      "access-control-allow-origin": "*",
      "x-api-key": "k",
    }),
  );
  expect(page.headers).toEqual([
    ...["content-type", "application/json; charset=utf-8", "cache-control", "no-store"],
    ...[
      "x-next-token",
      "t",
      "x-total-running",
      "9",
      "ratelimit-limit",
      "10",
      "ratelimit-remaining",
      "1",
      "retry-after",
      "3",
    ],
  ]);
});

test.each([
  ["a success", 200, `[{"metadata":{"key":"${CANARY}"}}]`],
  ["a success that spells it with escapes", 200, String.raw`[{"a":"\u006evta\u005Fcanary_7f3d9b2e"}]`],
  ["a success with tokens", 201, `{"envdAccessToken":"t","a":"${CANARY}"}`],
  ["an error", 401, `{"code":401,"message":"bad key ${CANARY}","error_code":"${CANARY}"}`],
  ["an error of another shape", 401, `{"error":"${CANARY} ${CANARY}"}`],
])("our key does not come back in %s", (_, status, body) => {
  const page = pageReply(rules(), reply(status, body, { ...json, "x-next-token": `t${CANARY}` }));
  expect(`${page.headers.join()} ${page.body?.toString()}`).not.toContain("canary");
  expect(page.body?.toString()).toContain("[key removed]");
  expect(headerOf(page, "x-next-token")).toBe("t[key removed]");
});

test("a body that passed before passes again unread; one that was changed on the way never does", () => {
  const same = rules();
  const first = reply(200, '[{"a":1}]');
  expect(pageReply(same, first).body).toBe(first.body);
  expect(same.passed.has(Buffer.from('[{"a":1}]'))).toBe(true);
  expect(same.passed.has(Buffer.from('[{"a":2}]'))).toBe(false);
  pageReply(same, reply(200, '[{"envdAccessToken":"t"}]'));
  pageReply(same, reply(200, `["${CANARY}"]`));
  pageReply(same, reply(200, "[{"));
  for (const body of ['[{"envdAccessToken":"t"}]', `["${CANARY}"]`, "[{"])
    expect(same.passed.has(Buffer.from(body))).toBe(false);
});

test("only so many bodies are remembered, and no large ones", () => {
  const passed = new PassedBodies();
  for (let index = 0; index < 17; index += 1) passed.add(Buffer.from(String(index)));
  expect([passed.has(Buffer.from("0")), passed.has(Buffer.from("1")), passed.has(Buffer.from("16"))]).toEqual(
    [false, true, true],
  );
  passed.add(Buffer.alloc(256 * 1024 + 1));
  expect(passed.has(Buffer.alloc(256 * 1024 + 1))).toBe(false);
});
