import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "vite";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { SeededRandom } from "./seeded-random.ts";
import { TEST_KEY, temporaryFolder, testEngine, textField, type TestEngine } from "./support/test-engine.ts";

const ROUNDS = 5;
const CLIENTS = 6;
const headers = { "x-api-key": TEST_KEY };

let built = "";
let script = "";

/** Builds the engine to plain JavaScript, as a bare Node runs it. */
beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), "sandbar-built-"));
  symlinkSync(resolve("node_modules"), join(built, "node_modules"));
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: resolve("src/engine/support/engine-process.ts"),
      outDir: join(built, "out"),
      rolldownOptions: { output: { entryFileNames: "engine.mjs" } },
    },
  });
  script = join(built, "out", "engine.mjs");
});

afterAll(() => rmSync(built, { recursive: true }));

/** An engine in a process of its own, and the line it said. */
async function started(dataDir: string): Promise<{ readonly child: ChildProcess; readonly line: unknown }> {
  const child = spawn(process.execPath, [script, dataDir, TEST_KEY], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {},
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const [line] = await once(createInterface(child.stdout), "line");
  return { child, line: JSON.parse(String(line)) };
}

/** What clients were told before the engine died. */
interface Acknowledged {
  readonly created: Set<string>;
  readonly paused: Set<string>;
  readonly killed: Set<string>;
  /** Asked to be killed; whether it was, only those in `killed` know. */
  readonly doomed: Set<string>;
}

/** Creates, pauses and kills until the engine is gone. */
async function client(
  url: string,
  told: Acknowledged,
  random: SeededRandom,
  onCreated: () => void,
): Promise<void> {
  const send = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  try {
    for (;;) {
      const metadata = { one: "pair", two: "pairs", own: random.text(12) };
      const created = await send("POST", "/sandboxes", { templateID: "base", timeout: 3600, metadata });
      const id = textField(await created.json(), "sandboxID");
      told.created.add(id);
      onCreated();
      const fate = random.below(3);
      if (fate === 0) {
        told.doomed.add(id);
        if ((await send("DELETE", `/sandboxes/${id}`)).status === 204) told.killed.add(id);
      }
      if (fate === 1 && (await send("POST", `/sandboxes/${id}/pause`)).status === 204) told.paused.add(id);
    }
  } catch {
    // The engine is dead, which is what the test waits for.
  }
}

test("what was acknowledged outlives kill -9 at any moment, and a dead holder's folder is taken over", async () => {
  const dataDir = temporaryFolder();
  const random = new SeededRandom(9);
  const told: Acknowledged = { created: new Set(), paused: new Set(), killed: new Set(), doomed: new Set() };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { child, line } = await started(dataDir);
    let left = 20 + random.below(150);
    const died = once(child, "exit");
    const countDown = (): void => {
      left -= 1;
      if (left === 0) child.kill("SIGKILL");
    };
    const url = textField(line, "url");
    await Promise.all(Array.from({ length: CLIENTS }, () => client(url, told, random, countDown)));
    await died;
  }
  const after = await testEngine({ dataDir });
  const known = await statesByPairs(after);
  const safe = [...told.created].filter((id) => !told.doomed.has(id));
  expect(safe.length).toBeGreaterThan(ROUNDS * 10);
  expect(
    safe.filter((id) => !known.has(id)),
    "created, yet lost",
  ).toEqual([]);
  expect(
    [...told.killed].filter((id) => known.has(id)),
    "killed, yet there",
  ).toEqual([]);
  expect(
    [...told.paused].filter((id) => known.get(id) !== "paused"),
    "paused, yet not",
  ).toEqual([]);
  expect(after.engine.count(), "each is found by its pairs: none is half written").toBe(known.size);
}, 60_000);

/** Every sandbox that a filter by two of its pairs finds, with its state. */
async function statesByPairs({ call }: TestEngine): Promise<ReadonlyMap<string, string>> {
  const states = new Map<string, string>();
  let token = "";
  do {
    const search = `metadata=one%3Dpair%26two%3Dpairs&nextToken=${encodeURIComponent(token)}`;
    const page = await call("GET", `/v2/sandboxes?${search}`);
    const rows: readonly unknown[] = Array.isArray(page.body) ? page.body : [];
    for (const row of rows) states.set(textField(row, "sandboxID"), textField(row, "state"));
    token = page.headers.get("x-next-token") ?? "";
  } while (token !== "");
  return states;
}

test("another process on the folder is told who holds it", async () => {
  const { dataDir } = await testEngine();
  const { child, line } = await started(dataDir);
  expect(line).toMatchObject({
    code: "held",
    message: expect.stringContaining(`process ${process.pid},`),
  });
  if (child.exitCode === null) await once(child, "exit");
  expect(child.exitCode).toBe(1);
});
