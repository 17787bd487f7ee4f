import "./node-version.mjs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { CHECKS } from "./checks.mjs";
import { ensureInstalled } from "./install.mjs";
import { LaunchProblem, runProgram } from "./program.mjs";
import { run } from "./run.mjs";
import { NOTHING, closingLine, readCounts, sum } from "./test-counts.mjs";
import { readAttempts, subjectEnvironment, testEnvironment } from "./test-environment.mjs";
import { HELP, parseTestOptions } from "./test-options.mjs";
import { toolCommand } from "./tool.mjs";

/** @typedef {import("./program.mjs").Context} Context */
/** @typedef {import("./test-counts.mjs").Counts} Counts */
/** @typedef {import("./test-options.mjs").TestOptions} TestOptions */

await runProgram(async (context) => {
  const options = parseTestOptions(process.argv.slice(2));
  if (options.help) return console.log(HELP);
  const scratch = mkdtempSync(join(tmpdir(), "sandbar-test-"));
  try {
    const total = sum(await runSteps(context, options, scratch));
    const testsMeant = options.only.has("unit") || options.only.has("e2e");
    const noneRan = testsMeant && total.passed + total.failed === 0;
    if (noneRan) console.log("FAILED: no test ran");
    console.log(closingLine(total));
    process.exitCode = total.failed > 0 || noneRan ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

/**
 * @param {Context} context
 * @param {TestOptions} options
 * @param {string} scratch a folder for this run alone
 * @returns {Promise<Counts[]>} one for each step done; after a failed one no further is begun unless asked for
 */
async function runSteps(context, options, scratch) {
  const { only, keepGoing } = options;
  const guardLog = join(scratch, "attempts.jsonl");
  const env = testEnvironment(guardLog, context.env);
  /** @type {Counts[]} */
  const done = [];
  const goOn = () => keepGoing || sum(done).failed === 0;
  /** @param {string} name @param {() => Promise<Counts>} work */
  const step = async (name, work) => done.push(await reported(name, work));

  await step("install", () => ensureInstalled(context).then(() => NOTHING));
  if (sum(done).failed > 0) return done;

  // Two at once: each of these keeps about one processor busy.
  const checks = Object.entries(CHECKS).filter(([name]) => [...only].some((wanted) => wanted === name));
  const takeTurns = async () => {
    for (let next = checks.shift(); next !== undefined && goOn(); next = checks.shift()) {
      const [name, check] = next;
      await step(name, async () => {
        const { ok, output } = await check(context, env);
        if (!ok) console.log(output.trimEnd());
        return { ...NOTHING, failed: ok ? 0 : 1 };
      });
    }
  };
  await Promise.all([takeTurns(), takeTurns()]);

  if (only.has("unit") && goOn()) await step("unit", () => runUnit(context, env, options, scratch));
  if (only.has("e2e") && goOn()) {
    /** @type {Record<string, string> | undefined} */
    let subject;
    await step("build", async () => {
      subject = subjectEnvironment(await ensureBuilt(context), await findBrowser(context));
      return NOTHING;
    });
    if (subject !== undefined) {
      const whole = { ...env, ...subject, ...(options.strain ? { SANDBAR_TEST_STRAIN: "1" } : {}) };
      await step("e2e", () => runBrowserTests(context, whole, options, scratch));
    }
  }

  const attempts = readAttempts(guardLog);
  if (attempts.length > 0) {
    console.log(`FAILED: tests tried to leave this machine, and were stopped:\n  ${attempts.join("\n  ")}`);
    done.push({ ...NOTHING, failed: 1 });
  }
  return done;
}

/**
 * @param {Context} context
 * @param {Record<string, string>} env
 * @param {TestOptions} options
 * @param {string} scratch
 */
async function runUnit(context, env, { unitArguments }, scratch) {
  const report = join(scratch, "unit.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const vitest = toolCommand(context.root, "vitest");
  const { ok } = await run(context, [...vitest, "run", ...reporters, ...unitArguments], { env, show: true });
  return readCounts(report, ok);
}

/**
 * @param {Context} context
 * @param {Record<string, string>} env
 * @param {TestOptions} options
 * @param {string} scratch
 */
async function runBrowserTests(context, env, { e2eArguments }, scratch) {
  const report = join(scratch, "e2e.json");
  const playwright = toolCommand(context.root, "@playwright/test", "playwright");
  // Playwright empties this folder at its start, so two runs at once need one each.
  const results = join(context.root, "test-results", String(process.pid));
  const args = ["test", "-c", "e2e/playwright.config.ts", "--reporter=list,json", `--output=${results}`];
  const { ok } = await run(context, [...playwright, ...args, ...e2eArguments], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    show: true,
  });
  if (ok) rmSync(results, { recursive: true, force: true });
  return readCounts(report, ok);
}

/**
 * Does one step and reports it on one line. A problem that can be told in words makes it fail.
 * @param {string} name
 * @param {() => Promise<Counts>} work
 * @returns {Promise<Counts>}
 */
async function reported(name, work) {
  const begunAt = performance.now();
  const counts = await work().catch((/** @type {unknown} */ problem) => {
    if (!(problem instanceof LaunchProblem)) throw problem;
    console.log(problem.message);
    return { ...NOTHING, failed: 1 };
  });
  const seconds = ((performance.now() - begunAt) / 1000).toFixed(1);
  console.log(`${counts.failed === 0 ? "ok    " : "FAILED"} ${name.padEnd(8)} ${seconds} s`);
  return counts;
}
