import { expect, test } from "vitest";
import { failureOf, parseEnvelope, proxyErrorCodes, retryAfterSeconds } from "./failure.ts";

test.each([
  [400, "invalid"],
  [401, "unauthorized"],
  [403, "unauthorized"],
  [404, "not-found"],
  [409, "conflict"],
  [413, "invalid"],
  [422, "invalid"],
  [429, "rate-limited"],
  [500, "upstream"],
  [501, "not-offered"],
  [502, "upstream"],
  [503, "upstream"],
  [504, "upstream"],
  [302, "upstream"],
  [418, "upstream"],
])("status %d is %s", (status, kind) => {
  expect(failureOf("getSandbox", status, { code: status, message: "words" }, undefined)).toEqual({
    kind,
    endpoint: "getSandbox",
    status,
    message: "words",
  });
});

test.each([
  [502, proxyErrorCodes.unreachable, "unreachable"],
  [504, proxyErrorCodes.timeout, "timeout"],
  [502, proxyErrorCodes.badReply, "malformed"],
  [403, proxyErrorCodes.readOnly, "read-only"],
  [403, proxyErrorCodes.refused, "refused"],
  [404, "something_of_theirs", "not-found"],
  [404, "constructor", "not-found"],
])("status %d with %s is %s", (status, error_code, kind) => {
  const body = { code: status, message: "words", error_code };
  expect(failureOf("listSandboxes", status, body, undefined).kind).toBe(kind);
});

test.each([
  ["createSandbox", "Concurrent sandbox quota exceeded", undefined, "quota"],
  ["createSandbox", "You have reached the maximum number of sandboxes", undefined, "quota"],
  ["createSandbox", "Rate limit exceeded", undefined, "rate-limited"],
  ["createSandbox", "Concurrent sandbox quota exceeded", 3, "rate-limited"],
  ["listSandboxes", "Quota of requests exceeded", undefined, "rate-limited"],
] as const)("429 on %s saying %j with a wait of %s is %s", (endpoint, message, wait, kind) => {
  const failure = failureOf(endpoint, 429, { code: 429, message }, wait);
  expect(failure.kind).toBe(kind);
  expect(failure.retryAfterSeconds).toBe(wait);
});

test.each([
  undefined,
  null,
  "",
  "<html>",
  [],
  {},
  { code: "404", message: "x" },
  { code: 404.5, message: "x" },
  { code: 404 },
  { code: 404, message: "" },
  { message: "x" },
])("%j is no envelope, and the failure says so", (body) => {
  expect(parseEnvelope(body)).toBeUndefined();
  expect(failureOf("quota", 500, body, undefined).message).toBe(
    "The upstream answered 500 without an explanation.",
  );
});

test("an envelope keeps its words and its own code, and nothing else", () => {
  const body: unknown = JSON.parse(
    '{"code":404,"message":"gone","error_code":"x","__proto__":{"polluted":1},"stack":"s"}',
  );
  expect(parseEnvelope(body)).toEqual({ code: 404, message: "gone", error_code: "x" });
  expect(parseEnvelope({ code: 404, message: "gone", error_code: 7 })).toEqual({
    code: 404,
    message: "gone",
  });
  expect({}).not.toHaveProperty("polluted");
});

test("an envelope inherited from a prototype is none", () => {
  expect(parseEnvelope(JSON.parse('{"__proto__":{"code":500,"message":"x"}}'))).toBeUndefined();
});

const now = Date.UTC(2026, 10, 23, 7, 0, 0);

test.each([
  ["0", 0],
  ["7", 7],
  [" 7 ", 7],
  ["3600", 3600],
  ["86400", 3600],
  ["9".repeat(400), 3600],
  ["Mon, 23 Nov 2026 07:00:30 GMT", 30],
  ["Tue, 24 Nov 2026 07:00:00 GMT", 3600],
  ["Mon, 23 Nov 2026 07:00:00 GMT", 0],
  ["Mon, 23 Nov 2026 06:59:00 GMT", undefined],
  [null, undefined],
  ["", undefined],
  ["  ", undefined],
  ["-5", undefined],
  ["1.5", undefined],
  ["1e3", undefined],
  ["soon", undefined],
  ["soon 2099", undefined],
  ["7 seconds", undefined],
  ["2099-01-01T00:00:00Z", undefined],
  ["Mon, 99 Nov 2026 07:00:30 GMT", undefined],
])("Retry-After %j waits %s seconds", (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});
