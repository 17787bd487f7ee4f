import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FixtureProject, fixtureProject } from "./fixture-project.ts";

const START = ["src/launch/start.mjs"];
/** Serves until it is told to end. */
const SERVER = `
  const ticking = setInterval(() => {}, 1000);
  process.on("SIGTERM", () => { clearInterval(ticking); console.log("server ends"); });
  console.log("server runs");
`;

const buildsMade = ({ root }: FixtureProject) =>
  existsSync(join(root, "builds.log"))
    ? readFileSync(join(root, "builds.log"), "utf8").trim().split("\n")
    : [];
const buildsKept = ({ root }: FixtureProject) =>
  readdirSync(join(root, "dist")).filter((name) => /^[0-9a-f]{12}$/.test(name));

test("builds once for production whatever the shell says, then is silent until a source changes", async () => {
  const project = fixtureProject();
  const first = await project.launch(START, { NODE_ENV: "development" }).ended;
  expect(first).toMatchObject({
    code: 0,
    output: "sandbar: building the sources (no build yet)\nserver runs\n",
  });
  project.write("src/server/main.test.ts", "a test is no source");
  expect((await project.launch(START).ended).output).toBe("server runs\n");
  project.write("src/server/main.js", "console.log('changed server runs')");
  const changed = await project.launch(START).ended;
  expect(changed.output).toBe("sandbar: building the sources (they changed)\nchanged server runs\n");
  expect(buildsMade(project)).toEqual(["production", "production"]);
});

test("two launchers at once make one build", async () => {
  const project = fixtureProject();
  const ends = await Promise.all([project.launch(START).ended, project.launch(START).ended]);
  for (const { code, output } of ends)
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/server runs\n$/) });
  expect(buildsMade(project)).toHaveLength(1);
});

test.each(["SIGKILL", "SIGINT"] as const)(
  "a build cut short by %s never counts, and leaves nothing",
  async (signal) => {
    const project = fixtureProject("// HANGS");
    const cut = project.launch(START);
    await cut.saying(/building/);
    await expect.poll(() => existsSync(join(project.root, "hanging")), { timeout: 30_000 }).toBe(true);
    expect(buildsKept(project)).toEqual([]);
    cut.kill(signal);
    await cut.ended;
    project.write("src/server/main.js", "console.log('server runs')");
    expect(await project.launch(START).ended).toMatchObject({
      code: 0,
      output: expect.stringContaining("server runs"),
    });
    expect(readdirSync(join(project.root, "dist")).filter((name) => name.startsWith(".half-built"))).toEqual(
      [],
    );
    expect(buildsKept(project)).toHaveLength(1);
  },
);

test("a failed build is told in the builder's words and tried again the next time", async () => {
  const project = fixtureProject("// BREAKS");
  for (const _ of [1, 2]) {
    const { code, output } = await project.launch(START).ended;
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining("main.js:1 broken") });
  }
  expect(buildsMade(project)).toHaveLength(2);
});

test("a running server keeps its build, however many follow; of the others two stay", async () => {
  const project = fixtureProject(SERVER);
  const server = project.launch(START);
  await server.saying(/server runs/);
  const [held] = buildsKept(project);
  for (const version of ["one", "two", "three", "four"]) {
    project.write("src/server/main.js", `console.log("${version}")`);
    expect((await project.launch(START).ended).output).toContain(version);
  }
  expect(buildsKept(project)).toHaveLength(3);
  expect(buildsKept(project)).toContain(held);
  server.kill("SIGTERM");
  expect((await server.ended).output).toContain("server ends");
  project.write("src/server/main.js", `console.log("five")`);
  await project.launch(START).ended;
  expect(buildsKept(project)).toHaveLength(2);
  expect(buildsKept(project)).not.toContain(held);
});
