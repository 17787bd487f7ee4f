import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/**
 * One process, told apart from a later one that was given the same number.
 * @typedef {object} ProcessIdentity
 * @property {number} pid
 * @property {string} host name of the machine or container that numbers it
 * @property {string | null} started when the system says it started, in the system's own words; null where it says
 *   nothing (Windows)
 */

/** @returns {ProcessIdentity} */
export function thisProcess() {
  return { pid: process.pid, host: hostname(), started: startOf(process.pid) };
}

/**
 * Whether a process that was written down earlier still runs. One on another host cannot be looked up from here and
 * counts as running.
 * @param {ProcessIdentity} identity
 */
export function isRunning({ pid, host, started }) {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return started === null || started === startOf(pid);
}

/**
 * @param {number} pid
 * @returns {string | null} null as well for a process that is gone, or dead and not yet collected by its parent
 */
function startOf(pid) {
  try {
    if (process.platform === "linux") {
      // The program's name, in parentheses, may hold spaces: state and start time are counted from behind it.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      if (fields[0] === "Z" || fields[0] === "X") return null;
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      return `${fields[19]} ticks after boot ${boot}`;
    }
    if (process.platform === "win32") return null;
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null; // No such process.
  }
}
