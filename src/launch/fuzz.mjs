import "./node-version.mjs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled } from "./install.mjs";
import { LaunchProblem, runProgram } from "./program.mjs";
import { run } from "./run.mjs";
import { testEnvironment } from "./test-environment.mjs";
import { toolCommand } from "./tool.mjs";

const DEFAULT_RUNS = 100_000;
const LARGEST_SEED = 2 ** 31;

// Tries the query language's properties on far more cases than `npm test` does.
await runProgram(async (context) => {
  const { values } = parseArgs({ options: { runs: { type: "string" }, seed: { type: "string" } } });
  const runs = wholeNumber("--runs", values.runs) ?? DEFAULT_RUNS;
  const seed = wholeNumber("--seed", values.seed) ?? Math.floor(Math.random() * LARGEST_SEED);
  await ensureInstalled(context);
  console.log(
    `${runs} cases of each property. To repeat this: npm run fuzz -- --runs ${runs} --seed ${seed}`,
  );
  const scratch = mkdtempSync(join(tmpdir(), "sandbar-fuzz-"));
  try {
    const { ok } = await run(
      context,
      [...toolCommand(context.root, "vitest"), "run", "--testTimeout=0", "src/query"],
      {
        env: testEnvironment(join(scratch, "attempts.jsonl"), context.env, {
          SANDBAR_FUZZ_RUNS: String(runs),
          SANDBAR_FUZZ_SEED: String(seed),
        }),
        show: true,
      },
    );
    process.exitCode = ok ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

/**
 * @param {string} option
 * @param {string | undefined} text
 */
function wholeNumber(option, text) {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new LaunchProblem(`${option} takes a whole number.`);
  return Number(text);
}
