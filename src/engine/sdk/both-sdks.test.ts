import { describe, expect, test } from "vitest";
import { officialSdks, type OfficialSdk } from "../support/official-sdks.ts";
import { testEngine } from "../support/test-engine.ts";

async function all(sdk: OfficialSdk, options: Parameters<OfficialSdk["list"]>[0] = {}): Promise<string[]> {
  const pages = sdk.list(options);
  const ids: string[] = [];
  while (pages.hasNext) ids.push(...(await pages.nextItems()).map(({ sandboxId }) => sandboxId));
  return ids;
}

const NOWHERE = "i00000000000000000000";
const own = (...pairs: [string, string][]): Record<string, string> => Object.fromEntries(pairs);

const tricky: readonly (readonly [key: string, value: string])[] = [
  ["plain", "abc"],
  ["k&=%+ ü😀", "v&=%+ ü😀"],
  ["%25", "%3D"],
  ["a+b", "1 + 1"],
  ["", "an empty key"],
  ["an empty value", ""],
  ["__proto__", "polluted"],
  ["constructor", "toString"],
  ["a/b?c#d", "!'()*~"],
  ["new\nline\ttab", "nul\0end"],
  ["quotes", `"'\\`],
  ["rtl", "\u202eabc\u200f"],
  ["combining", "e\u0301"],
  ["long", "x".repeat(3000)],
];

