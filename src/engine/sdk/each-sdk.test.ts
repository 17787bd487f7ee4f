import * as e2b from "e2b";
import * as novita from "novita-sandbox";
import { expect, test } from "vitest";
import { testEngine } from "../support/test-engine.ts";

test("novita-sandbox: quota", async () => {
  const { sdk } = await testEngine({ limits: { concurrentSandboxes: 100 } });
  await novita.Sandbox.create("desktop", sdk);
  expect(await novita.Sandbox.getQuota(sdk)).toMatchObject({
    limit: { concurrentInstances: 100, maxLengthHours: 24, maxVcpu: 4, maxRamMb: 4096, diskMb: 20_480 },
    usage: { concurrentInstances: 1, concurrentVcpu: 4, concurrentRamMb: 4096 },
  });
});

test("novita-sandbox: events", async () => {
  const { sdk } = await testEngine();
  const sandbox = await novita.Sandbox.create(sdk);
  await sandbox.setTimeout(1000);
  await sandbox.kill();
  const page = await novita.Sandbox.getEvents({
    ...sdk,
    sandboxID: sandbox.sandboxId,
    events: "create,delete",
    orderAsc: true,
    limit: 1,
  });
  expect(page).toMatchObject({
    total: 2,
    hasMore: true,
    items: [{ eventName: "create", templateName: "base" }],
  });
});

test("novita-sandbox: instance methods, betaPause, betaCreate, getFullInfo", async () => {
  const { sdk } = await testEngine();
  const sandbox = await novita.Sandbox.betaCreate({
    ...sdk,
    autoPause: true,
    metadata: { a: "b" },
    envs: { A: "b" },
  });
  expect(await sandbox.getInfo()).toMatchObject({
    state: "running",
    metadata: { a: "b" },
    lifecycle: { onTimeout: "pause" },
  });
  expect(await novita.Sandbox.getFullInfo(sandbox.sandboxId, sdk)).toMatchObject({
    sandboxId: sandbox.sandboxId,
  });
  expect(await sandbox.getMetrics()).toEqual([]);
  expect(await novita.Sandbox.betaPause(sandbox.sandboxId, sdk)).toBe(true);
  await sandbox.connect();
  expect(await sandbox.getInfo()).toMatchObject({ state: "running" });
});

test("novita-sandbox: templates, listed and read", async () => {
  const { sdk } = await testEngine();
  const pages = novita.Template.list({ ...sdk, limit: 3 });
  const first = await pages.nextPage();
  expect(first.templates.map((template) => template.aliases)).toEqual([
    ["base"],
    ["code-interpreter-v1"],
    ["desktop"],
  ]);
  expect((await pages.nextPage()).templates).toHaveLength(1);
  expect(pages.hasNext).toBe(false);
  expect(await novita.Template.get("desktop", sdk)).toMatchObject({ cpuCount: 4, memoryMB: 4096 });
});

test("novita-sandbox on a legacy domain: composite ids, bodies where others send none", async () => {
  const { sdk, clock } = await testEngine();
  const legacy = { ...sdk, domain: "sandbox.novita.ai" };
  const sandbox = await novita.Sandbox.create({ ...legacy, metadata: { a: "b & c" } });
  expect(sandbox.sandboxId).toMatch(/^i[a-z0-9]{20}-local$/);
  expect(await novita.Sandbox.getInfo(sandbox.sandboxId, legacy)).toMatchObject({ metadata: { a: "b & c" } });
  const listed = await novita.Sandbox.list({
    ...legacy,
    query: { metadata: { a: "b & c" }, state: ["running", "paused"] },
  }).nextItems();
  expect(listed).toHaveLength(1);
  await novita.Sandbox.setTimeout(sandbox.sandboxId, 60_000, legacy);
  expect(await novita.Sandbox.pause(sandbox.sandboxId, legacy)).toBe(true);
  clock.advance(1);
  await novita.Sandbox.connect(sandbox.sandboxId, legacy);
  expect(await novita.Sandbox.kill(sandbox.sandboxId, legacy)).toBe(true);
});

