import { expect, test } from "vitest";
import { fixtureProject } from "./fixture-project.ts";

test("flags, exit code and the shell's own environment are the server's", async () => {
  const { launch } = fixtureProject(
    "console.log(JSON.stringify([process.argv.slice(2), process.env.NOVITA_API_KEY])); process.exit(7);",
  );
  const end = await launch(["src/launch/start.mjs", "--demo", "5000", "--reset"], { NOVITA_API_KEY: "key" })
    .ended;
  expect(end.code).toBe(7);
  expect(end.output).toContain('[["--demo","5000","--reset"],"key"]');
});

test.each(["SIGINT", "SIGTERM"] as const)("the server alone decides what %s does", async (signal) => {
  const { launch } = fixtureProject(`
    let signals = 0;
    const ticking = setInterval(() => {}, 1000);
    process.on("${signal}", () => {
      signals += 1;
      setTimeout(() => { clearInterval(ticking); console.log("ended by", signals, "of", process.listenerCount("${signal}")); }, 20);
    });
    console.log("server runs");
  `);
  const server = launch(["src/launch/start.mjs"]);
  await server.saying(/server runs/);
  server.kill(signal);
  expect(await server.ended).toMatchObject({ code: 0, output: expect.stringMatching(/ended by 1 of 1\n$/) });
});

test("a server started by npm ends when npm's shell is killed, instead of staying behind with its port", async () => {
  const { launch, write } = fixtureProject(`
    const ticking = setInterval(() => {}, 1000);
    process.on("SIGTERM", () => { clearInterval(ticking); console.log("server ends"); });
    console.log("server runs");
  `);
  write(
    "shell.mjs",
    `import { spawn } from "node:child_process"; spawn(process.execPath, ["src/launch/start.mjs"], { stdio: "inherit" });`,
  );
  const shell = launch(["shell.mjs"], { npm_lifecycle_event: "start" });
  await shell.saying(/server runs/);
  shell.kill("SIGKILL");
  expect((await shell.ended).output).toMatch(/server ends\n$/);
});

test("npm run dev hands the flags to vite in SANDBAR_FLAGS, and no NODE_ENV of the shell", async () => {
  const { launch } = fixtureProject();
  const end = await launch(["src/launch/dev.mjs", "--demo", "5000"], { NODE_ENV: "production" }).ended;
  expect(end.code).toBe(0);
  expect(JSON.parse(end.output)).toEqual({ args: [], flags: '["--demo","5000"]', mode: "development" });
});
