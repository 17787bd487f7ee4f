import { expect, test } from "vitest";
import { testEngine, textField } from "../support/test-engine.ts";

const NOWHERE = "i00000000000000000000";

test("pause, then connect: 204, 409 for the second pause, 201 with a new start", async () => {
  const { create, call, clock } = await testEngine();
  const id = await create({ timeout: 300, metadata: { k: "v" } });
  clock.advance(100);
  expect((await call("POST", `/sandboxes/${id}/pause`)).status).toBe(204);
  expect((await call("GET", `/sandboxes/${id}`)).body).toMatchObject({
    state: "paused",
    endAt: "2026-11-23T12:01:40.000000Z",
  });
  expect(await call("POST", `/sandboxes/${id}/pause`)).toMatchObject({ status: 409, body: { code: 409 } });
  clock.advance(10_000);
  const connected = await call("POST", `/sandboxes/${id}/connect`, { timeout: 60 });
  expect(connected).toMatchObject({ status: 201, body: { sandboxID: id } });
  expect((await call("GET", `/sandboxes/${id}`)).body).toMatchObject({
    state: "running",
    startedAt: "2026-11-23T14:48:20.000000Z",
    endAt: "2026-11-23T14:49:20.000000Z",
    metadata: { k: "v" },
  });
});

test("a resumed one moves to the head of the list and is still found by its pairs", async () => {
  const { create, call, list } = await testEngine();
  const [old, young] = [await create({ metadata: { k: "v" } }), await create({ metadata: { k: "v" } })];
  await call("POST", `/sandboxes/${old}/pause`);
  expect(await list("?metadata=k%3Dv&state=paused")).toEqual([old]);
  await call("POST", `/v2/sandboxes/${old}/connect`, {});
  expect(await list("?metadata=k%3Dv&state=running")).toEqual([old, young]);
  expect(await list("?state=paused")).toEqual([]);
});

test.each<[what: string, path: string, body: object | undefined, status: number, endAt: string]>([
  ["connect never shortens", "connect", { timeout: 10 }, 200, "12:05:00"],
  ["connect extends", "connect", { timeout: 600 }, 200, "12:10:00"],
  ["connect without a body has a default", "connect", undefined, 200, "12:05:00"],
  ["timeout shortens", "timeout", { timeout: 10 }, 204, "12:00:10"],
  ["timeout extends", "timeout", { timeout: 3600 }, 204, "13:00:00"],
  ["refresh never shortens", "refreshes", { duration: 20 }, 204, "12:05:00"],
  ["refresh extends", "refreshes", { duration: 400 }, 204, "12:06:40"],
  ["refresh without a body", "refreshes", undefined, 204, "12:05:00"],
])("%s", async (_, path, body, status, endAt) => {
  const { create, call } = await testEngine();
  const id = await create({ timeout: 300 });
  expect((await call("POST", `/sandboxes/${id}/${path}`, body)).status).toBe(status);
  expect((await call("GET", `/sandboxes/${id}`)).body).toMatchObject({
    endAt: `2026-11-23T${endAt}.000000Z`,
  });
});

test("refresh gives at least 15 seconds", async () => {
  const { create, call } = await testEngine();
  const id = await create({ timeout: 1 });
  await call("POST", `/sandboxes/${id}/refreshes`, { duration: 2 });
  expect((await call("GET", `/sandboxes/${id}`)).body).toMatchObject({
    endAt: "2026-11-23T12:00:15.000000Z",
  });
});

test("timeout 0 ends it now", async () => {
  const { create, call } = await testEngine();
  const id = await create();
  expect((await call("POST", `/sandboxes/${id}/timeout`, { timeout: 0 })).status).toBe(204);
  expect((await call("GET", `/sandboxes/${id}`)).status).toBe(404);
});

test.each(["timeout", "refreshes"])("%s of a paused one finds nothing to move", async (path) => {
  const { create, call } = await testEngine();
  const id = await create();
  await call("POST", `/sandboxes/${id}/pause`);
  expect(await call("POST", `/sandboxes/${id}/${path}`, { timeout: 60 })).toMatchObject({
    status: 404,
    body: { code: 404 },
  });
});