describe.each(officialSdks)("%s", (_, sdkFor) => {
  test("a life: create, read, extend, pause, resume by connect, kill", async () => {
    const engine = await testEngine();
    const sdk = sdkFor(engine);
    const { sandboxId } = await sdk.create({ metadata: { user: "ada" }, timeoutMs: 60_000 });
    expect(await sdk.info(sandboxId)).toMatchObject({
      sandboxId,
      state: "running",
      metadata: { user: "ada" },
      startedAt: new Date("2026-11-23T12:00:00Z"),
      endAt: new Date("2026-11-23T12:01:00Z"),
    });
    await sdk.setTimeout(sandboxId, 600_000);
    expect(await sdk.info(sandboxId)).toMatchObject({ endAt: new Date("2026-11-23T12:10:00Z") });
    await sdk.connect(sandboxId, 1000);
    expect(await sdk.info(sandboxId), "connecting never shortens").toMatchObject({
      endAt: new Date("2026-11-23T12:10:00Z"),
    });
    expect(await sdk.pause(sandboxId)).toBe(true);
    expect(await sdk.pause(sandboxId), "409").toBe(false);
    expect(await sdk.info(sandboxId)).toMatchObject({ state: "paused" });
    engine.clock.advance(3600);
    expect((await sdk.connect(sandboxId, 30_000)).sandboxId).toBe(sandboxId);
    expect(await sdk.info(sandboxId)).toMatchObject({ state: "running", metadata: { user: "ada" } });
    expect(await sdk.metrics(sandboxId)).toEqual([]);
    expect(await sdk.kill(sandboxId)).toBe(true);
    expect(await sdk.kill(sandboxId), "404").toBe(false);
    expect(engine.engine.count()).toBe(0);
  });

  test.each(tricky)("metadata %j: %j is kept and found again, alone and with others", async (key, value) => {
    const engine = await testEngine();
    const sdk = sdkFor(engine);
    const { sandboxId } = await sdk.create({ metadata: own([key, value], ["run", "1"]) });
    await sdk.create({ metadata: own([key, `${value}.`], ["run", "1"]) });
    await sdk.create({ metadata: { run: "1" } });
    const { metadata } = await sdk.info(sandboxId);
    expect(Object.entries(metadata)).toEqual(expect.arrayContaining([[key, value]]));
    expect(await all(sdk, { metadata: own([key, value]) })).toEqual([sandboxId]);
    expect(await all(sdk, { metadata: own(["run", "1"], [key, value]) })).toEqual([sandboxId]);
  });

  test("all tricky pairs at once", async () => {
    const sdk = sdkFor(await testEngine());
    const metadata = own(...tricky.map(([key, value]): [string, string] => [key, value]));
    const { sandboxId } = await sdk.create({ metadata });
    expect(await all(sdk, { metadata })).toEqual([sandboxId]);
  });

  test("250 over pages, in order, none twice; by state; a page again from its token", async () => {
    const engine = await testEngine();
    const sdk = sdkFor(engine);
    const ids: string[] = [];
    for (let index = 0; index < 250; index += 1)
      ids.push((await sdk.create({ metadata: { third: String(index % 3) } })).sandboxId);
    const newestFirst = ids.toReversed();
    const pages = sdk.list();
    expect((await pages.nextItems()).map(({ sandboxId }) => sandboxId)).toEqual(newestFirst.slice(0, 100));
    const { nextToken } = pages;
    expect(nextToken).toBeTruthy();
    expect(await pages.nextItems()).toHaveLength(100);
    expect(await pages.nextItems()).toHaveLength(50);
    expect(pages.hasNext).toBe(false);
    const again = await sdk.list({ ...(nextToken === undefined ? {} : { nextToken }) }).nextItems();
    expect(again.map(({ sandboxId }) => sandboxId)).toEqual(newestFirst.slice(100, 200));
    expect(await all(sdk, { limit: 7, metadata: { third: "1" } })).toEqual(
      newestFirst.filter((id) => ids.indexOf(id) % 3 === 1),
    );
    for (const id of ids.slice(0, 3)) await sdk.pause(id);
    expect(await all(sdk, { state: ["paused"] })).toEqual(ids.slice(0, 3).toReversed());
    expect(await all(sdk, { state: ["running"] })).toHaveLength(247);
    expect(await all(sdk, { state: ["running", "paused"] })).toHaveLength(250);
  });

  test("at the deadline: killed or paused, as was chosen", async () => {
    const engine = await testEngine();
    const sdk = sdkFor(engine);
    const killed = await sdk.create({ timeoutMs: 1000 });
    const paused = await sdk.create({ timeoutMs: 1000, onTimeout: "pause" });
    engine.clock.advance(2);
    await expect(sdk.info(killed.sandboxId)).rejects.toThrow(sdk.errors.sandboxNotFound);
    expect(await sdk.info(paused.sandboxId)).toMatchObject({ state: "paused" });
    expect(await all(sdk)).toEqual([paused.sandboxId]);
  });

  test("errors are the SDK's own classes", async () => {
    const engine = await testEngine({ limits: { concurrentSandboxes: 1 } });
    const sdk = sdkFor(engine);
    const { errors } = sdk;
    const stranger = sdkFor(engine, "wrong-key-000");
    await expect(stranger.list().nextItems()).rejects.toThrow(errors.authentication);
    await expect(stranger.create()).rejects.toThrow(errors.authentication);
    await expect(stranger.kill(NOWHERE)).rejects.toThrow(errors.authentication);
    for (const call of [
      sdk.info(NOWHERE),
      sdk.pause(NOWHERE),
      sdk.setTimeout(NOWHERE, 1000),
      sdk.connect(NOWHERE, 1000),
    ])
      await expect(call).rejects.toThrow(errors.sandboxNotFound);
    expect(await sdk.kill(NOWHERE)).toBe(false);
    await expect(sdk.metrics(NOWHERE)).rejects.toThrow(errors.any);
    await expect(sdk.create({ template: "nope" })).rejects.toThrow("404: Template 'nope' not found");
    await expect(sdk.create({ timeoutMs: 25 * 3_600_000 })).rejects.toThrow(
      "400: Timeout cannot be greater than 24 hours",
    );
    await expect(sdk.list({ limit: 101 }).nextItems()).rejects.toThrow("400: limit");
    await expect(sdk.list({ nextToken: "garbage" }).nextItems()).rejects.toThrow("400: Invalid next token");
    await sdk.create();
    await expect(sdk.create()).rejects.toThrow(errors.rateLimit);
  });

  test("templates exist or do not", async () => {
    const sdk = sdkFor(await testEngine());
    expect([await sdk.templateExists("code-interpreter-v1"), await sdk.templateExists("nope")]).toEqual([
      true,
      false,
    ]);
  });

  test("twenty kill one at once: one or more succeed, none fails", async () => {
    const engine = await testEngine();
    const sdk = sdkFor(engine);
    const { sandboxId } = await sdk.create();
    const killed = await Promise.all(Array.from({ length: 20 }, () => sdk.kill(sandboxId)));
    expect(killed.filter(Boolean).length).toBeGreaterThanOrEqual(1);
    expect(
      (await engine.call("GET", "/sandboxes/events?events=delete")).body,
      "and it dies once",
    ).toMatchObject({ total: 1 });
  });

  test("killing and creating while a list goes on: no repeats, no gaps, no errors", async () => {
    const sdk = sdkFor(await testEngine());
    const ids: string[] = [];
    for (let index = 0; index < 60; index += 1) ids.push((await sdk.create()).sandboxId);
    const listing = all(sdk, { limit: 5 });
    const victims = ids.filter((_id, index) => index % 2 === 0);
    await Promise.all([
      ...victims.map((id) => sdk.kill(id)),
      ...Array.from({ length: 10 }, () => sdk.create()),
    ]);
    const listed = await listing;
    expect(new Set(listed).size).toBe(listed.length);
    const spared = ids.filter((id) => !victims.includes(id));
    expect(listed).toEqual(expect.arrayContaining(spared));
    expect((await all(sdk)).filter((id) => victims.includes(id))).toEqual([]);
  });

  test("pause, connect and kill of one at once leave it whole or gone", async () => {
    const engine = await testEngine();
    const sdk = sdkFor(engine);
    for (let round = 0; round < 10; round += 1) {
      const { sandboxId } = await sdk.create({ metadata: { round: String(round) } });
      await Promise.allSettled([
        sdk.pause(sandboxId),
        sdk.connect(sandboxId, 1000),
        sdk.kill(sandboxId),
        sdk.connect(sandboxId, 1000),
      ]);
      expect(await all(sdk, { metadata: { round: String(round) } })).toEqual([]);
    }
    expect(engine.lines).toEqual([]);
  });
});
