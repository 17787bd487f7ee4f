import fc from "fast-check";
import { expect, test } from "vitest";
import { endpointNames, endpoints, matchEndpoint, requestPath, type EndpointName } from "./endpoints.ts";

/** The calls of contract 2.1 and 2.3 that are offered. */
test.each([
  ["GET", "/health", "health", {}],
  ["GET", "/v2/sandboxes", "listSandboxes", {}],
  ["GET", "/sandboxes", "listRunning", {}],
  ["POST", "/sandboxes", "createSandbox", {}],
  ["POST", "/v2/sandboxes", "createSandboxV2", {}],
  ["GET", "/sandboxes/metrics", "fleetMetrics", {}],
  ["GET", "/sandboxes/quota", "quota", {}],
  ["GET", "/sandboxes/events", "events", {}],
  ["GET", "/sandboxes/i1", "getSandbox", { id: "i1" }],
  ["DELETE", "/sandboxes/i1-6532622b", "killSandbox", { id: "i1-6532622b" }],
  ["POST", "/sandboxes/i1/connect", "connectSandbox", { id: "i1" }],
  ["POST", "/v2/sandboxes/i1/connect", "connectSandboxV2", { id: "i1" }],
  ["POST", "/sandboxes/i1/resume", "resumeSandbox", { id: "i1" }],
  ["POST", "/sandboxes/i1/pause", "pauseSandbox", { id: "i1" }],
  ["POST", "/sandboxes/i1/timeout", "setTimeout", { id: "i1" }],
  ["POST", "/sandboxes/i1/refreshes", "refreshSandbox", { id: "i1" }],
  ["GET", "/sandboxes/i1/metrics", "sandboxMetrics", { id: "i1" }],
  ["GET", "/sandboxes/i1/logs", "sandboxLogs", { id: "i1" }],
  ["GET", "/v2/sandboxes/i1/logs", "sandboxLogsV2", { id: "i1" }],
  ["GET", "/templates", "listTemplates", {}],
  ["GET", "/v2/templates", "listTemplatesV2", {}],
  ["GET", "/templates/aliases/base", "templateByAlias", { alias: "base" }],
  ["GET", "/templates/aliases/team%2Fbase%3Av1", "templateByAlias", { alias: "team/base:v1" }],
  ["GET", "/templates/tpl1", "getTemplate", { id: "tpl1" }],
  ["GET", "/sandboxes/i%31", "getSandbox", { id: "i1" }],
  ["GET", "/sandboxes/a.b_c-d", "getSandbox", { id: "a.b_c-d" }],
])("%s %s is %s", (method, path, name, parameters) => {
  expect(matchEndpoint(method, path)).toEqual({
    kind: "match",
    name,
    parameters: new Map(Object.entries(parameters)),
  });
});

test.each([
  ["not offered", "PUT", "/sandboxes/i1/network"],
  ["not offered", "POST", "/sandboxes/i1/snapshots"],
  ["not offered", "POST", "/sandboxes/i1/fork"],
  ["not offered", "POST", "/sandboxes/i1/clone"],
  ["not offered", "POST", "/sandboxes/i1/reset"],
  ["not offered", "POST", "/sandboxes/i1/hotplug-memory"],
  ["not offered", "DELETE", "/sandboxes/i1/volume-mounts"],
  ["not offered", "GET", "/snapshots"],
  ["not offered", "GET", "/v3/templates"],
  ["empty", "GET", ""],
  ["the root", "GET", "/"],
  ["a trailing slash", "GET", "/sandboxes/"],
  ["a doubled slash", "GET", "//sandboxes/quota"],
  ["an empty id", "POST", "/sandboxes//pause"],
  ["another case", "GET", "/Sandboxes"],
  ["a prefix", "GET", "/api/v2/sandboxes"],
  ["a query", "GET", "/sandboxes?x=1"],
  ["an encoded slash in an id", "DELETE", "/sandboxes/a%2Fb"],
  ["an encoded path in an id", "DELETE", "/sandboxes/a%2f..%2fb"],
  ["a parent", "GET", "/sandboxes/.."],
  ["an encoded parent", "GET", "/sandboxes/%2e%2e"],
  ["itself", "GET", "/sandboxes/%2E"],
  ["a space", "GET", "/sandboxes/a%20b"],
  ["a NUL", "GET", "/sandboxes/a%00"],
  ["a line break", "GET", "/sandboxes/a%0D%0AX-Injected:1"],
  ["a bad escape", "GET", "/sandboxes/%zz"],
  ["half an escape", "GET", "/sandboxes/a%2"],
  ["bytes that are no text", "GET", "/sandboxes/%FF"],
  ["too long an id", "GET", `/sandboxes/${"a".repeat(129)}`],
  ["an encoded name", "GET", "/sandboxe%73"],
  ["a prototype key", "GET", "/__proto__"],
])("%s is unknown: %s %s", (_, method, path) => {
  expect(matchEndpoint(method, path)).toEqual({ kind: "unknown" });
});

test.each([
  ["POST", "/sandboxes/quota", ["GET"]],
  ["DELETE", "/sandboxes/quota", ["GET"]],
  ["DELETE", "/sandboxes/events", ["GET"]],
  ["DELETE", "/sandboxes/metrics", ["GET"]],
  ["DELETE", "/sandboxes", ["GET", "POST"]],
  ["PUT", "/v2/sandboxes", ["GET", "POST"]],
  ["POST", "/sandboxes/i1", ["GET", "DELETE"]],
  ["GET", "/sandboxes/i1/pause", ["POST"]],
  ["HEAD", "/health", ["GET"]],
  ["get", "/health", ["GET"]],
  ["__proto__", "/health", ["GET"]],
])("%s %s is the wrong method, %j are right", (method, path, allow) => {
  expect(matchEndpoint(method, path)).toEqual({ kind: "wrong-method", allow });
});

const id = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/);
const alias = fc.string({ minLength: 1, unit: "grapheme" });
/** A fixed path of the same shape wins over an id of that name: `quota`, `events`, `metrics`. */
const isFixed = (path: string): boolean => endpointNames.some((name) => endpoints[name].path === path);

test("a request's path leads back to its endpoint and parameters", () => {
  fc.assert(
    fc.property(fc.constantFrom(...endpointNames), id, alias, (name: EndpointName, anId, anAlias) => {
      const path = requestPath(name, { id: anId, alias: anAlias });
      fc.pre(isFixed(endpoints[name].path) || !isFixed(path));
      const match = matchEndpoint(endpoints[name].method, path);
      expect(match).toMatchObject({ kind: "match", name });
      if (match.kind !== "match") return;
      for (const [key, value] of match.parameters) expect(value).toBe(key === "id" ? anId : anAlias);
    }),
    { numRuns: 1000 },
  );
});

test("any path and method gives an answer", () => {
  const segment = fc.oneof(
    fc.constantFrom("", "sandboxes", "v2", "%", "..", "{id}", "quota"),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(fc.string(), fc.array(segment), (method, segments) => {
      expect(["match", "wrong-method", "unknown"]).toContain(
        matchEndpoint(method, `/${segments.join("/")}`).kind,
      );
    }),
  );
});

test("every endpoint says what its success is", () => {
  for (const name of endpointNames) expect(endpoints[name].success.length).toBeGreaterThan(0);
});