test("the old resume", async () => {
  const { create, call } = await testEngine();
  const id = await create();
  expect(await call("POST", `/sandboxes/${id}/resume`, {})).toMatchObject({
    status: 409,
    body: { code: 409 },
  });
  await call("POST", `/sandboxes/${id}/pause`);
  expect(await call("POST", `/sandboxes/${id}/resume`, { timeout: 7, autoPause: false })).toMatchObject({
    status: 201,
    body: { sandboxID: id },
  });
  expect((await call("GET", `/sandboxes/${id}`)).body).toMatchObject({
    endAt: "2026-11-23T12:00:07.000001Z",
  });
});

test("a paused one can be killed; what is gone stays gone", async () => {
  const { create, call, engine } = await testEngine();
  const id = await create();
  await call("POST", `/sandboxes/${id}/pause`);
  expect((await call("DELETE", `/sandboxes/${id}`)).status).toBe(204);
  expect((await call("DELETE", `/sandboxes/${id}`)).status).toBe(404);
  expect(engine.count()).toBe(0);
});

test.each([
  ["GET", ""],
  ["DELETE", ""],
  ["POST", "/pause"],
  ["POST", "/connect"],
  ["POST", "/resume"],
  ["POST", "/refreshes"],
  ["GET", "/metrics"],
  ["GET", "/logs"],
])("%s …%s of one that never was: a 404 envelope naming it", async (method, path) => {
  const { call } = await testEngine();
  expect(await call(method, `/sandboxes/${NOWHERE}${path}`)).toMatchObject({
    status: 404,
    body: { code: 404, message: expect.stringContaining(NOWHERE) },
  });
});

test("<id>-<anything> is <id>, everywhere", async () => {
  const { create, call } = await testEngine();
  const id = await create();
  const composite = `${id}-6532622b-x`;
  expect((await call("GET", `/sandboxes/${composite}`)).body).toMatchObject({ sandboxID: id });
  expect((await call("POST", `/sandboxes/${composite}/timeout`, { timeout: 9 })).status).toBe(204);
  expect((await call("POST", `/sandboxes/${composite}/pause`, { sync: false })).status).toBe(204);
  expect((await call("POST", `/v2/sandboxes/${composite}/connect`, {})).body).toMatchObject({
    sandboxID: id,
  });
  expect((await call("GET", `/sandboxes/${composite}/metrics`)).body).toEqual([]);
  expect((await call("DELETE", `/sandboxes/${composite}`)).status).toBe(204);
});

test.each([
  ["timeout", {}, "timeout"],
  ["timeout", { timeout: -1 }, "timeout"],
  ["timeout", { timeout: 1.5 }, "timeout"],
  ["timeout", { timeout: "9" }, "timeout"],
  ["timeout", { timeout: 24 * 3600 + 1 }, "24 hours"],
  ["connect", { x: 1, timeout: "9" }, "timeout"],
  ["connect", { timeout: 24 * 3600 + 1 }, "24 hours"],
  ["connect", [], "object"],
  ["resume", { timeout: true }, "timeout"],
  ["refreshes", { duration: 3601 }, "3600"],
  ["refreshes", { duration: -1 }, "duration"],
])("400 for %s with %j, and nothing changes", async (path, body, words) => {
  const { create, call } = await testEngine();
  const id = await create();
  const before = (await call("GET", `/sandboxes/${id}`)).body;
  expect(await call("POST", `/sandboxes/${id}/${path}`, body)).toMatchObject({
    status: 400,
    body: { code: 400, message: expect.stringContaining(words) },
  });
  expect((await call("GET", `/sandboxes/${id}`)).body).toEqual(before);
});

test("commands on one sandbox take turns: one pause succeeds, the others conflict", async () => {
  const { create, call } = await testEngine();
  const id = await create();
  const answers = await Promise.all(Array.from({ length: 10 }, () => call("POST", `/sandboxes/${id}/pause`)));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    204,
    ...Array.from({ length: 9 }, () => 409),
  ]);
});

