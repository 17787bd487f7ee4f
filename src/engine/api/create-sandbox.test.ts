import { expect, test } from "vitest";
import { testEngine, textField } from "../support/test-engine.ts";

test("the reply is the short form, the detail tells the choices", async () => {
  const { call } = await testEngine();
  const created = await call("POST", "/sandboxes", {
    templateID: "desktop",
    timeout: 60,
    secure: true,
    autoPause: true,
    autoResume: { enabled: true },
    allow_internet_access: false,
    metadata: { user: "ada" },
    envVars: { TOKEN: "very-secret" },
    network: { denyOut: ["10.0.0.0/8", "::1"], allowPublicTraffic: false },
    mcp: {},
    nodeID: "n",
    colour: "blue",
  });
  expect(created.status).toBe(201);
  expect(created.body).toEqual({
    sandboxID: expect.stringMatching(/^i[a-z0-9]{20}$/),
    templateID: "tpldesktop000000000a",
    alias: "desktop",
    clientID: "local",
    envdVersion: "0.5.14",
    envdAccessToken: expect.stringMatching(/^[\w-]{32}$/),
    trafficAccessToken: expect.stringMatching(/^[\w-]{32}$/),
    domain: null,
  });
  const { body } = await call("GET", `/sandboxes/${textField(created.body, "sandboxID")}`);
  expect(body).toMatchObject({
    state: "running",
    startedAt: "2026-11-23T12:00:00.000000Z",
    endAt: "2026-11-23T12:01:00.000000Z",
    cpuCount: 4,
    memoryMB: 4096,
    metadata: { user: "ada" },
    allowInternetAccess: false,
    network: { denyOut: ["10.0.0.0/8", "::1"], allowPublicTraffic: false },
    lifecycle: { onTimeout: "pause", autoResume: true },
    envdAccessToken: textField(created.body, "envdAccessToken"),
  });
  expect(JSON.stringify(body)).not.toContain("very-secret");
});

test("a minimal body gets the defaults, and /v2 is always secure", async () => {
  const { call } = await testEngine();
  const plain = await call("POST", "/sandboxes", { templateID: "base" });
  const { body } = await call("GET", `/sandboxes/${textField(plain.body, "sandboxID")}`);
  expect(body).toMatchObject({
    endAt: "2026-11-23T12:05:00.000000Z",
    allowInternetAccess: true,
    lifecycle: { onTimeout: "kill", autoResume: false },
  });
  expect(body).not.toHaveProperty("metadata");
  expect(body).not.toHaveProperty("envdAccessToken");
  const v2 = await call("POST", "/v2/sandboxes", { templateID: "base" });
  expect(v2.body).toHaveProperty("envdAccessToken");
});

test.each(["base", "base:default", "base:latest", "tplbase000000000000a"])(
  "template %s",
  async (templateID) => {
    const { call } = await testEngine();
    expect(await call("POST", "/sandboxes", { templateID })).toMatchObject({
      status: 201,
      body: { alias: "base" },
    });
  },
);

const half = '{"templateID":"base","metadata":{"k":"\\ud800"}}';

test.each<[what: string, body: unknown, status: number, words: string]>([
  ["no body", undefined, 400, "templateID"],
  ["an array", [], 400, "JSON object"],
  ["null", "null", 400, "JSON object"],
  ["a string", '"base"', 400, "JSON object"],
  ["cut JSON", '{"templateID":', 400, "valid JSON"],
  ["no template", {}, 400, "templateID"],
  ["an empty template", { templateID: "" }, 400, "templateID"],
  ["a template that is a number", { templateID: 7 }, 400, "templateID"],
  ["a malformed template", { templateID: "../etc" }, 400, "templateID"],
  ["an unknown template", { templateID: "nope" }, 404, "Template 'nope' not found"],
  ["an unknown tag", { templateID: "base:nope" }, 404, "not found"],
  ["timeout 0", { templateID: "base", timeout: 0 }, 400, "greater than 0"],
  ["a negative timeout", { templateID: "base", timeout: -1 }, 400, "timeout"],
  ["half a second", { templateID: "base", timeout: 0.5 }, 400, "whole seconds"],
  ["a timeout in words", { templateID: "base", timeout: "60" }, 400, "timeout"],
  ["a timeout above the maximum", { templateID: "base", timeout: 86_401 }, 400, "greater than 24 hours"],
  ["an endless timeout", '{"templateID":"base","timeout":1e400}', 400, "timeout"],
  [
    "metadata with a number",
    { templateID: "base", metadata: { run: 7 } },
    400,
    'metadata ["run"] must be a string',
  ],
  ["metadata with null", { templateID: "base", metadata: { run: null } }, 400, "metadata"],
  ["metadata as a list", { templateID: "base", metadata: ["a"] }, 400, "metadata"],
  ["half of a surrogate pair", half, 400, "surrogate"],
  ["half of one in a key", half.replace('"k"', '"\\udfff"'), 400, "surrogate"],
  ["an environment with a number", { templateID: "base", envVars: { A: 1 } }, 400, "envVars"],
  ["secure in words", { templateID: "base", secure: "yes" }, 400, "secure"],
  ["a domain in denyOut", { templateID: "base", network: { denyOut: ["evil.example"] } }, 400, "denyOut"],
  ["a bad range in denyOut", { templateID: "base", network: { denyOut: ["10.0.0.0/33"] } }, 400, "denyOut"],
  [
    "a domain in allowOut alone",
    { templateID: "base", network: { allowOut: ["a.example"] } },
    400,
    "allowOut",
  ],
  [
    "private traffic without secure",
    { templateID: "base", network: { allowPublicTraffic: false } },
    400,
    "secure",
  ],
  ["volumes", { templateID: "base", volumeMounts: [{ name: "v", path: "/v" }] }, 501, "Volumes"],
  ["secrets", { templateID: "base", secrets: { A: "b" } }, 501, "Secrets"],
])("refuses %s, and makes nothing", async (_, body, status, words) => {
  const { call, engine } = await testEngine();
  const answer = await call("POST", "/sandboxes", body);
  expect(answer).toMatchObject({ status, body: { code: status, message: expect.stringContaining(words) } });
  expect(engine.count()).toBe(0);
});

