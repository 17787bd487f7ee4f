import { spawn } from "node:child_process";
import { LaunchProblem } from "./program.mjs";

/** @typedef {import("./program.mjs").Context} Context */

/** How long an interrupted child may take before it is killed. */
const PATIENCE_SECONDS = 5;

/**
 * Runs one program to its end. A signal that ends us is passed on to it once, and only when it is gone does the call
 * fail with that interruption: nobody cleans up under a program that still works.
 * @param {Pick<Context, "root" | "interrupted">} context the program runs in `root`
 * @param {readonly [string, ...string[]]} command the program and its arguments
 * @param {{ env: NodeJS.ProcessEnv, show?: boolean }} options `show`: it gets this terminal, instead of its output
 *   being collected
 * @returns {Promise<{ ok: boolean, output: string }>} whether it ended with 0, and what it printed unless shown
 */
export function run({ root, interrupted }, [file, ...args], { env, show = false }) {
  return new Promise((resolve, reject) => {
    if (interrupted.aborted) return reject(interrupted.reason);
    const child = spawn(file, args, { cwd: root, env, stdio: show ? "inherit" : ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output += text));

    /** @type {NodeJS.Timeout | undefined} */
    let patience;
    const passOn = () => {
      child.kill(interrupted.reason.signal);
      patience = setTimeout(() => child.kill("SIGKILL"), PATIENCE_SECONDS * 1000);
    };
    interrupted.addEventListener("abort", passOn, { once: true });

    const finish = () => {
      clearTimeout(patience);
      interrupted.removeEventListener("abort", passOn);
    };
    child.on("error", (error) => {
      finish();
      reject(new LaunchProblem(`${file} could not be started: ${error.message}`));
    });
    child.on("close", (code) => {
      finish();
      if (interrupted.aborted) reject(interrupted.reason);
      else resolve({ ok: code === 0, output });
    });
  });
}
