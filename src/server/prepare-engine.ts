import { fail, ok, type Result } from "#contract/result.ts";
import type { Config } from "./config.ts";
import { wayOut, type Engine } from "./engine-port.ts";

/** Whoever started the console. */
export interface Person {
  /** Tells one thing. */
  readonly say: (line: string) => void;
  /** Asks for a yes; absent when nobody can answer. */
  readonly ask?: (question: string) => Promise<boolean>;
}

/** Empties and fills the local engine as the command line asks; the error says what was not done, and the way out. */
export async function prepareEngine(
  engine: Engine,
  { reset, yes, demo, dataDir }: Config["engine"],
  { say, ask }: Person,
): Promise<Result<void, string>> {
  if (reset) {
    const question = `Remove all ${engine.count()} sandboxes of the local engine in ${dataDir}?`;
    if (!yes && !ask) return fail("--reset asks before it removes anything; without a terminal, add --yes.");
    if (!yes && !(await ask?.(question))) return fail("Nothing was removed.");
    engine.empty();
    say("The local engine is empty now.");
  }
  if (demo === undefined) return ok(undefined);
  if (engine.isDemo() && engine.count() > 0) {
    say(
      `The local engine holds demo data already (${engine.count()} sandboxes), which stays. --reset --demo ${demo} makes it anew.`,
    );
    return ok(undefined);
  }
  const filled = engine.fillDemo(demo);
  if (!filled.ok) return fail(wayOut(filled.error));
  say(`The local engine holds ${filled.value} demo sandboxes now.`);
  return ok(undefined);
}