test("novita-sandbox: the client object", async () => {
  const { sdk } = await testEngine();
  const client = new novita.Novita(sdk);
  const sandbox = await client.sandbox.create();
  expect(await client.sandbox.kill(sandbox.sandboxId)).toBe(true);
});

test("e2b: order, startedAfter and template", async () => {
  const { sdk, clock } = await testEngine();
  const old = await e2b.Sandbox.create("base", sdk);
  clock.advance(10);
  const desktop = await e2b.Sandbox.create("desktop", sdk);
  const young = await e2b.Sandbox.create("base", sdk);
  const ids = async (options: e2b.SandboxListOpts): Promise<string[]> => {
    const pages = e2b.Sandbox.list({ ...sdk, limit: 1, ...options });
    const found: string[] = [];
    while (pages.hasNext) found.push(...(await pages.nextItems()).map(({ sandboxId }) => sandboxId));
    return found;
  };
  expect(await ids({ order: "asc" })).toEqual([old, desktop, young].map(({ sandboxId }) => sandboxId));
  expect(await ids({ query: { startedAfter: new Date("2026-11-23T12:00:10Z") } })).toEqual([
    young.sandboxId,
    desktop.sandboxId,
  ]);
  expect(await ids({ query: { template: "desktop" } })).toEqual([desktop.sandboxId]);
});

test("e2b: instance methods, pause with and without memory, a choice of network", async () => {
  const { sdk } = await testEngine();
  const network = { denyOut: ["0.0.0.0/0"], allowOut: ["pypi.org"] };
  const lifecycle = { onTimeout: "pause", autoResume: true } as const;
  const sandbox = await e2b.Sandbox.create({ ...sdk, network, lifecycle, allowInternetAccess: false });
  expect(await sandbox.getInfo()).toMatchObject({ network, lifecycle, allowInternetAccess: false });
  expect(await sandbox.getMetrics()).toEqual([]);
  await sandbox.pause({ keepMemory: false });
  await sandbox.connect();
  expect(await e2b.Sandbox.betaPause(sandbox.sandboxId, sdk)).toBe(true);
  expect(await sandbox.kill()).toBe(true);
  expect(await sandbox.kill()).toBe(false);
});

test("what is not offered is an error that says so, never a silent success", async () => {
  const { sdk } = await testEngine();
  const { sandboxId } = await novita.Sandbox.create(sdk);
  const words = /501: Not implemented/;
  await expect(novita.Sandbox.createSnapshot(sandboxId, sdk)).rejects.toThrow(words);
  await expect(novita.Sandbox.clone(sandboxId, sdk)).rejects.toThrow(words);
  await expect(novita.Sandbox.reset(sandboxId, sdk)).rejects.toThrow(words);
  await expect(novita.Sandbox.setNetwork(sandboxId, sdk)).rejects.toThrow(words);
  await expect(novita.Sandbox.hotplugMemory(sandboxId, 512, sdk)).rejects.toThrow(words);
  await expect(novita.Sandbox.listSnapshots(sdk).nextItems()).rejects.toThrow(words);
  await expect(novita.Sandbox.deleteSnapshot("team/s:default", sdk)).rejects.toThrow(words);
  await expect(novita.Volume.list(sdk)).rejects.toThrow(/501/);
  await expect(novita.Secret.list(sdk)).rejects.toThrow(/501|not implemented/i);
  await expect(novita.Template.getTags("base", sdk)).rejects.toThrow(words);
  await expect(e2b.Sandbox.createSnapshot(sandboxId, sdk)).rejects.toThrow(words);
  await expect(e2b.Sandbox.updateNetwork(sandboxId, {}, sdk)).rejects.toThrow(words);
  await expect(novita.Sandbox.create({ ...sdk, volumeMounts: { "/v": "v" } })).rejects.toThrow(
    /501: Volumes/,
  );
});
