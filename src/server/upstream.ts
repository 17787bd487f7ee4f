import { resolve } from "node:path";
import type { ConsoleInfo, UpstreamKind } from "#contract/console-info.ts";
import { fail, ok, type Result } from "#contract/result.ts";
import type { Config } from "./config.ts";
import type { Engine, EngineOutcome, EngineStarter } from "./engine-port.ts";
import { Secret } from "./secret.ts";

/** The upstream of this run, ready to be asked. */
export interface Upstream {
  readonly name: UpstreamKind;
  readonly url: string;
  readonly key: Secret;
  readonly reason: string;
  /** Only with `local`. */
  readonly engine?: Engine;
  /** See {@link ConsoleInfo}. */
  readonly sdk: ConsoleInfo["sdk"];
}

/**
 * Makes the chosen upstream ready: a remote one is taken as it is, the local engine is started.
 * @returns the upstream, or what stands in the way, with the way out
 */
export async function openUpstream(
  { upstream, engine: wanted }: Config,
  starter: EngineStarter,
): Promise<Result<Upstream, string>> {
  if (upstream.kind !== "local") {
    const { kind, url, key, reason } = upstream;
    const variable = `${kind.toUpperCase()}_API`;
    const sdk = {
      urlVariable: `${variable}_URL`,
      keyVariable: `${variable}_KEY`,
      keyExpression: `"$${variable}_KEY"`,
    };
    return ok({ name: kind, url, key, reason, sdk });
  }
  const dataDir = resolve(wanted.dataDir);
  const key = wanted.key ? ok(wanted.key.reveal()) : starter.loadOrMakeKey(dataDir);
  if (!key.ok) return fail(`${key.error.message} ${key.error.remedy}`);
  const host = "127.0.0.1";
  const started = await starter.start({ dataDir, key: key.value, host, port: wanted.port });
  if (!started.ok) {
    const { code, message, remedy } = started.error;
    const way =
      code === "port-taken"
        ? "Stop what listens there, or set SANDBAR_ENGINE_PORT (or --engine-port) to a free port."
        : remedy;
    return fail(`${message} ${way}`);
  }
  const engine = started.value;
  const keyExpression = wanted.key
    ? '"$SANDBAR_ENGINE_KEY"'
    : `"$(cat ${shellWord(`${wanted.dataDir.replace(/\/+$/, "")}/engine.key`)})"`;
  const sdk = { urlVariable: "NOVITA_API_URL", keyVariable: "NOVITA_API_KEY", keyExpression };
  const { reason } = upstream;
  return ok({ name: "local", url: engine.url, key: new Secret(key.value), reason, engine, sdk });
}

export interface Person {
  /** Tells the person one thing. */
  readonly say: (line: string) => void;
  /** Asks for a yes; absent when nobody can answer. */
  readonly ask?: (question: string) => Promise<boolean>;
}

/** Empties and fills the local engine as the command line asks; the error says what was not done, and the way out. */
export async function prepareEngine(
  engine: Engine,
  wanted: Config["engine"],
  { say, ask }: Person,
): Promise<Result<void, string>> {
  if (wanted.reset) {
    const question = `Remove all ${engine.count()} sandboxes of the local engine in ${wanted.dataDir}?`;
    if (!wanted.yes && !ask)
      return fail("--reset asks before it removes anything; without a terminal, add --yes.");
    if (!wanted.yes && !(await ask?.(question))) return fail("Nothing was removed.");
    const emptied = outcome(await engine.empty());
    if (!emptied.ok) return emptied;
    say("The local engine is empty now.");
  }
  if (wanted.demo === undefined) return ok(undefined);
  if (engine.isDemo()) {
    say(
      `The local engine holds demo data already (${engine.count()} sandboxes); it stays as it is. --reset --demo ${wanted.demo} makes it anew.`,
    );
    return ok(undefined);
  }
  const filled = outcome(await engine.fillDemo(wanted.demo));
  if (filled.ok) say(`The local engine holds ${wanted.demo} demo sandboxes now.`);
  return filled;
}

function outcome(result: EngineOutcome | void): Result<void, string> {
  return !result || result.ok ? ok(undefined) : fail(`${result.error.message} ${result.error.remedy}`);
}

/** A path as it stands inside a shell's double quotes and command substitution. */
const shellWord = (path: string): string =>
  /^[\w./~@%+:,-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
