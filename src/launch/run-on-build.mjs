import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { LaunchProblem, runProgram } from "./program.mjs";
import { run } from "./run.mjs";
import { readAttempts, subjectEnvironment, testEnvironment } from "./test-environment.mjs";
import { toolCommand } from "./tool.mjs";

/**
 * Runs a tool as `npm test` runs its own: on the current build, with a browser, kept on this machine. Arguments of the
 * command line follow `args`.
 * @param {[packageName: string, program?: string]} tool
 * @param {readonly string[]} args
 * @returns {Promise<void>} when it failed, this process will too
 */
export function runOnBuild(tool, args) {
  return runProgram(async (context) => {
    await ensureInstalled(context);
    const subject = subjectEnvironment(await ensureBuilt(context), await findBrowser(context));
    const scratch = mkdtempSync(join(tmpdir(), "sandbar-run-"));
    try {
      const guardLog = join(scratch, "attempts.jsonl");
      const command = toolCommand(context.root, ...tool);
      const { ok } = await run(context, [...command, ...args, ...process.argv.slice(2)], {
        env: testEnvironment(guardLog, context.env, { ...subject, ...sizes(context.env) }),
        show: true,
      });
      const attempts = readAttempts(guardLog);
      if (attempts.length > 0)
        throw new LaunchProblem(
          `it tried to leave this machine, and was stopped:\n  ${attempts.join("\n  ")}`,
        );
      process.exitCode = ok ? 0 : 1;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
}

/**
 * How large a bench is to be, which its own variables say.
 * @param {NodeJS.ProcessEnv} env
 */
const sizes = (env) => Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith("BENCH_")));
