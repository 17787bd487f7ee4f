import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FixtureProject, fixtureProject } from "./fixture-project.ts";
import { matchesLockfile } from "./install.mjs";

const INSTALL = `
  import { ensureInstalled } from "./src/launch/install.mjs";
  import { runProgram } from "./src/launch/program.mjs";
  await runProgram(ensureInstalled);
`;

/** A project with one development package, that npm installs without any network. */
function projectWithPackage(): FixtureProject {
  const project = fixtureProject();
  project.write("install.mjs", INSTALL);
  project.write("tool/package.json", JSON.stringify({ name: "tool", version: "1.0.0" }));
  const devDependencies = { tool: "file:tool" };
  const manifest = { name: "fixture", version: "1.0.0", devDependencies };
  const tool = {
    tool: { version: "1.0.0", dev: true },
    "node_modules/tool": { resolved: "tool", link: true },
  };
  project.write("package.json", JSON.stringify(manifest));
  project.write(
    "package-lock.json",
    JSON.stringify({ ...manifest, lockfileVersion: 3, requires: true, packages: { "": manifest, ...tool } }),
  );
  rmSync(join(project.root, "node_modules"), { recursive: true });
  return project;
}

test("installs what is missing with development packages whatever NODE_ENV says, once for all who want it", async () => {
  const { root, launch } = projectWithPackage();
  const shell = { NODE_ENV: "production", npm_config_omit: "dev" };
  const ends = await Promise.all([
    launch(["install.mjs"], shell).ended,
    launch(["install.mjs"], shell).ended,
  ]);
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  expect(existsSync(join(root, "node_modules", "tool", "package.json"))).toBe(true);
  const said = ends.map(({ output }) => output).join("");
  expect(said.match(/installing packages with npm ci: there is no node_modules yet\n/g)).toHaveLength(1);
  expect((await launch(["install.mjs"]).ended).output).toBe("");
});

test("a changed lockfile is installed anew; a changed script is not a change", async () => {
  const { root, write, launch } = projectWithPackage();
  await launch(["install.mjs"]).ended;
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  write("package.json", JSON.stringify({ ...manifest, scripts: { hello: "echo" } }));
  expect((await launch(["install.mjs"]).ended).output).toBe("");
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  lock.packages.tool.version = "1.0.1";
  write("package-lock.json", JSON.stringify(lock));
  write("tool/package.json", JSON.stringify({ name: "tool", version: "1.0.1" }));
  expect((await launch(["install.mjs"]).ended).output).toMatch(
    "node_modules does not match package-lock.json",
  );
});

test("an install that fails is told in npm's words and does not count", async () => {
  const { write, launch } = projectWithPackage();
  const manifest = {
    name: "fixture",
    version: "1.0.0",
    devDependencies: { tool: "file:tool", other: "file:other" },
  };
  write("package.json", JSON.stringify(manifest));
  for (const _ of [1, 2]) {
    const { code, output } = await launch(["install.mjs"]).ended;
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching(/npm ci failed[^]*Missing: other/),
    });
  }
});

const MACHINE = { os: "linux", cpu: "x64", libc: "glibc" };
const PROJECT = { dependencies: { a: "1.0.0" } };
const A = { version: "1.0.0" };
const FOR_MAC = { version: "1.0.0", optional: true, os: ["darwin"] };
const FOR_LINUX = { version: "1.0.0", optional: true, os: ["linux"], cpu: ["x64"], libc: ["glibc"] };
const FOR_MUSL = { ...FOR_LINUX, libc: ["musl"] };

test.each([
  ["everything is there", { a: A }, { a: A }, true],
  ["a package is missing", { a: A, b: A }, { a: A }, false],
  ["development packages were left out", { a: A, b: { version: "1.0.0", dev: true } }, { a: A }, false],
  ["a version differs", { a: A }, { a: { version: "1.0.1" } }, false],
  ["what is missing is for another system", { a: A, m: FOR_MAC }, { a: A }, true],
  ["what is missing is for another C library", { a: A, m: FOR_MUSL }, { a: A }, true],
  ["what is missing is for this system", { a: A, l: FOR_LINUX }, { a: A }, false],
  [
    "an optional one for any system is missing",
    { a: A, o: { version: "1.0.0", optional: true } },
    { a: A },
    true,
  ],
])("an installation by hand, when %s: %s", (_, wanted, installed, matches) => {
  expect(matchesLockfile(PROJECT, { "": PROJECT, ...wanted }, installed, MACHINE)).toBe(matches);
});

test("an installation by hand does not count when package.json asks for more than the lockfile has", () => {
  const manifest = { dependencies: { a: "1.0.0" }, devDependencies: { b: "1.0.0" } };
  expect(matchesLockfile(manifest, { "": PROJECT, a: A }, { a: A }, MACHINE)).toBe(false);
});
