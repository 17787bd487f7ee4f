import { existsSync, readFileSync } from "node:fs";
import { cleanEnvironment } from "./clean-env.mjs";
import { GUARD_OPTION } from "./guard-option.mjs";

/**
 * What every process of a test run gets: nothing of the shell's keys, and the guard that keeps it on this machine.
 * @param {string} guardLog file that notes attempts to leave
 * @param {NodeJS.ProcessEnv} shell
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {Record<string, string>}
 */
export function testEnvironment(guardLog, shell, extra = {}) {
  return cleanEnvironment({ NODE_OPTIONS: GUARD_OPTION, SANDBAR_NET_GUARD_LOG: guardLog, ...extra }, shell);
}

/**
 * @param {string} guardLog
 * @returns {string[]} each attempt to leave this machine, on a line of words
 */
export function readAttempts(guardLog) {
  if (!existsSync(guardLog)) return [];
  const lines = readFileSync(guardLog, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => {
    const { what, target, program, stack } = JSON.parse(line);
    const caller = String(stack)
      .split("\n")
      .find((text) => /file:|\/src\/|\/e2e\//.test(text) && !text.includes("net-guard"));
    return `${what} to ${target}, by ${program} ${caller?.trim() ?? ""}`;
  });
}

/**
 * What `e2e` finds its subject by, wherever it is started from.
 * @param {string} build folder of the build under test
 * @param {import("./browser.mjs").Browser} browser
 */
export function subjectEnvironment(build, browser) {
  return { SANDBAR_BUILD: build, SANDBAR_TEST_BROWSER: JSON.stringify(browser) };
}
