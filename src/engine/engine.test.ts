import { createServer } from "node:http";
import { once } from "node:events";
import { chmodSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "#sqlite/database.ts";
import { loadOrMakeEngineKey, startEngine, type EngineFailure } from "./index.ts";
import { ManualClock } from "./support/manual-clock.ts";
import { TEST_KEY, temporaryFolder, testEngine } from "./support/test-engine.ts";

const at = { host: "127.0.0.1", port: 0, key: TEST_KEY };

async function failureOf(start: ReturnType<typeof startEngine>): Promise<EngineFailure> {
  const started = await start;
  if (started.ok) {
    await started.value.close();
    throw new Error("it started");
  }
  return started.error;
}

test("at the deadline one is killed, another paused, by one timer, and events say why", async () => {
  const { create, call, clock, engine } = await testEngine();
  const [killed, kept, paused] = [
    await create({ timeout: 60 }),
    await create({ timeout: 600 }),
    await create({ timeout: 90, autoPause: true }),
  ];
  expect(clock.alarms).toBe(1);
  clock.advance(59.9);
  expect(engine.count()).toBe(3);
  clock.advance(31);
  expect(engine.count(), "without anyone asking").toBe(2);
  expect((await call("GET", `/sandboxes/${killed}`)).status).toBe(404);
  expect((await call("GET", `/sandboxes/${paused}`)).body).toMatchObject({
    state: "paused",
    endAt: "2026-11-23T12:01:30.000002Z",
  });
  expect((await call("GET", `/sandboxes/${kept}`)).body).toMatchObject({ state: "running" });
  expect((await call("GET", `/sandboxes/events?sandboxID=${killed}`)).body).toMatchObject({
    total: 2,
    hasMore: false,
    items: [
      {
        eventName: "delete",
        errorMsg: "deadline reached",
        recordAt: Date.parse("2026-11-23T12:01:00Z") / 1000,
        templateName: "base",
      },
      { eventName: "create", errorMsg: "", state: "success", statusCode: 201 },
    ],
  });
  expect((await call("GET", `/sandboxes/events?sandboxID=${paused}&events=pause`)).body).toMatchObject({
    items: [{ errorMsg: "deadline reached" }],
  });
});

test("a timer that is late lets nothing overdue be seen or touched", async () => {
  const { create, call, clock, list } = await testEngine();
  const id = await create({ timeout: 60, metadata: { k: "v" } });
  clock.slip(60);
  expect(await list("?metadata=k%3Dv")).toEqual([]);
  const late = await create({ timeout: 60 });
  clock.slip(60);
  expect((await call("POST", `/sandboxes/${late}/timeout`, { timeout: 60 })).status).toBe(404);
  expect((await call("DELETE", `/sandboxes/${id}`)).status).toBe(404);
});

test("a restart resumes deadlines and settles those that passed", async () => {
  const clock = new ManualClock();
  const first = await testEngine({ clock });
  const { dataDir } = first;
  const [gone, asleep, alive] = [
    await first.create({ timeout: 60 }),
    await first.create({ timeout: 60, autoPause: true }),
    await first.create({ timeout: 600, metadata: { k: "v" } }),
  ];
  await first.engine.close();
  clock.advance(120);
  const second = await testEngine({ clock, dataDir });
  expect(second.engine.count()).toBe(2);
  expect(await second.list("?state=paused")).toEqual([asleep]);
  expect(await second.list("?state=running&metadata=k%3Dv")).toEqual([alive]);
  expect((await second.call("GET", `/sandboxes/events?sandboxID=${gone}`)).body).toMatchObject({
    items: [{ eventName: "delete", recordAt: Date.parse("2026-11-23T12:01:00Z") / 1000 }, {}],
  });
  clock.advance(481);
  expect(second.engine.count()).toBe(1);
});

test("starts stay strictly increasing over a restart and a clock set back", async () => {
  const clock = new ManualClock();
  const first = await testEngine({ clock });
  const old = await first.create();
  await first.engine.close();
  clock.slip(-100);
  const second = await testEngine({ clock, dataDir: first.dataDir });
  const young = await second.create();
  expect(await second.list()).toEqual([young, old]);
});

test("every kind of event, oldest first, in pages, by name and by part of an id", async () => {
  const { create, call } = await testEngine();
  const id = await create();
  for (const path of ["pause", "connect", "connect", "refreshes"])
    await call("POST", `/sandboxes/${id}/${path}`, {});
  await call("DELETE", `/sandboxes/${id}`);
  await create({ templateID: "desktop" });
  const events = async (search: string): Promise<unknown> =>
    (await call("GET", `/sandboxes/events?${search}`)).body;
  expect(await events(`sandboxID=${id}-local&orderAsc=true`)).toMatchObject({
    total: 6,
    items: ["create", "pause", "resume", "connect", "timeout", "delete"].map((eventName) => ({
      eventName,
      sandboxID: id,
    })),
  });
  expect(await events(`sandboxID=${id.slice(4, 14)}&events=delete`)).toMatchObject({
    total: 1,
    items: [{ errorMsg: "killed by request", statusCode: 204 }],
  });
  expect(await events("events=create%2Cdelete&limit=2&offset=1")).toMatchObject({
    total: 3,
    hasMore: false,
    items: [{ eventName: "delete" }, { eventName: "create" }],
  });
  expect(await events("limit=2")).toMatchObject({ total: 7, hasMore: true });
  expect(await events("templateID=desktop")).toMatchObject({ total: 1 });
  expect(await events("state=failed")).toEqual({ items: [], total: 0, hasMore: false });
  const now = Date.parse("2026-11-23T12:00:00Z") / 1000;
  expect(await events(`startTime=${now}&endTime=${now}`)).toMatchObject({ total: 7 });
  expect(await events(`startTime=${now + 1}&endTime=${now + 1}`)).toMatchObject({ total: 0 });
  for (const bad of [
    "limit=0",
    "limit=101",
    "offset=-1",
    "events=bogus",
    "startTime=2&endTime=1",
    "startTime=x",
    `startTime=0&endTime=${61 * 86_400}`,
  ])
    expect(await events(bad), bad).toMatchObject({ code: 400 });
});

test("events are kept for sixty days", async () => {
  const clock = new ManualClock();
  const first = await testEngine({ clock });
  await first.create({ timeout: 1 });
  await first.engine.close();
  clock.slip(61 * 86_400);
  const second = await testEngine({ clock, dataDir: first.dataDir });
  expect(
    (
      await second.call(
        "GET",
        `/sandboxes/events?startTime=${Date.parse("2026-11-01") / 1000}&endTime=${Date.parse("2026-12-01") / 1000}`,
      )
    ).body,
  ).toMatchObject({ total: 0 });
});

test("demo data fills an empty engine only, is remembered as such, and goes with a reset", async () => {
  const first = await testEngine();
  const { clock, dataDir } = first;
  expect(first.engine.isDemo()).toBe(false);
  const one = await first.create();
  expect(first.engine.fillDemo(10)).toMatchObject({
    ok: false,
    error: { code: "not-empty", message: expect.stringContaining("sandboxes: 1") },
  });
  await first.call("DELETE", `/sandboxes/${one}`);
  expect(first.engine.fillDemo(500)).toEqual({ ok: true, value: 500 });
  const young = await first.create();
  expect(await first.list("?limit=1"), "a new one is newer than all of the demo").toEqual([young]);
  await first.engine.close();

  const second = await testEngine({ clock, dataDir });
  expect([second.engine.isDemo(), second.engine.count()]).toEqual([true, 501]);
  clock.advance(5 * 3600);
  expect(second.engine.count(), "it stays alive for hours").toBe(500);
  const quota = await second.call("GET", "/sandboxes/quota");
  const totals = await second.call("GET", "/v2/sandboxes?metadata=env%3Dprod");
  expect(Number(totals.headers.get("x-total-running"))).toBeGreaterThan(100);
  expect(quota.body).toMatchObject({
    usage: {
      concurrentInstances: Number((await second.call("GET", "/v2/sandboxes")).headers.get("x-total-running")),
    },
  });
  second.engine.empty();
  expect([second.engine.isDemo(), second.engine.count()]).toEqual([false, 0]);
  expect(await second.list()).toEqual([]);
  expect((await second.call("GET", "/sandboxes/events")).body).toMatchObject({ total: 0 });
  expect(await second.list("?metadata=env%3Dprod")).toEqual([]);
});

test("5,000 demo sandboxes are there within a second", async () => {
  const { engine } = await testEngine();
  const before = performance.now();
  expect(engine.fillDemo(5000).ok).toBe(true);
  expect(performance.now() - before).toBeLessThan(1000);
});

test("a second engine on the folder is refused with the name of the first, which goes on", async () => {
  const { dataDir, create, engine } = await testEngine();
  const failure = await failureOf(startEngine({ ...at, dataDir }));
  expect(failure).toMatchObject({
    code: "held",
    message: expect.stringContaining(`process ${process.pid}, running since 2026-11-23T12:00:00.000Z`),
  });
  expect(failure.message).toContain(dataDir);
  await create();
  await engine.close();
  const next = await testEngine({ dataDir });
  expect(next.engine.count()).toBe(1);
});

test("what a dead holder left behind is taken over", async () => {
  const dataDir = temporaryFolder();
  writeFileSync(
    join(dataDir, "engine.holder.json"),
    JSON.stringify({ pid: 1, since: "2026-01-01T00:00:00.000Z" }),
  );
  writeFileSync(join(dataDir, "engine.lock"), "");
  const { engine } = await testEngine({ dataDir });
  expect(readFileSync(join(dataDir, "engine.holder.json"), "utf8")).toContain(`"pid":${process.pid}`);
  await engine.close();
  expect(existsSync(join(dataDir, "engine.holder.json"))).toBe(false);
});

const engineDb = (dataDir: string): string => join(dataDir, "engine.db");
function foreignDatabase(path: string, sql: string): void {
  const database = openDatabase(path);
  database.exec(sql);
  database.close();
}

test.each<[code: EngineFailure["code"], what: string, make: (path: string) => void, words: string]>([
  ["corrupt", "text", (path) => writeFileSync(path, "not a database ".repeat(500)), "not a database"],
  ["corrupt", "a cut header", (path) => writeFileSync(path, "SQLite format 3\0"), "not a database"],
  [
    "newer",
    "a newer format",
    (path) =>
      foreignDatabase(
        path,
        "CREATE TABLE t (x); PRAGMA application_id = 1397638210; PRAGMA user_version = 99",
      ),
    "format 99",
  ],
  [
    "foreign",
    "another program's database",
    (path) => foreignDatabase(path, "CREATE TABLE t (x); PRAGMA application_id = 7"),
    "another program",
  ],
  [
    "foreign",
    "another program's unmarked database",
    (path) => foreignDatabase(path, "CREATE TABLE t (x)"),
    "another program",
  ],
])("%s: %s is refused in words and left byte for byte", async (code, _, make, words) => {
  const dataDir = temporaryFolder();
  make(engineDb(dataDir));
  const before = readFileSync(engineDb(dataDir));
  const failure = await failureOf(startEngine({ ...at, dataDir }));
  expect(failure).toMatchObject({
    code,
    message: expect.stringContaining(words),
    remedy: expect.stringContaining("Nothing was changed"),
  });
  expect(failure.message).toContain(engineDb(dataDir));
  expect(readFileSync(engineDb(dataDir)).equals(before)).toBe(true);
  expect(await failureOf(startEngine({ ...at, dataDir })), "and the folder is not held").toMatchObject({
    code,
  });
});

test("a database damaged in its middle is refused and left as it is", async () => {
  const { engine, dataDir } = await testEngine();
  engine.fillDemo(2000);
  await engine.close();
  const bytes = readFileSync(engineDb(dataDir));
  bytes.fill(0xa5, 4096 * 8, 4096 * 60);
  writeFileSync(engineDb(dataDir), bytes);
  expect(await failureOf(startEngine({ ...at, dataDir }))).toMatchObject({ code: "corrupt" });
  expect(readFileSync(engineDb(dataDir)).equals(bytes)).toBe(true);
});

test("a taken port is said, and nothing stays held", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  await once(blocker, "listening");
  onTestFinished(() => {
    blocker.close();
  });
  const address = blocker.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const dataDir = temporaryFolder();
  expect(await failureOf(startEngine({ ...at, dataDir, port }))).toMatchObject({
    code: "port-taken",
    message: expect.stringContaining(String(port)),
  });
  expect(await failureOf(startEngine({ ...at, dataDir, host: "192.0.2.1" }))).toMatchObject({
    code: "address-refused",
  });
  await testEngine({ dataDir });
});

