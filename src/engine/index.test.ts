import { createServer } from "node:http";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "#sqlite/database.ts";
import { startEngine, type EngineFailure } from "./index.ts";
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
    "corrupt",
    "our marks without our tables",
    (path) => foreignDatabase(path, "PRAGMA application_id = 1397638210; PRAGMA user_version = 1"),
    "lost its tables",
  ],
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
