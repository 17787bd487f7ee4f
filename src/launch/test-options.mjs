import { LaunchProblem } from "./program.mjs";

/** The steps of `npm test` a person can name, in the order of their reports. */
export const STEPS = /** @type {const} */ (["format", "lint", "types", "unused", "unit", "e2e"]);

export const HELP = `npm test -- [options] [files]

Checks everything: ${STEPS.join(", ")}. Stops at the first step that fails.

  --only <step,step>  only these steps
  --keep-going        all steps, whatever fails
  --grep <pattern>    only the browser tests whose title matches
  --strain            browser tests as on a strained machine: late answers, late frames
  --help              this text

  files               only these tests: src/….test.ts (unit), e2e/….spec.ts (browser)
  CHROMIUM_PATH       the browser to test with; else one is found or fetched

The last line is "sandbar: N passed, N failed": unit and browser tests, and each other step that failed as one.`;

/**
 * @typedef {object} TestOptions
 * @property {boolean} help
 * @property {boolean} keepGoing
 * @property {boolean} strain
 * @property {ReadonlySet<typeof STEPS[number]>} only the steps to do
 * @property {string[]} unitArguments for vitest
 * @property {string[]} e2eArguments for Playwright
 */

/**
 * @param {readonly string[]} args behind `npm test --`
 * @returns {TestOptions} throws a {@link LaunchProblem} for what it does not know
 */
export function parseTestOptions(args) {
  let help = false;
  let keepGoing = false;
  let strain = false;
  /** @type {string[] | undefined} */
  let named;
  /** @type {string[]} */
  const unitArguments = [];
  /** @type {string[]} */
  const e2eArguments = [];
  const rest = args.flatMap((arg) => (/^--\w+=/.test(arg) ? splitOnce(arg) : [arg]));
  const valueOf = (/** @type {string} */ option) => {
    const value = rest.shift();
    if (value === undefined)
      throw new LaunchProblem(`${option} needs a value. npm test -- --help lists the options.`);
    return value;
  };
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === "--help" || arg === "-h") help = true;
    else if (arg === "--keep-going") keepGoing = true;
    else if (arg === "--strain") strain = true;
    else if (arg === "--only") named = valueOf(arg).split(",");
    else if (arg === "--grep") e2eArguments.push("--grep", valueOf(arg));
    else if (arg.startsWith("-"))
      throw new LaunchProblem(`${arg} is no option of npm test. npm test -- --help lists them.`);
    else if (/\.test\.tsx?\b/.test(arg) || arg.startsWith("src")) unitArguments.push(arg);
    else e2eArguments.push(arg);
  }
  const unknown = named?.filter((name) => !STEPS.some((step) => step === name)) ?? [];
  if (unknown.length > 0)
    throw new LaunchProblem(`there is no step "${unknown[0]}". The steps are ${STEPS.join(", ")}.`);
  const meant = named ?? impliedSteps(unitArguments, e2eArguments);
  return {
    help,
    keepGoing,
    strain,
    only: new Set(STEPS.filter((step) => meant.includes(step))),
    unitArguments,
    e2eArguments,
  };
}

/**
 * Who names tests means only those.
 * @param {string[]} unitArguments
 * @param {string[]} e2eArguments
 * @returns {readonly string[]}
 */
function impliedSteps(unitArguments, e2eArguments) {
  if (unitArguments.length === 0 && e2eArguments.length === 0) return STEPS;
  return [...(unitArguments.length > 0 ? ["unit"] : []), ...(e2eArguments.length > 0 ? ["e2e"] : [])];
}

/** @param {string} arg such as `--grep=x=y` */
function splitOnce(arg) {
  const at = arg.indexOf("=");
  return [arg.slice(0, at), arg.slice(at + 1)];
}
