import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FixtureProject, fixtureProject } from "./fixture-project.ts";

/** A project whose checks pass and whose unit tests end with this report; `before` is done first. */
function checkedProject(report: object | undefined, exitCode = 0, before = ""): FixtureProject {
  const project = fixtureProject();
  for (const tool of ["oxfmt", "oxlint", "knip"])
    project.addTool(tool, tool, `console.log("${tool} complains")`);
  project.addTool("typescript", "tsc", "");
  project.addTool(
    "vitest",
    "vitest",
    `
    import { writeFileSync } from "node:fs";
    ${before}
    writeFileSync("environment.json", JSON.stringify(process.env));
    const file = process.argv.find((arg) => arg.startsWith("--outputFile.json=")).split("=")[1];
    if (${report !== undefined}) writeFileSync(file, ${JSON.stringify(JSON.stringify(report ?? {}))});
    process.exit(${exitCode});
    `,
  );
  return project;
}

const npmTest = ({ launch }: FixtureProject, env: NodeJS.ProcessEnv = {}, ...args: string[]) =>
  launch(["src/launch/test.mjs", "--only", "format,lint,types,unused,unit", ...args], env).ended;

const GREEN = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };

test("each step is reported on a line, and the last line counts the tests", async () => {
  const { code, output } = await npmTest(checkedProject(GREEN));
  const lines = output.trim().split("\n");
  expect(code).toBe(0);
  for (const step of ["install", "format", "lint", "types", "unused", "unit"])
    expect(lines.filter((line) => new RegExp(`^ok +${step} +\\d+\\.\\d s$`).test(line))).toHaveLength(1);
  expect(lines.at(-1)).toBe("sandbar: 3 passed, 0 failed");
});

test.each([
  ["a failed test", { ...GREEN, numFailedTests: 2 }, 1, "sandbar: 3 passed, 2 failed"],
  ["a file that did not load", GREEN, 1, "sandbar: 3 passed, 1 failed"],
  ["a runner that crashed", undefined, 134, "sandbar: 0 passed, 1 failed"],
  ["no test at all", { ...GREEN, numPassedTests: 0 }, 0, "sandbar: 0 passed, 0 failed"],
])("%s fails the run", async (_, report, exitCode, closing) => {
  const { code, output } = await npmTest(checkedProject(report, exitCode));
  expect({ code, last: output.trim().split("\n").at(-1) }).toEqual({ code: 1, last: closing });
});

test("skipped tests are counted apart and fail nothing", async () => {
  const { code, output } = await npmTest(checkedProject({ ...GREEN, numPendingTests: 1, numTodoTests: 1 }));
  expect({ code, last: output.trim().split("\n").at(-1) }).toEqual({
    code: 0,
    last: "sandbar: 3 passed, 0 failed, 2 skipped",
  });
});

test("a failed check shows what it says and ends the run before the tests, unless told to go on", async () => {
  const project = checkedProject(GREEN);
  project.addTool("oxlint", "oxlint", "console.log('src/a.ts:1 no'); process.exit(1)");
  const { code, output } = await npmTest(project);
  expect({ code, output }).toEqual({
    code: 1,
    output: expect.stringMatching(/src\/a.ts:1 no\n[^]*FAILED lint/),
  });
  expect(output).not.toMatch(/oxfmt complains| unit /);
  expect(output).toMatch(/sandbar: 0 passed, 1 failed\n$/);
  const all = await npmTest(project, {}, "--keep-going");
  expect(all).toMatchObject({ code: 1, output: expect.stringMatching(/sandbar: 3 passed, 1 failed\n$/) });
});

test("keys of the shell reach no test process, and one that tries to leave fails the run though its tests pass", async () => {
  const project = checkedProject(GREEN, 0, "await fetch('https://api.e2b.app').catch(() => {});");
  const shell = { NOVITA_API_KEY: "canary", E2B_API_KEY: "canary", NOVITA_API_URL: "https://canary.example" };
  const { code, output } = await npmTest(project, { ...shell, E2B_API_URL: "https://canary.example" });
  expect({ code, output }).toEqual({
    code: 1,
    output: expect.stringContaining("connect to api.e2b.app, by "),
  });
  expect(output).toMatch(/sandbar: 3 passed, 1 failed\n$/);
  expect(readFileSync(join(project.root, "environment.json"), "utf8")).not.toContain("canary");
});

test("Ctrl-C ends the runner, the tool it runs, and leaves no closing line that could be taken for a result", async () => {
  const project = checkedProject(
    GREEN,
    0,
    `
    process.on("SIGINT", () => { writeFileSync("told", ""); process.exit(130); });
    setInterval(() => {}, 1000);
    console.log("unit runs");
    await new Promise(() => {});
    `,
  );
  const run = project.launch(["src/launch/test.mjs", "--only", "unit"]);
  await run.saying(/unit runs/);
  run.kill("SIGINT");
  const { code, output } = await run.ended;
  expect(code).toBe(130);
  expect(output).not.toContain("passed");
  expect(existsSync(join(project.root, "told"))).toBe(true);
});
