import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { run } from "./run.mjs";
import { toolCommand } from "./tool.mjs";

/** @typedef {import("./program.mjs").Context} Context */
/** @typedef {{ ok: boolean, output: string }} Outcome */
/** @typedef {(context: Context, env: Record<string, string>) => Promise<Outcome>} Check */

/** The checks that need neither a build nor a browser, by the name of their step. */
export const CHECKS = {
  /** @type {Check} */
  format: (context, env) => run(context, [...toolCommand(context.root, "oxfmt"), "--check", "."], { env }),

  /** @type {Check} */
  lint: (context, env) => {
    const folders = ["src", "e2e"].filter((folder) => existsSync(join(context.root, folder)));
    const oxlint = toolCommand(context.root, "oxlint");
    return run(context, [...oxlint, "--type-aware", "--deny-warnings", ...folders], { env });
  },

  /** @type {Check} */
  types: async (context, env) => {
    const tsc = toolCommand(context.root, "typescript", "tsc");
    const outcomes = [];
    for (const project of typeProjects(context.root))
      outcomes.push(await run(context, [...tsc, "--pretty", "--project", project], { env }));
    return { ok: outcomes.every(({ ok }) => ok), output: outcomes.map(({ output }) => output).join("") };
  },

  /** @type {Check} */
  unused: (context, env) => run(context, toolCommand(context.root, "knip"), { env }),
};

/**
 * Every folder with types of its own, at any depth, and the root's where it names files.
 * @param {string} root
 * @returns {string[]} paths of tsconfig files, relative to `root`
 */
export function typeProjects(root) {
  const nested = ["src", "e2e"].flatMap((folder) => projectsIn(root, folder));
  return [...nested, ...(namesFiles(root) ? ["tsconfig.json"] : [])];
}

/**
 * @param {string} root
 * @param {string} folder relative to `root`
 * @returns {string[]}
 */
function projectsIn(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => basename(path) === "tsconfig.json")
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .sort();
}

/** @param {string} root */
function namesFiles(root) {
  const file = join(root, "tsconfig.json");
  if (!existsSync(file)) return false;
  const { include, files } = JSON.parse(readFileSync(file, "utf8"));
  return (include ?? files ?? ["**"]).length > 0;
}
