import { fail, ok, type Result } from "#contract/result.ts";
import { greeting, writeReadyFile } from "./announce.ts";
import { openBackend, type BackendOptions } from "./backend.ts";
import { checkUpstream } from "./check-upstream.ts";
import type { Config } from "./config.ts";
import { createConsole } from "./console.ts";
import { listen } from "./http-server.ts";
import { prepareEngine, type Person } from "./prepare-engine.ts";
import { openSite } from "./static/site.ts";

export interface StartOptions extends BackendOptions, Person {
  /** The client build. */
  readonly clientFolder: string;
}

/** A console that serves. */
export interface Running {
  readonly url: string;
  /** Resolves once all is closed; requests in flight may finish first, within the configured limit. */
  stop(): Promise<void>;
}

/** Files, backend, port, in that order: what the first line printed promises is there. Then the engine's data, as asked. */
export async function startConsole(options: StartOptions): Promise<Result<Running, string>> {
  const { config, say, warn } = options;
  const { upstream: choice } = config;
  const address = choice.kind === "local" ? "" : choice.url;
  const site = openSite(options.clientFolder, { name: choice.kind, url: address });
  const opened = await openBackend(options);
  if (!opened.ok) return opened;
  const { upstream, parts, close } = opened.value;
  const server = await listen({
    host: config.host,
    port: config.port,
    requestTimeoutMs: config.limits.requestMs,
    handler: (port) => createConsole({ ...parts(port), site }),
  });
  if (!server.ok) {
    await close();
    return fail(listenProblem(server.error, config));
  }
  const { url } = server.value;
  for (const line of greeting(upstream, url, config.readOnly)) say(line);

  const stopping = new AbortController();
  const running = {
    url,
    async stop() {
      stopping.abort();
      await server.value.stop(config.limits.stopMs);
      await close();
    },
  };
  if (upstream.engine) {
    const prepared = await prepareEngine(upstream.engine, config.engine, options);
    if (!prepared.ok) {
      await running.stop();
      return prepared;
    }
  } else
    void (async () => {
      const problem = await checkUpstream(upstream, config.limits.checkMs, stopping.signal);
      if (problem !== undefined) warn(problem);
    })();
  writeReadyFile(config.readyFile, url, upstream);
  return ok(running);
}

function listenProblem(code: string, { host, port }: Config): string {
  const place = `${host}:${port}`;
  if (code === "EADDRINUSE")
    return `Port ${port} on ${host} is taken, perhaps by another Sandbar. Stop what listens there, or set SANDBAR_PORT (or --port) to a free port.`;
  if (code === "EACCES")
    return `This user may not listen on ${place}. Set SANDBAR_PORT (or --port) to 1024 or above.`;
  return `The console cannot listen on ${place} (${code}). Set SANDBAR_HOST and SANDBAR_PORT to an address of this machine.`;
}
