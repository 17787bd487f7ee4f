import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cleanEnvironment, downloadEnvironment } from "./clean-env.mjs";
import { npmCommand } from "./install.mjs";
import { run } from "./run.mjs";

/** @typedef {import("./program.mjs").Context} Context */
/** @typedef {import("./browser-candidates.mjs").Candidate} Candidate */

/** Asks for a newer Node than ours in its `engines`, and runs on ours; the last one that does not ask is much older. */
const PACKAGE = "@sparticuz/chromium";
const VERSION = "153.0.0";

/**
 * A headless Chromium that comes as an npm package made for serverless machines, with the libraries and the font a
 * bare system lacks. For a machine that reaches a package registry and nothing else. Linux x64 only.
 * @param {Context} context
 * @returns {Promise<Candidate>}
 */
export async function fetchPackagedBrowser(context) {
  const source = "a browser packaged for npm";
  const cache = join(context.root, "node_modules", ".cache", "sandbar", "packaged-browser");
  const home = join(cache, VERSION);
  if (!existsSync(home)) {
    const install = [
      ...npmCommand(context.env),
      "install",
      "--prefix",
      cache,
      "--no-save",
      "--no-package-lock",
    ];
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, "package.json"), "{}"); // Else npm takes the nearest one above: this project's.
    const npm = await run(
      context,
      [install[0] ?? "npm", ...install.slice(1), "--no-audit", "--no-fund", `${PACKAGE}@${VERSION}`],
      {
        env: downloadEnvironment({ npm_config_loglevel: "error" }, context.env),
      },
    );
    if (!npm.ok) return { source, failure: npm.output.trim().split("\n").at(0) ?? "npm install failed" };
    const failure = await unpack(context, cache, home);
    if (failure !== undefined) return { source, failure };
  }
  return {
    source,
    executablePath: join(home, "chromium"),
    env: {
      LD_LIBRARY_PATH: join(home, "al2023", "lib"),
      FONTCONFIG_PATH: home,
      FONTCONFIG_FILE: "fonts.conf",
    },
  };
}

/**
 * The package unpacks itself into the folder for temporary files, so it gets one of its own, renamed when complete.
 * @param {Context} context
 * @param {string} cache
 * @param {string} home where everything shall lie
 * @returns {Promise<string | undefined>} what went wrong
 */
async function unpack(context, cache, home) {
  const half = join(cache, "half-unpacked");
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half);
  const folder = join(cache, "node_modules", PACKAGE);
  const program = `
    import chromium, { inflate } from ${JSON.stringify(pathToFileURL(join(folder, "build", "index.js")).href)};
    await Promise.all([chromium.executablePath(), inflate(${JSON.stringify(join(folder, "bin", "al2023.tar.br"))})]);`;
  const node = await run(context, [process.execPath, "--input-type=module", "--eval", program], {
    env: cleanEnvironment({ TMPDIR: half }, context.env),
  });
  if (!node.ok) return node.output.trim().split("\n").at(-1);
  // The package's own fonts.conf names a folder under /tmp, and a Chromium without any font ends at once.
  writeFileSync(
    join(half, "fonts.conf"),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(home, "fonts")}</dir><cachedir>${join(home, "font-cache")}</cachedir></fontconfig>`,
  );
  mkdirSync(dirname(home), { recursive: true });
  renameSync(half, home);
  return undefined;
}