test("a data folder that is a file is refused in words", async () => {
  const dataDir = join(temporaryFolder(), "file");
  writeFileSync(dataDir, "");
  expect(await failureOf(startEngine({ ...at, dataDir }))).toMatchObject({
    code: "unwritable",
    message: expect.stringContaining(dataDir),
  });
});

test("closed, the database is one file; nothing in the folder is for others to read", async () => {
  const { engine, dataDir, create } = await testEngine();
  await create();
  for (const name of readdirSync(dataDir)) expect(statSync(join(dataDir, name)).mode & 0o077, name).toBe(0);
  await engine.close();
  await engine.close();
  expect(statSync(join(dataDir, "engine.db-wal"), { throwIfNoEntry: false })?.size ?? 0).toBe(0);
});

test("the key is made once, for its owner only, whole", () => {
  const dataDir = join(temporaryFolder(), "deep", "folder");
  const key = loadOrMakeEngineKey(dataDir);
  expect(key).toMatchObject({ ok: true, value: expect.stringMatching(/^sandbar_[0-9a-f]{48}$/) });
  expect(loadOrMakeEngineKey(dataDir)).toEqual(key);
  const path = join(dataDir, "engine.key");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir), "no draft is left").toEqual(["engine.key"]);
  chmodSync(path, 0o644);
  loadOrMakeEngineKey(dataDir);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.each(["", "  \n", "short", "with space inside", "ünicode-key"])(
  "a key file holding %j is refused, not replaced",
  (text) => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, "engine.key"), text);
    expect(loadOrMakeEngineKey(dataDir)).toMatchObject({ ok: false, error: { code: "key-unusable" } });
    expect(readFileSync(join(dataDir, "engine.key"), "utf8")).toBe(text);
  },
);
