import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

/** Where a Linux distribution puts its own. */
const DISTRIBUTION_CHROMIUM = "/usr/bin/chromium";

/** Browsers look for updates, components and time on their own; a test's browser finds this machine only. */
const ARGS = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/**
 * How to start the browser: as the launcher found it (`SANDBAR_TEST_BROWSER`), else the distribution's, else Playwright's own. Without
 * its sandbox where the launcher says so, and for root, for whom Chromium has none.
 */
export function browserLaunchOptions(environment: NodeJS.ProcessEnv = process.env): LaunchOptions {
  const found = parseFound(environment["SANDBAR_TEST_BROWSER"]);
  const executablePath =
    found === undefined && existsSync(DISTRIBUTION_CHROMIUM) ? DISTRIBUTION_CHROMIUM : found?.executablePath;
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    ...(found?.env === undefined ? {} : { env: { ...stringsOf(environment), ...found.env } }),
    args: [...ARGS, ...(found?.args ?? [])],
    chromiumSandbox: found?.chromiumSandbox ?? process.getuid?.() !== 0,
  };
}

interface FoundBrowser {
  readonly executablePath: string | undefined;
  readonly env: Record<string, string> | undefined;
  readonly args: readonly string[];
  readonly chromiumSandbox: boolean | undefined;
}

function parseFound(json: string | undefined): FoundBrowser | undefined {
  if (json === undefined || json === "") return undefined;
  const found: unknown = JSON.parse(json);
  if (typeof found !== "object" || found === null)
    throw new TypeError("SANDBAR_TEST_BROWSER must be an object");
  const { executablePath, env, args, chromiumSandbox } = { ...emptyFound, ...found };
  return {
    executablePath: typeof executablePath === "string" ? executablePath : undefined,
    env: typeof env === "object" && env !== null ? stringsOf(env) : undefined,
    args: Array.isArray(args) ? args.map(String) : [],
    chromiumSandbox: typeof chromiumSandbox === "boolean" ? chromiumSandbox : undefined,
  };
}

const emptyFound: Record<keyof FoundBrowser, unknown> = {
  executablePath: undefined,
  env: undefined,
  args: undefined,
  chromiumSandbox: undefined,
};

const stringsOf = (entries: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(entries).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
