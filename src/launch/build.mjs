import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { hold, prune } from "./builds.mjs";
import { cleanEnvironment } from "./clean-env.mjs";
import { hashFiles, listFiles } from "./content-hash.mjs";
import { withLock } from "./lock.mjs";
import { LaunchProblem } from "./program.mjs";
import { run } from "./run.mjs";
import { toolCommand } from "./tool.mjs";

/** @typedef {import("./program.mjs").Context} Context */

/** What a build is made of. */
const SOURCES = [
  "src",
  "public",
  "index.html",
  "vite.config.ts",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const TEST_FILE = /\.test\.tsx?$/;
/** What a build must hold to be one. */
const PRODUCTS = ["client/index.html", "server/main.js"];
const HALF_BUILT = ".half-built-";
/** How often the sources may change under a build before that is a problem. */
const ATTEMPTS = 3;

/**
 * The build of the sources as they are, made now if there is none, and held: it stays until this process ends.
 *
 * Each build has a folder of its own named after its sources, so a running server keeps its files while another build
 * is made. It is made under another name and renamed when whole: a build under its own name is finished.
 * @param {Context} context packages are installed
 * @returns {Promise<string>} absolute path of the folder holding client/ and server/main.js; fails with a
 *   {@link LaunchProblem} holding the builder's words
 */
export async function ensureBuilt(context) {
  const folder = buildFolder(context.root);
  if (!isWhole(folder)) return withLock(context, "building", () => build(context));
  return inUse(folder);
}

/** @param {Context} context under the lock */
async function build(context) {
  const { root, say, env } = context;
  const dist = join(root, "dist");
  for (const name of readdirSync(dist).filter((entry) => entry.startsWith(HALF_BUILT)))
    rmSync(join(dist, name), { recursive: true, force: true });
  // A name of our own: the builder of a launcher that was killed may still be writing into its one.
  const half = join(dist, `${HALF_BUILT}${process.pid}`);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const folder = buildFolder(root);
    if (isWhole(folder)) return inUse(folder);
    const why =
      attempt > 1 ? "they changed meanwhile" : previousBuilds(root) ? "they changed" : "no build yet";
    say(`building the sources (${why})`);
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    const vite = await run(context, [...toolCommand(root, "vite"), "build", "--app", "--logLevel", "warn"], {
      env: cleanEnvironment({ NODE_ENV: "production", SANDBAR_OUT_DIR: half }, env),
    });
    if (!vite.ok) throw new LaunchProblem(`the build failed. Vite says:\n\n${vite.output}`);
    if (!isWhole(half))
      throw new LaunchProblem(`the build ended without ${PRODUCTS.join(" or ")}.\n\n${vite.output}`);
    if (buildFolder(root) !== folder) continue;
    rmSync(folder, { recursive: true, force: true });
    renameSync(half, folder);
    inUse(folder);
    prune(root);
    return folder;
  }
  throw new LaunchProblem(
    `the sources changed under each of ${ATTEMPTS} builds; run it again when they rest.`,
  );
}

/** @param {string} root */
function buildFolder(root) {
  const files = listFiles(root, SOURCES, (path) => !TEST_FILE.test(path));
  return join(root, "dist", hashFiles(root, files).slice(0, 12));
}

/** @param {string} root */
function previousBuilds(root) {
  const dist = join(root, "dist");
  return existsSync(dist) && readdirSync(dist).some((name) => isWhole(join(dist, name)));
}

/** @param {string} folder */
function isWhole(folder) {
  return PRODUCTS.every((file) => existsSync(join(folder, file)));
}

/** @param {string} folder */
function inUse(folder) {
  const now = new Date();
  utimesSync(folder, now, now);
  hold(folder);
  return folder;
}