test("a domain may be let out when all else is denied", async () => {
  const { create } = await testEngine();
  await create({ network: { allowOut: ["pypi.org"], denyOut: ["0.0.0.0/0"] } });
});

test("beyond the quota create says so in quota words, without a time to wait, until one is gone", async () => {
  const { call, create } = await testEngine({ limits: { concurrentSandboxes: 2 } });
  const first = await create();
  await create();
  const refused = await call("POST", "/sandboxes", { templateID: "base" });
  expect(refused).toMatchObject({
    status: 429,
    body: { code: 429, message: expect.stringMatching(/maximum number of concurrent/) },
  });
  expect(refused.headers.get("retry-after")).toBeNull();
  await call("POST", `/sandboxes/${first}/pause`);
  await create();
  expect((await call("POST", `/sandboxes/${first}/connect`, {})).status, "resuming counts too").toBe(429);
});

test("sandboxes being started count against the quota", async () => {
  let letStart = (): void => undefined;
  const held = new Promise<void>((resolve) => (letStart = resolve));
  const nothing = (): Promise<void> => Promise.resolve();
  const runtime = { name: "slow", start: () => held, pause: nothing, resume: nothing, stop: nothing };
  const { call, engine } = await testEngine({ limits: { concurrentSandboxes: 1 }, runtime });
  const both = Promise.all([
    call("POST", "/sandboxes", { templateID: "base" }),
    call("POST", "/sandboxes", { templateID: "base" }),
  ]);
  const refused = await Promise.race([both, call("POST", "/sandboxes", { templateID: "base" })]);
  expect(refused).toMatchObject({ status: 429 });
  letStart();
  expect((await both).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 429]);
  expect(engine.count()).toBe(1);
});

test("a runtime that cannot start one leaves nothing behind: 500, a line in the log, no quota used", async () => {
  const nothing = (): Promise<void> => Promise.resolve();
  const start = (): Promise<void> => Promise.reject(new Error("no such thing as sk-secret"));
  const runtime = { name: "broken", start, pause: nothing, resume: nothing, stop: nothing };
  const { call, engine, lines } = await testEngine({ runtime, limits: { concurrentSandboxes: 1 } });
  for (let round = 0; round < 2; round += 1)
    expect(await call("POST", "/sandboxes?x=sk-secret", { templateID: "base" })).toMatchObject({
      status: 500,
      body: { code: 500 },
    });
  expect(engine.count()).toBe(0);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain("POST /sandboxes failed: Error");
  expect(lines.join()).not.toContain("sk-secret");
});

test("metadata near the size limit, with 500 keys, comes back whole", async () => {
  const { create, call, list } = await testEngine();
  const metadata = {
    ...Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key${index}`, "\0\t\u202e😀"])),
    long: "x".repeat(900_000),
  };
  const id = await create({ metadata });
  expect((await call("GET", `/sandboxes/${id}`)).body).toMatchObject({ metadata });
  expect(
    await list("?metadata=key7%3D%252500%252509%2525E2%252580%2525AE%2525F0%25259F%252598%252580"),
  ).toEqual([id]);
  await call("POST", `/sandboxes/${id}/pause`);
  expect((await call("GET", `/sandboxes/${id}`)).body).toMatchObject({ metadata });
});
