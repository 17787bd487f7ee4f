import { expect, test } from "vitest";
import { guardRefusal, servedHosts } from "./guard.ts";

const rules = { hosts: servedHosts("127.0.0.1", 4400), readOnly: false };
const own = { host: "127.0.0.1:4400" };
const proof = { ...own, "sec-fetch-site": "same-origin", "x-sandbar-console": "1" };

test.each([
  ["GET", "/", own],
  ["GET", "/", { host: "localhost:4400" }],
  ["GET", "/", { host: "[::1]:4400" }],
  ["GET", "/", { host: "LOCALHOST:4400" }],
  ["GET", "/", { ...own, "sec-fetch-site": "cross-site" }],
  ["GET", "/api/local/v2/sandboxes", { ...own, "sec-fetch-site": "same-origin" }],
  ["GET", "/api/local/v2/sandboxes", { ...own, "sec-fetch-site": "none" }],
  ["HEAD", "/console.json", own],
  ["DELETE", "/api/local/sandboxes/x", proof],
  ["POST", "/api/local/sandboxes", { ...own, origin: "http://127.0.0.1:4400", "x-sandbar-console": "1" }],
])("%s %s with %o may pass", (method, url, headers) => {
  expect(guardRefusal(rules, { method, url, headers })).toBeUndefined();
});

test.each([
  ["another name, as after DNS rebinding", 421, "GET", "/", { host: "evil.example:4400" }],
  ["our name as part of another", 421, "GET", "/", { host: "127.0.0.1.evil.example:4400" }],
  ["another port", 421, "GET", "/", { host: "127.0.0.1:4401" }],
  ["no port", 421, "GET", "/", { host: "127.0.0.1" }],
  ["no host", 421, "GET", "/", {}],
  ["a user name in the host", 421, "GET", "/", { host: "127.0.0.1:4400@evil.example" }],
  ["an absolute target", 400, "GET", "http://evil.example/", own],
  ["no path", 400, "OPTIONS", "*", own],
  [
    "data for another site",
    403,
    "GET",
    "/api/local/v2/sandboxes",
    { ...own, "sec-fetch-site": "cross-site" },
  ],
  ["data for another port", 403, "GET", "/console.json", { ...own, "sec-fetch-site": "same-site" }],
  ["no proof at all", 403, "DELETE", "/api/local/sandboxes/x", own],
  ["no proof but our header", 403, "DELETE", "/api/local/sandboxes/x", { ...own, "x-sandbar-console": "1" }],
  [
    "proof but not our header",
    403,
    "POST",
    "/api/local/sandboxes",
    { ...own, "sec-fetch-site": "same-origin" },
  ],
  ["another site", 403, "POST", "/x", { ...proof, "sec-fetch-site": "cross-site" }],
  ["another port of this machine", 403, "POST", "/x", { ...proof, "sec-fetch-site": "same-site" }],
  ["typed by hand", 403, "POST", "/x", { ...proof, "sec-fetch-site": "none" }],
  [
    "a foreign site with our origin claimed besides",
    403,
    "POST",
    "/x",
    { ...proof, "sec-fetch-site": "cross-site", origin: "http://127.0.0.1:4400" },
  ],
  [
    "a foreign origin",
    403,
    "POST",
    "/x",
    { ...own, origin: "http://evil.example", "x-sandbar-console": "1" },
  ],
  ["the null origin", 403, "POST", "/x", { ...own, origin: "null", "x-sandbar-console": "1" }],
  [
    "the origin of another of our names",
    403,
    "POST",
    "/x",
    { ...own, origin: "http://localhost:4400", "x-sandbar-console": "1" },
  ],
  ["a preflight", 403, "OPTIONS", "/api/local/sandboxes", { ...own, origin: "http://evil.example" }],
] as const)("%s is refused with %i", (_, status, method, url, headers) => {
  expect(guardRefusal(rules, { method, url, headers })).toMatchObject({
    status,
    errorCode: "sandbar_refused",
  });
});

test("read-only lets GET through and nothing else, proof or not", () => {
  const readOnly = { ...rules, readOnly: true };
  expect(
    guardRefusal(readOnly, { method: "GET", url: "/api/local/v2/sandboxes", headers: own }),
  ).toBeUndefined();
  for (const method of ["POST", "PUT", "DELETE", "PATCH"])
    expect(guardRefusal(readOnly, { method, url: "/api/local/sandboxes/x", headers: proof })).toMatchObject({
      status: 403,
      errorCode: "sandbar_read_only",
    });
});

test.each([
  ["127.0.0.1", 4400, ["127.0.0.1:4400", "localhost:4400", "[::1]:4400"]],
  [
    "127.0.0.2",
    80,
    [
      "127.0.0.1",
      "127.0.0.1:80",
      "localhost",
      "localhost:80",
      "[::1]",
      "[::1]:80",
      "127.0.0.2",
      "127.0.0.2:80",
    ],
  ],
  ["::1", 1, ["127.0.0.1:1", "localhost:1", "[::1]:1"]],
])("a console on %s port %i answers to %j", (host, port, names) => {
  expect([...servedHosts(host, port)]).toEqual(names);
});
