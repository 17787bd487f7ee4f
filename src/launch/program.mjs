import { constants } from "node:os";
import { fileURLToPath } from "node:url";

/**
 * What every part of the launcher works with.
 * @typedef {object} Context
 * @property {string} root absolute path of the checkout
 * @property {(line: string) => void} say tells the person one thing, on one line
 * @property {AbortSignal} interrupted aborted with an {@link Interrupted} at the first Ctrl-C, SIGTERM or SIGHUP
 * @property {NodeJS.ProcessEnv} env the environment this program was started with
 */

/** The checkout this file belongs to. */
const projectRoot = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** Something a person has to know or do; its message is shown alone, without a stack. */
export class LaunchProblem extends Error {}

/** Thrown out of whatever was waiting when a signal asked the program to end. */
class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`ended by ${signal}`);
    this.signal = signal;
  }
}

const ENDING_SIGNALS = /** @type {const} */ (["SIGHUP", "SIGINT", "SIGTERM"]);

const LOOK_FOR_SHELL_MS = 200;

/**
 * Runs `work` with a context, and ends the process when it fails: 1 after a problem (told on stderr), 128 + n after a
 * signal. Signals are ours only while it works; afterwards whoever runs next in this process owns them.
 * @template T
 * @param {(context: Context) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function runProgram(work) {
  endWithShell();
  const ending = new AbortController();
  const handlers = ENDING_SIGNALS.map((signal) => {
    const handler = () => ending.abort(new Interrupted(signal));
    process.on(signal, handler);
    return { signal, handler };
  });
  try {
    const result = await work({
      root: projectRoot,
      say: (line) => console.error(`sandbar: ${line}`),
      interrupted: ending.signal,
      env: process.env,
    });
    ending.signal.throwIfAborted();
    return result;
  } catch (problem) {
    return endFor(problem);
  } finally {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  }
}

/**
 * npm runs a script in a shell, and a signal sent to npm alone (by a supervisor; Ctrl-C goes to everybody) ends that
 * shell and not what runs in it. So whoever npm started ends itself, as by SIGTERM, when its shell is gone.
 */
function endWithShell() {
  if (process.env["npm_lifecycle_event"] === undefined || process.platform === "win32") return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, LOOK_FOR_SHELL_MS);
  watch.unref();
}

/**
 * @param {unknown} problem
 * @returns {never}
 */
function endFor(problem) {
  if (problem instanceof Interrupted) process.exit(128 + constants.signals[problem.signal]);
  console.error(problem instanceof LaunchProblem ? `sandbar: ${problem.message}` : problem);
  process.exit(1);
}
