import { writeFileSync, renameSync } from "node:fs";
import { fail, ok, type Result } from "#contract/result.ts";
import { sdkLines, upstreamLine } from "./banner.ts";
import { checkUpstream } from "./check-upstream.ts";
import type { Config } from "./config.ts";
import { consoleInfo } from "./console-info.ts";
import { createConsole, type RequestLine } from "./console.ts";
import type { EngineStarter } from "./engine-port.ts";
import { servedHosts } from "./guard.ts";
import { listen } from "./http-server.ts";
import { prepareEngine, type Person } from "./prepare-engine.ts";
import { createProxy } from "./proxy/proxy.ts";
import { openSite } from "./static/site.ts";
import { openUpstream } from "./upstream.ts";

export interface StartOptions extends Person {
  readonly engine: EngineStarter;
  readonly config: Config;
  readonly version: string;
  /** The client build. */
  readonly clientFolder: string;
  /** Where warnings and logged requests go. */
  readonly warn: (line: string) => void;
}

/** A console that serves. */
export interface Running {
  readonly url: string;
  /** Resolves once all is closed; requests in flight may finish first, within the configured limit. */
  stop(): Promise<void>;
}

/** Upstream, proxy, files, port, in that order: what the first line printed promises is there. Then the engine's data, as asked. */
export async function startConsole(options: StartOptions): Promise<Result<Running, string>> {
  const { config, version, say, warn } = options;
  const opened = await openUpstream(config, options.engine, warn);
  if (!opened.ok) return opened;
  const upstream = opened.value;
  const site = openSite(options.clientFolder, upstream.name);
  const proxy = createProxy({
    upstreams: [upstream],
    timeoutMs: config.limits.upstreamMs,
    connectTimeoutMs: config.limits.connectMs,
    userAgent: `sandbar/${version}`,
  });
  const closeParts = async (): Promise<void> => {
    await proxy.destroy();
    await upstream.engine?.close();
  };

  const server = await listen({
    host: config.host,
    port: config.port,
    requestTimeoutMs: config.limits.requestMs,
    handler: (port) =>
      createConsole({
        rules: { hosts: servedHosts(config.host, port), readOnly: config.readOnly },
        info: () => consoleInfo(upstream, config.readOnly, version),
        proxy,
        site,
        ...(config.log === "requests" ? { onDone: (line) => warn(requestText(line)) } : {}),
      }),
  });
  if (!server.ok) {
    await closeParts();
    return fail(listenProblem(server.error, config));
  }
  const { url } = server.value;
  const stopping = new AbortController();

  say(upstreamLine(upstream));
  say(`Console: ${url}`);
  if (config.readOnly) say("Read-only: it only looks.");
  for (const line of sdkLines(upstream)) say(line);
  const running = {
    url,
    async stop() {
      stopping.abort();
      await server.value.stop(config.limits.stopMs);
      await closeParts();
    },
  };
  const prepared = upstream.engine
    ? await prepareEngine(upstream.engine, config.engine, options)
    : ok(undefined);
  if (!prepared.ok) {
    await running.stop();
    return prepared;
  }
  if (config.readyFile !== undefined)
    writeReadyFile(config.readyFile, { consoleUrl: url, engineUrl: upstream.engine?.url, pid: process.pid });

  if (upstream.engine === undefined)
    void (async () => {
      const problem = await checkUpstream(upstream, config.limits.checkMs, stopping.signal);
      if (problem !== undefined) warn(problem);
    })();

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

const requestText = ({ method, template, status, durationMs }: RequestLine): string =>
  `${method} ${template} ${status === 0 ? "given up" : status} ${durationMs.toFixed(1)} ms`;

/** Tells a program that waits for us where we are: whole or not at all. */
function writeReadyFile(path: string, ready: object): void {
  writeFileSync(`${path}.part`, `${JSON.stringify(ready)}\n`);
  renameSync(`${path}.part`, path);
}
