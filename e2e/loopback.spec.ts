import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleanEnvironment } from "./support/clean-environment.ts";
import { expect, test } from "./support/fixtures.ts";
import { runProgram } from "./support/program.ts";
import { startServer } from "./support/sandbar-server.ts";

/** What a developer's shell may hold. Were one of them handed on, a test would reach, or name, a real fleet. */
const canaries = {
  NOVITA_API_KEY: "canary-novita-key",
  NOVITA_API_URL: "https://canary-novita.invalid",
  NOVITA_DOMAIN: "canary-novita.invalid",
  NOVITA_ACCESS_TOKEN: "canary-novita-token",
  E2B_API_KEY: "canary-e2b-key",
  E2B_API_URL: "https://canary-e2b.invalid",
  E2B_DOMAIN: "canary-e2b.invalid",
  SANDBAR_UPSTREAM: "novita",
  HTTPS_PROXY: "http://canary-proxy.invalid:3128",
  NODE_TLS_REJECT_UNAUTHORIZED: "0",
};

test.describe.configure({ mode: "serial" });

test("what the tests start gets an environment from an allow-list", () => {
  expect(Object.values(cleanEnvironment({}, { PATH: "/bin", ...canaries }))).toEqual(["/bin"]);
});

test("with keys of real fleets in the shell, servers and programs of the tests know only this machine", async () => {
  const scratch = mkdtempSync(join(tmpdir(), "sandbar-loopback-"));
  const before = { ...process.env };
  Object.assign(process.env, canaries);
  try {
    const sandbar = await startServer({ dataDir: join(scratch, "data") });
    try {
      const info: unknown = await (await fetch(`${sandbar.url}/console.json`)).json();
      expect(info).toMatchObject({ upstream: { kind: "local", name: "local" } });
      expect(sandbar.output()).not.toContain("canary-novita");
      expect(sandbar.output()).not.toContain("canary-e2b");

      const listed = await runProgram(
        `import { Sandbox } from "novita-sandbox";
         const canaries = Object.values(process.env).filter((value) => value.startsWith("canary-"));
         console.log(JSON.stringify([canaries, await Sandbox.list().nextItems()]));`,
        { NOVITA_API_URL: sandbar.engineUrl, NOVITA_API_KEY: sandbar.engineKey },
      );
      expect(JSON.parse(listed)).toEqual([[sandbar.engineKey], []]);
    } finally {
      await sandbar.stop();
    }
  } finally {
    for (const name of Object.keys(canaries)) delete process.env[name];
    Object.assign(process.env, before);
    rmSync(scratch, { recursive: true, force: true });
  }
});
