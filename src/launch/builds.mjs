import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { isRunning, thisProcess } from "./process-identity.mjs";

/** How many builds are kept though nobody holds them: the current one, and the one before for going back to it. */
const KEPT = 2;
/** A build's folder is named by a hash; everything else in dist/ is not ours to delete. */
const BUILD_NAME = /^[0-9a-f]{12}$/;

/**
 * Notes in a build that this process serves from it, until the process ends.
 * @param {string} folder the build
 */
export function hold(folder) {
  const holders = join(folder, "holders");
  const note = join(holders, String(process.pid));
  mkdirSync(holders, { recursive: true });
  writeFileSync(note, JSON.stringify(thisProcess()));
  process.once("exit", () => rmSync(note, { force: true }));
}

/**
 * Deletes builds that nobody holds, but for the two used last. For the holder of the lock only.
 * @param {string} root
 */
export function prune(root) {
  const dist = join(root, "dist");
  const oldest = readdirSync(dist)
    .filter((name) => BUILD_NAME.test(name))
    .map((name) => ({ folder: join(dist, name), usedAt: statSync(join(dist, name)).mtimeMs }))
    .sort((a, b) => b.usedAt - a.usedAt)
    .slice(KEPT);
  const doomed = join(dist, ".doomed");
  for (const { folder } of oldest) {
    if (isHeld(folder)) continue;
    rmSync(doomed, { recursive: true, force: true });
    renameSync(folder, doomed); // At once, so that nobody finds half a build under its name.
    rmSync(doomed, { recursive: true });
  }
}

/** @param {string} folder */
function isHeld(folder) {
  const holders = join(folder, "holders");
  if (!existsSync(holders)) return false;
  return readdirSync(holders).some((name) => {
    const text = readFileSync(join(holders, name), "utf8");
    // An empty note is being written this moment.
    return text === "" || isRunning(JSON.parse(text));
  });
}
