import { resolve } from "node:path";
import type { ConsoleInfo, UpstreamKind } from "#contract/console-info.ts";
import { fail, ok, type Result } from "#contract/result.ts";
import type { Config } from "./config.ts";
import { wayOut, type Engine, type EngineStarter } from "./engine-port.ts";
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
 * @param log gets the engine's lines about what went wrong inside
 * @returns the upstream, or what stands in the way, with the way out
 */
export async function openUpstream(
  { upstream, engine: wanted }: Config,
  starter: EngineStarter,
  log: (line: string) => void,
): Promise<Result<Upstream, string>> {
  const { reason } = upstream;
  if (upstream.kind !== "local") {
    const { kind, url, key } = upstream;
    const variable = `${kind.toUpperCase()}_API`;
    const keyVariable = `${variable}_KEY`;
    const sdk = { urlVariable: `${variable}_URL`, keyVariable, keyExpression: `"$${keyVariable}"` };
    return ok({ name: kind, url, key, reason, sdk });
  }
  const dataDir = resolve(wanted.dataDir);
  const key = wanted.key ? ok(wanted.key.reveal()) : starter.loadOrMakeKey(dataDir);
  if (!key.ok) return fail(wayOut(key.error));
  const started = await starter.start({
    dataDir,
    key: key.value,
    host: "127.0.0.1",
    port: wanted.port,
    log,
  });
  if (!started.ok) return fail(wayOut(started.error));
  const engine = started.value;
  const keyExpression = wanted.key ? '"$SANDBAR_ENGINE_KEY"' : `"$(cat ${keyFile(wanted.dataDir)})"`;
  const sdk = { urlVariable: "NOVITA_API_URL", keyVariable: "NOVITA_API_KEY", keyExpression };
  return ok({ name: "local", url: engine.url, key: new Secret(key.value), reason, engine, sdk });
}

/** The engine's key file as one word for a shell, inside of `$( )`. */
function keyFile(dataDir: string): string {
  const path = `${dataDir.replace(/[\\/]+$/, "")}/engine.key`;
  return /^[\w./~@%+:,-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
