import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * How the program of an installed package is started: by this Node and its file, for neither `npx` nor the links in
 * node_modules/.bin behave the same on every system.
 * @param {string} root
 * @param {string} packageName
 * @param {string} [program] where the package is named otherwise
 * @returns {[string, string]}
 */
export function toolCommand(root, packageName, program = packageName) {
  const folder = join(root, "node_modules", packageName);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = typeof bin === "string" ? bin : bin[program];
  if (file === undefined) throw new Error(`The package ${packageName} has no program called ${program}.`);
  return [process.execPath, join(folder, file)];
}
