import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

test("development has the page from Vite, the data from the engine, and the guard before both", async () => {
  // Within the checkout, whose files Vite serves.
  const cache = resolve("node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "sandbar-dev-"));
  const child = spawn(process.execPath, [resolve("node_modules/vite/bin/vite.js")], {
    env: {
      PATH: process.env["PATH"],
      SANDBAR_PORT: "0",
      SANDBAR_ENGINE_PORT: "0",
      SANDBAR_DATA_DIR: join(folder, "data"),
      SANDBAR_FLAGS: JSON.stringify(["--demo", "3"]),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    let printed = "";
    const ready = new Promise<void>((done, failed) => {
      const take = (chunk: Buffer): void => {
        printed += chunk.toString();
        if (printed.includes("3 demo sandboxes")) done();
      };
      child.stdout.on("data", take);
      child.stderr.on("data", take);
      child.on("close", () => failed(new Error(printed)));
    });
    await ready;
    expect(printed).toMatch(/^Sandbar shows the local engine at http:/m);
    const url = /Console: (\S+)/.exec(printed)?.[1] ?? "";
    const get = async (path: string, init?: RequestInit): Promise<string> =>
      (await fetch(url + path, init)).text();
    expect(await get("/", { headers: { accept: "text/html" } })).toContain(
      'name="sandbar-upstream" content="local"',
    );
    expect(await get("/console.json")).toContain('"demo":true');
    expect(JSON.parse(await get("/api/local/v2/sandboxes?limit=100"))).toHaveLength(3);
    expect(await get("/api/local/sandboxes/a", { method: "DELETE" })).toContain("sandbar_refused");
    expect(await get("/console.json", { headers: { "sec-fetch-site": "cross-site" } })).toContain(
      "sandbar_refused",
    );
    for (const file of ["engine.db", "engine.db-wal", "engine.key"])
      expect((await fetch(`${url}/@fs${join(folder, "data", file)}`)).status, file).toBe(403);
    const preflight = await fetch(`${url}/api/local/sandboxes`, {
      method: "OPTIONS",
      headers: { origin: "http://localhost:3000", "access-control-request-method": "POST" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
  } finally {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}, 30_000);
