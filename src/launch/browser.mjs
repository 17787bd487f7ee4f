import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { browserCandidates } from "./browser-candidates.mjs";
import { cleanEnvironment } from "./clean-env.mjs";
import { LaunchProblem } from "./program.mjs";

/** @typedef {import("./program.mjs").Context} Context */

/**
 * A browser that was seen to work, as kept in node_modules/.cache/sandbar/browser.json and handed to test processes in
 * SANDBAR_TEST_BROWSER. All but `source` are options of Playwright's `chromium.launch`; `env` is what the browser needs
 * on top of the launching process's own environment.
 * @typedef {object} Browser
 * @property {string} source where it came from, in words
 * @property {string} [executablePath] absent: the one Playwright brings itself
 * @property {Record<string, string>} [env]
 * @property {string[]} args
 * @property {boolean} chromiumSandbox
 */

/** Browsers look for updates, components and time on their own; a test's browser finds this machine only. */
const LOOPBACK_ONLY =
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]";
/** How long a browser may take to show one page, in milliseconds. */
const LAUNCH_TIMEOUT_MS = 20_000;

/**
 * A browser for the tests: the one that worked last time if it still does, else the first of all candidates that
 * really shows a page.
 * @param {Context} context packages are installed
 * @param {AsyncIterable<import("./browser-candidates.mjs").Candidate>} [candidates]
 * @returns {Promise<Browser>} fails with a {@link LaunchProblem} that says what to install
 */
export async function findBrowser(context, candidates = browserCandidates(context)) {
  const { root, say, env, interrupted } = context;
  const file = join(root, "node_modules", ".cache", "sandbar", "browser.json");
  const chosen = env["CHROMIUM_PATH"];
  const recorded = existsSync(file) ? parseBrowser(readFileSync(file, "utf8")) : undefined;
  const stillMeant = recorded !== undefined && (!chosen || recorded.executablePath === chosen);
  if (stillMeant && (await tryBrowser(context, recorded)) === undefined) return recorded;

  /** @type {string[]} */
  const failures = [];
  for await (const candidate of candidates) {
    interrupted.throwIfAborted();
    const { failure: prepared, source, ...options } = candidate;
    /** @type {string | undefined} */
    let failure = prepared;
    for (const chromiumSandbox of sandboxChoices()) {
      if (prepared !== undefined) break;
      const browser = { source, ...options, args: [LOOPBACK_ONLY], chromiumSandbox };
      failure = await tryBrowser(context, browser);
      if (failure !== undefined) continue;
      say(`testing with ${source}${options.executablePath ? ` (${options.executablePath})` : ""}`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(browser, undefined, 2));
      return browser;
    }
    failures.push(`  ${source}: ${failure}`);
    if (chosen && options.executablePath === chosen)
      say(`CHROMIUM_PATH=${chosen} does not work (${failure}); looking further`);
  }
  throw new LaunchProblem(
    `no browser for the tests could be started. Install Chromium or Chrome, or set CHROMIUM_PATH to one. Tried:\n${failures.join("\n")}`,
  );
}

/**
 * Chromium's own sandbox does not work for root, nor where the system keeps user namespaces from everybody; the tests
 * show nothing but this project's pages, so there they go without.
 */
function sandboxChoices() {
  return process.getuid?.() === 0 ? [false] : [true, false];
}

/**
 * Starts a browser and has it show a page.
 * @param {Context} context
 * @param {Browser} browser
 * @returns {Promise<string | undefined>} why it does not work, or nothing
 */
async function tryBrowser(context, { executablePath, env, args, chromiumSandbox }) {
  const test = createRequire(createRequire(join(context.root, "package.json")).resolve("@playwright/test"));
  const { chromium } = createRequire(test.resolve("playwright"))("playwright-core");
  try {
    const browser = await chromium.launch({
      executablePath,
      args,
      chromiumSandbox,
      env: cleanEnvironment(env, context.env),
      timeout: LAUNCH_TIMEOUT_MS,
    });
    try {
      const page = await browser.newPage();
      await page.goto("data:text/html,<title>works</title>", { timeout: LAUNCH_TIMEOUT_MS });
      const title = await page.title();
      return title === "works" ? undefined : `showed "${title}" instead of a test page`;
    } finally {
      await browser.close();
    }
  } catch (error) {
    return firstWords(error);
  }
}

/**
 * The line of a launch failure that says why; Playwright wraps it in a report of many.
 * @param {unknown} error
 */
function firstWords(error) {
  const lines = String(error instanceof Error ? error.message : error)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !line.startsWith("<launching>"));
  const telling = lines.find((line) =>
    /error while loading|FATAL|ENOENT|EACCES|no usable sandbox|doesn't exist/i.test(line),
  );
  return (telling ?? lines[0] ?? "no reason given").slice(0, 300);
}

/**
 * @param {string} text
 * @returns {Browser | undefined} undefined when it is not a browser's description, so that the search starts anew
 */
function parseBrowser(text) {
  try {
    const browser = JSON.parse(text);
    return Array.isArray(browser?.args) ? browser : undefined;
  } catch {
    return undefined;
  }
}
