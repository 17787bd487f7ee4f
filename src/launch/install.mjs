import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { downloadEnvironment } from "./clean-env.mjs";
import { withLock } from "./lock.mjs";
import { LaunchProblem } from "./program.mjs";
import { run } from "./run.mjs";

/** @typedef {import("./program.mjs").Context} Context */
/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, os?: string[], cpu?: string[], libc?: string[] } & Dependencies} LockEntry */
/** @typedef {{ dependencies?: object, devDependencies?: object, optionalDependencies?: object, peerDependencies?: object, overrides?: object }} Dependencies */

/** The fields of package.json that decide what lies in node_modules. A changed script installs nothing. */
const DEPENDENCY_FIELDS = /** @type {const} */ ([
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
  "overrides",
]);

/**
 * Makes node_modules what package.json, package-lock.json and .npmrc say, with development packages, and does nothing
 * when it is so already.
 * @param {Context} context
 * @returns {Promise<void>} fails with a {@link LaunchProblem} holding npm's words
 */
export async function ensureInstalled(context) {
  const { root, say, env } = context;
  if (readStamp(root) === wantedStamp(root)) return;
  await withLock(context, "installing packages", async () => {
    const wanted = wantedStamp(root);
    const found = readStamp(root);
    if (found === wanted) return;
    if (!isInstalledByHand(root)) {
      say(
        `installing packages with npm ci: ${existsSync(join(root, "node_modules")) ? "node_modules does not match package-lock.json" : "there is no node_modules yet"}`,
      );
      // Gone before npm starts: what an interrupted install leaves behind must not look finished.
      rmSync(stampFile(root), { force: true });
      const npm = await run(context, [...npmCommand(env), "ci", "--include=dev", "--no-audit", "--no-fund"], {
        env: downloadEnvironment(
          { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1", NO_UPDATE_NOTIFIER: "1", npm_config_loglevel: "error" },
          env,
        ),
      });
      if (!npm.ok)
        throw new LaunchProblem(
          `npm ci failed, so there are no packages to run with. npm says:\n\n${npm.output}`,
        );
    }
    mkdirSync(dirname(stampFile(root)), { recursive: true });
    writeFileSync(stampFile(root), wanted);
  });
}

/**
 * How npm is started: the one that started us, else the one installed with this Node, else the shell's.
 * @param {NodeJS.ProcessEnv} env
 * @returns {[string, ...string[]]}
 */
export function npmCommand(env) {
  const beside = join(dirname(process.execPath), process.platform === "win32" ? "." : "../lib");
  const scripts = [env["npm_execpath"], join(beside, "node_modules/npm/bin/npm-cli.js")];
  const script = scripts.find((path) => path?.endsWith("npm-cli.js") && existsSync(path));
  return script === undefined ? ["npm"] : [process.execPath, script];
}

/** @param {string} root */
function stampFile(root) {
  return join(root, "node_modules", ".cache", "sandbar", "installed");
}

/** @param {string} root */
function readStamp(root) {
  return existsSync(stampFile(root)) ? readFileSync(stampFile(root), "utf8") : undefined;
}

/**
 * A hash of all that decides what an installation holds, this platform included: a checkout may be mounted elsewhere.
 * @param {string} root
 */
function wantedStamp(root) {
  const manifest = readJson(join(root, "package.json"));
  const hash = createHash("sha256");
  hash.update(
    JSON.stringify([process.platform, process.arch, DEPENDENCY_FIELDS.map((field) => manifest[field])]),
  );
  for (const name of ["package-lock.json", ".npmrc"]) {
    const file = join(root, name);
    hash.update(`\0${name}\0`).update(existsSync(file) ? readFileSync(file) : "");
  }
  return hash.digest("hex");
}

/**
 * Whether somebody's own `npm ci` or `npm install` has already made node_modules what the lockfile says; npm keeps a
 * list of what it installed and writes it last.
 * @param {string} root
 */
function isInstalledByHand(root) {
  const list = join(root, "node_modules", ".package-lock.json");
  const lockfile = join(root, "package-lock.json");
  if (!existsSync(list) || !existsSync(lockfile)) return false;
  const wanted = readJson(lockfile).packages ?? {};
  const installed = readJson(list).packages ?? {};
  return (
    matchesLockfile(readJson(join(root, "package.json")), wanted, installed) &&
    Object.keys(installed).every((path) => existsSync(join(root, path)))
  );
}

/**
 * @param {Dependencies} manifest package.json
 * @param {Record<string, LockEntry>} wanted `packages` of package-lock.json
 * @param {Record<string, LockEntry>} installed the same of node_modules/.package-lock.json
 * @param {{ os: string, cpu: string, libc: string | undefined }} [machine]
 * @returns {boolean} whether nothing is missing and nothing has another version
 */
export function matchesLockfile(manifest, wanted, installed, machine = thisMachine()) {
  const { "": project = {}, ...packages } = wanted;
  const sameProject = DEPENDENCY_FIELDS.filter((field) => field !== "overrides").every((field) =>
    sameEntries(manifest[field], project[field]),
  );
  if (!sameProject) return false;
  return Object.entries(packages).every(([path, entry]) => {
    const present = installed[path];
    if (present !== undefined) return present.version === entry.version;
    // One for every machine may be missing with the platform package that needs it.
    const forSomeMachines = entry.os !== undefined || entry.cpu !== undefined;
    const mayBeAbsent = entry.optional === true || entry.devOptional === true;
    return mayBeAbsent && !(forSomeMachines && suits(entry, machine));
  });
}

/**
 * @param {object | undefined} one
 * @param {object | undefined} other
 */
function sameEntries(one = {}, other = {}) {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Reflect.get(one, name) === Reflect.get(other, name))
  );
}

/**
 * @param {LockEntry} entry
 * @param {{ os: string, cpu: string, libc: string | undefined }} machine
 */
function suits({ os, cpu, libc }, machine) {
  return (
    (os?.includes(machine.os) ?? true) &&
    (cpu?.includes(machine.cpu) ?? true) &&
    (libc === undefined || machine.libc === undefined || libc.includes(machine.libc))
  );
}

/** @returns {{ os: string, cpu: string, libc: string | undefined }} as package.json's fields name them */
function thisMachine() {
  const report = process.platform === "linux" ? process.report.getReport() : undefined;
  const glibc =
    report !== undefined &&
    "header" in report &&
    JSON.stringify(report.header).includes("glibcVersionRuntime");
  const libc = process.platform !== "linux" ? undefined : glibc ? "glibc" : "musl";
  return { os: process.platform, cpu: process.arch, libc };
}

/**
 * @param {string} file
 * @returns {Dependencies & { packages?: Record<string, LockEntry> }} one of npm's; what it writes is not doubted
 */
function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
