import { randomUUID } from "node:crypto";
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
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isRunning, thisProcess } from "./process-identity.mjs";
import { LaunchProblem } from "./program.mjs";

/** @typedef {import("./program.mjs").Context} Context */
/** @typedef {import("./process-identity.mjs").ProcessIdentity} ProcessIdentity */
/** @typedef {ProcessIdentity & { token: string, what: string, since: string }} Owner */

/** How often a waiting launcher looks again, in milliseconds. */
const LOOK_AGAIN_MS = 50;
/** How often in all a lock may be seen without an owner before that is a problem: a power cut can leave one so. */
const MOST_OWNERLESS = 20;
/** How long the grave of a dead owner's lock is kept, see {@link bury}. */
const GRAVE_HOURS = 24;

/**
 * Runs `work` while no other launcher of this checkout holds the lock; waits for it first, saying whom for.
 *
 * The lock is a folder with its owner written inside, made elsewhere and renamed into place: it appears whole or not at
 * all, and a rename onto an existing folder that holds something fails.
 * @template T
 * @param {Context} context
 * @param {string} what what it is held for, in words that follow "is": "installing packages"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock({ root, say, interrupted }, what, work) {
  const lock = lockFolder(root);
  mkdirSync(dirname(lock), { recursive: true });
  const token = randomUUID();
  /** @type {string | undefined} */
  let waitingFor;
  let ownerless = 0;
  while (!take(lock, { ...thisProcess(), token, what, since: new Date().toISOString() })) {
    interrupted.throwIfAborted();
    const owner = readOwner(lock);
    if (owner === undefined) {
      // Released between our two looks, but hardly time after time.
      ownerless += 1;
      if (ownerless === MOST_OWNERLESS)
        throw new LaunchProblem(
          `the lock ${lock} does not say whose it is. If no other Sandbar starts or builds here, delete it.`,
        );
    } else if (!isRunning(owner)) {
      if (bury(lock, owner)) say(`taking over from process ${owner.pid}, which died while ${owner.what}`);
      continue;
    } else if (waitingFor !== owner.token) {
      waitingFor = owner.token;
      say(
        `waiting for process ${owner.pid} on ${owner.host}, which is ${owner.what} since ${owner.since} (${lock})`,
      );
    }
    await pause(LOOK_AGAIN_MS, undefined, { signal: interrupted }).catch(() => interrupted.throwIfAborted());
  }
  try {
    return await work();
  } finally {
    release(lock, token);
  }
}

/** @param {string} root */
export function lockFolder(root) {
  return join(root, "dist", ".lock");
}

/**
 * @param {string} lock
 * @param {Owner} owner
 * @returns {boolean} whether it is ours now
 */
function take(lock, owner) {
  const made = `${lock}-${owner.token}`;
  mkdirSync(made);
  writeFileSync(join(made, "owner.json"), JSON.stringify(owner));
  if (moved(made, lock)) return true;
  rmSync(made, { recursive: true });
  return false;
}

/**
 * Puts a dead owner's lock aside under a name that only this owner can have. Of several who saw it dead exactly one
 * succeeds, and one that comes late cannot carry off the lock of whoever followed: the grave is taken already. That is
 * why graves are kept for a while.
 * @param {string} lock
 * @param {Owner} owner
 */
function bury(lock, owner) {
  const folder = dirname(lock);
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(`${basename(lock)}-`))) {
    const age = Date.now() - (statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > GRAVE_HOURS * 3_600_000) rmSync(join(folder, name), { recursive: true, force: true });
  }
  return moved(lock, `${lock}-dead-${owner.token}`);
}

/**
 * @param {string} lock
 * @param {string} token
 */
function release(lock, token) {
  if (readOwner(lock)?.token !== token) return; // Somebody deleted it by hand, and another may hold it by now.
  const gone = `${lock}-${token}`;
  renameSync(lock, gone);
  rmSync(gone, { recursive: true });
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {boolean} false when there is a folder already, or nothing to move
 */
function moved(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    // Windows reports a taken name as a permission problem: believe only what can be seen.
    if (existsSync(to) || !existsSync(from)) return false;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOTEMPTY" || code === "EEXIST") return false; // It was there a moment ago.
    throw error;
  }
}

/**
 * @param {string} lock
 * @returns {Owner | undefined} undefined when nobody holds it, or nobody legible
 */
function readOwner(lock) {
  try {
    return JSON.parse(readFileSync(join(lock, "owner.json"), "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
