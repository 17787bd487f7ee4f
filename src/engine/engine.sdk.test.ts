import { expect, test } from "vitest";
import { Sandbox as NovitaSandbox } from "novita-sandbox";
import { Sandbox as E2BSandbox } from "e2b";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngine } from "./index.ts";
test("smoke", async () => {
  const started = await startEngine({
    dataDir: mkdtempSync(join(tmpdir(), "engine-")),
    key: "k12345678",
    host: "127.0.0.1",
    port: 0,
    log: console.error,
  });
  if (!started.ok) throw new Error(started.error.message);
  const engine = started.value;
  const o = { apiUrl: engine.url, apiKey: "k12345678" };
  const a = await NovitaSandbox.create({ ...o, metadata: { user: "abc", __x: "a&b=c%+ ü😀" } });
  const b = await E2BSandbox.create({ ...o, metadata: { user: "abc" } });
  const p = NovitaSandbox.list({ ...o, query: { metadata: { __x: "a&b=c%+ ü😀" } } });
  const items = await p.nextItems();
  expect(items.map((i) => i.sandboxId)).toEqual([a.sandboxId]);
  expect(await E2BSandbox.getInfo(b.sandboxId, o)).toMatchObject({
    state: "running",
    metadata: { user: "abc" },
  });
  expect(await NovitaSandbox.kill(b.sandboxId, o)).toBe(true);
  expect(await NovitaSandbox.kill(b.sandboxId, o)).toBe(false);
  expect(engine.count()).toBe(1);
  await engine.close();
});
