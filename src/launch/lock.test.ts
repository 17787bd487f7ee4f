import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixtureProject } from "./fixture-project.ts";
import { lockFolder, withLock } from "./lock.mjs";

/** Takes the lock as often as told; inside, fails when another is inside too. */
const CONTENDER = `
  import { mkdirSync, rmdirSync } from "node:fs";
  import { setTimeout } from "node:timers/promises";
  import { withLock } from "./src/launch/lock.mjs";
  import { runProgram } from "./src/launch/program.mjs";
  await runProgram(async (context) => {
    for (let turn = 0; turn < Number(process.argv[2]); turn += 1)
      await withLock(context, "taking turns", async () => {
        mkdirSync("inside");
        await setTimeout(1);
        rmdirSync("inside");
      });
  });
`;

/** Holds the lock while a child of its own runs; that one ends with it, however it ends. */
const HOLDER = `
  import { withLock } from "./src/launch/lock.mjs";
  import { runProgram } from "./src/launch/program.mjs";
  import { run } from "./src/launch/run.mjs";
  await runProgram((context) =>
    withLock(context, "building", () => {
      console.log("holding");
      const child = "const parent = process.ppid; setInterval(() => process.ppid === parent || process.exit(), 20)";
      return run(context, [process.execPath, "-e", child], { env: process.env });
    }));
`;

const contextOf = (root: string, said: string[] = []) => ({
  root,
  say: (line: string) => said.push(line),
  interrupted: new AbortController().signal,
  env: {},
});

const forgeOwner = (root: string, owner: object) => {
  mkdirSync(lockFolder(root), { recursive: true });
  writeFileSync(
    join(lockFolder(root), "owner.json"),
    JSON.stringify({
      token: "forged",
      what: "installing packages",
      since: "2026-11-23T10:00:00.000Z",
      ...owner,
    }),
  );
};

test("of several launchers only one is inside at a time, also when they find a dead one's lock", async () => {
  const { root, write, launch } = fixtureProject();
  write("contender.mjs", CONTENDER);
  forgeOwner(root, { pid: process.pid, host: hostname(), started: "in another life" });
  const ends = await Promise.all([1, 2, 3, 4].map(() => launch(["contender.mjs", "10"]).ended));
  expect(ends.filter(({ code }) => code !== 0)).toEqual([]);
  const takeovers = ends.flatMap(({ output }) => output.match(/taking over/g) ?? []);
  expect(takeovers).toHaveLength(1);
  expect(existsSync(lockFolder(root))).toBe(false);
});

test("the lock of a killed launcher is taken over, saying so", async () => {
  const { root, write, launch } = fixtureProject();
  write("holder.mjs", HOLDER);
  const holder = launch(["holder.mjs"]);
  await holder.saying(/holding/);
  holder.kill("SIGKILL");
  await holder.ended;
  const said: string[] = [];
  expect(await withLock(contextOf(root, said), "installing packages", async () => "inside")).toBe("inside");
  expect(said).toEqual([expect.stringMatching(/^taking over from process \d+, which died while building$/)]);
});

test("who waits is told once for whom and why, and can be interrupted", async () => {
  const { root, write, launch } = fixtureProject();
  write("holder.mjs", HOLDER);
  const holder = launch(["holder.mjs"]);
  await holder.saying(/holding/);
  write("contender.mjs", CONTENDER);
  const waiting = launch(["contender.mjs", "1"]);
  await waiting.saying(/waiting for process \d+ on .+, which is building since /);
  waiting.kill("SIGINT");
  const { code, output } = await waiting.ended;
  expect(code).toBe(130);
  expect(output.match(/waiting/g)).toHaveLength(1);
  expect(readdirSync(lockFolder(root))).toEqual(["owner.json"]);
});

test.each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
  ["SIGHUP", 129],
] as const)("%s ends the holder with %i, its child before it, and frees the lock", async (signal, code) => {
  const { root, write, launch } = fixtureProject();
  write("holder.mjs", HOLDER);
  const holder = launch(["holder.mjs"]);
  await holder.saying(/holding/);
  holder.kill(signal);
  expect(await holder.ended).toMatchObject({ code });
  expect(readdirSync(join(root, "dist"))).toEqual([]);
});

test("a failure inside frees the lock", async () => {
  const { root } = fixtureProject();
  const failing = withLock(contextOf(root), "building", () => Promise.reject(new Error("broken")));
  await expect(failing).rejects.toThrow("broken");
  expect(await withLock(contextOf(root), "building", async () => "inside")).toBe("inside");
});

test.each([
  ["no owner", "note.txt"],
  ["an owner cut off by a power cut", "owner.json"],
])("a lock with %s is a problem told in words, not a wait without end", async (_, name) => {
  const { root } = fixtureProject();
  mkdirSync(lockFolder(root), { recursive: true });
  writeFileSync(join(lockFolder(root), name), "");
  const work = withLock(contextOf(root), "building", async () => "inside");
  await expect(work).rejects.toThrow(/does not say whose it is\. .* delete it\.$/);
});

test("a launcher on another host is waited for: nobody here can tell whether it lives", async () => {
  const { root } = fixtureProject();
  forgeOwner(root, { pid: 1, host: "elsewhere.example", started: null });
  const ending = new AbortController();
  const said: string[] = [];
  const context = { ...contextOf(root), interrupted: ending.signal };
  const say = (line: string) => {
    said.push(line);
    ending.abort(new Error("seen enough"));
  };
  await expect(withLock({ ...context, say }, "building", async () => "inside")).rejects.toThrow(
    "seen enough",
  );
  expect(said).toEqual([
    expect.stringContaining("process 1 on elsewhere.example, which is installing packages"),
  ]);
});
