import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { downloadEnvironment } from "./clean-env.mjs";
import { fetchPackagedBrowser } from "./packaged-browser.mjs";
import { run } from "./run.mjs";
import { toolCommand } from "./tool.mjs";

/** @typedef {import("./program.mjs").Context} Context */
/** @typedef {{ source: string, executablePath?: string, env?: Record<string, string>, failure?: string }} Candidate */

const PROGRAM_NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome-headless-shell",
  "headless_shell",
  "microsoft-edge",
];
const MAC_APPLICATIONS = ["Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser"];
const WINDOWS_PROGRAMS = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * Every browser worth a try, the cheapest to get first; what has to be downloaded or installed is so only when asked
 * for. A way that failed is a candidate with its `failure`, for the final list.
 * @param {Context} context
 * @returns {AsyncGenerator<Candidate, void, undefined>}
 */
export async function* browserCandidates(context) {
  const { root, say, env } = context;
  const chosen = env["CHROMIUM_PATH"];
  if (chosen) yield { source: "the browser named by CHROMIUM_PATH", executablePath: chosen };
  yield { source: "Playwright's own browser" };
  for (const executablePath of installedBrowsers(env))
    yield { source: "an installed browser", executablePath };

  say("no browser here that works: downloading Playwright's headless one");
  const source = "Playwright's download";
  const download = await run(
    context,
    [...toolCommand(root, "@playwright/test", "playwright"), "install", "--only-shell", "chromium"],
    // Where downloads are silently dropped, the default is to wait for minutes.
    { env: downloadEnvironment({ PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" }, env) },
  );
  yield download.ok ? { source } : { source, failure: complaint(download.output) };

  if (process.platform === "linux" && process.arch === "x64") {
    say("that did not work: installing a headless browser packaged for npm");
    yield await fetchPackagedBrowser(context);
  }
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("that did not work: installing the distribution's chromium with apt-get");
    yield await installWithApt(context);
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} [platform]
 * @returns {string[]} paths that exist, each once
 */
export function installedBrowsers(env, platform = process.platform) {
  /** @type {string[]} */
  let places;
  if (platform === "darwin") {
    const folders = ["/Applications", join(env["HOME"] ?? "", "Applications")];
    places = folders.flatMap((folder) =>
      MAC_APPLICATIONS.map((name) => join(folder, `${name}.app`, "Contents", "MacOS", name)),
    );
  } else if (platform === "win32") {
    const folders = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map((name) => env[name] ?? "");
    places = folders.flatMap((folder) => WINDOWS_PROGRAMS.map((name) => join(folder, name)));
  } else {
    const folders = [...(env["PATH"] ?? "").split(delimiter), "/usr/bin", "/usr/local/bin", "/snap/bin"];
    places = folders.flatMap((folder) => PROGRAM_NAMES.map((name) => join(folder, name)));
  }
  return [...new Set(places)].filter((path) => existsSync(path));
}

/**
 * @param {Context} context run by root
 * @returns {Promise<Candidate>}
 */
async function installWithApt(context) {
  const source = "the distribution's chromium";
  const env = downloadEnvironment({ DEBIAN_FRONTEND: "noninteractive" }, context.env);
  for (const task of [
    ["update"],
    ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
  ]) {
    const apt = await run(context, ["apt-get", "-q", ...task], { env });
    if (!apt.ok) return { source, failure: complaint(apt.output) };
  }
  return { source, executablePath: "/usr/bin/chromium" };
}

/** @param {string} output */
function complaint(output) {
  const lines = output.trim().split("\n");
  return lines.find((line) => /error|failed|^E:/i.test(line)) ?? lines[0] ?? "it said nothing";
}