test("a deadline that passes while the runtime pauses decides", async () => {
  let finish = (): void => undefined;
  const paused = new Promise<void>((resolve) => (finish = resolve));
  const nothing = (): Promise<void> => Promise.resolve();
  const runtime = { name: "slow", start: nothing, pause: () => paused, resume: nothing, stop: nothing };
  const { create, call, clock } = await testEngine({ runtime });
  const id = await create({ timeout: 10 });
  const pausing = call("POST", `/sandboxes/${id}/pause`);
  expect((await call("GET", `/sandboxes/${id}`)).body).toMatchObject({ state: "running" });
  clock.slip(11);
  finish();
  expect((await pausing).status).toBe(404);
});

test("quota tells what runs, in vCPU and MiB", async () => {
  const { create, call } = await testEngine({ limits: { concurrentSandboxes: 50, maxTimeoutHours: 3 } });
  await create();
  await create({ templateID: "desktop" });
  const gone = await create();
  await call("DELETE", `/sandboxes/${gone}`);
  const paused = await create();
  await call("POST", `/sandboxes/${paused}/pause`);
  const { body } = await call("GET", "/sandboxes/quota");
  expect(body).toEqual({
    limit: {
      concurrentInstances: 50,
      concurrentVcpu: 200,
      concurrentRamMb: 204_800,
      maxLengthHours: 3,
      diskMb: 20_480,
      maxVcpu: 4,
      maxRamMb: 4096,
    },
    usage: { concurrentInstances: 2, concurrentVcpu: 6, concurrentRamMb: 5120 },
  });
});

test("nothing is measured, so metrics and logs are empty", async () => {
  const { create, call } = await testEngine();
  const id = await create();
  expect((await call("GET", `/sandboxes/${id}/metrics?start=1&end=2`)).body).toEqual([]);
  expect((await call("GET", `/sandboxes/metrics?sandbox_ids=${id},x`)).body).toEqual({ sandboxes: {} });
  expect((await call("GET", `/sandboxes/${id}/logs`)).body).toEqual({ logs: [], logEntries: [] });
  expect((await call("GET", `/v2/sandboxes/${id}/logs`)).body).toEqual({ logs: [] });
  for (const bad of ["start=2&end=1", "start=x", "end=-1"])
    expect((await call("GET", `/sandboxes/${id}/metrics?${bad}`)).status, bad).toBe(400);
  for (const bad of [
    "",
    "sandbox_ids=",
    `sandbox_ids=${Array.from({ length: 101 }, (_, index) => `i${index}`).join(",")}`,
  ])
    expect((await call("GET", `/sandboxes/metrics?${bad}`)).status, bad).toBe(400);
});

test("templates, in all their shapes", async () => {
  const { create, call } = await testEngine();
  await create();
  const all = await call("GET", "/templates");
  expect(all.body).toHaveLength(4);
  expect(all.body).toMatchObject([
    {
      aliases: ["base"],
      cpuCount: 2,
      memoryMB: 1024,
      spawnCount: 1,
      lastSpawnedAt: "2026-11-23T12:00:00.000000Z",
    },
    { spawnCount: 0, lastSpawnedAt: null },
    {},
    {},
  ]);
  expect((await call("GET", "/v2/templates")).body).toEqual(all.body);
  expect((await call("GET", "/v2/templates?page=2&limit=3")).body).toMatchObject({
    total: 4,
    page: 2,
    limit: 3,
    totalPages: 2,
    templates: [{ aliases: ["mcp-gateway"] }],
  });
  expect((await call("GET", "/v2/templates?template_type=snapshot_template&page=1")).body).toMatchObject({
    templates: [],
    total: 0,
  });
  expect((await call("GET", "/v2/templates?page=0")).status).toBe(400);
  expect((await call("GET", "/templates/desktop")).body).toMatchObject({
    templateID: "tpldesktop000000000a",
    builds: [],
  });
  expect((await call("GET", "/templates/nope")).body).toMatchObject({ code: 404 });
  expect((await call("GET", "/templates/aliases/base")).body).toEqual({
    templateID: "tplbase000000000000a",
    public: true,
  });
  expect((await call("GET", "/templates/aliases/a%2Fb")).body).toMatchObject({ code: 404 });
  expect(textField((await call("GET", "/health")).body, "status")).toBe("ok");
});
