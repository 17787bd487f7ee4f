import { ok, type Result } from "#contract/result.ts";
import type { Config } from "./config.ts";
import { consoleInfo } from "./console-info.ts";
import type { ConsoleParts, RequestLine } from "./console.ts";
import type { EngineStarter } from "./engine-port.ts";
import { servedHosts } from "./guard.ts";
import { createProxy } from "./proxy/proxy.ts";
import { openUpstream, type Upstream } from "./upstream.ts";

export interface BackendOptions {
  readonly config: Config;
  readonly version: string;
  readonly engine: EngineStarter;
  /** Where warnings and logged requests go. */
  readonly warn: (line: string) => void;
}

/** All of a console but its files and its port, which differ between a build and development. */
export interface Backend {
  readonly upstream: Upstream;
  /** @param port where the console listens */
  readonly parts: (port: number) => Omit<ConsoleParts, "site">;
  readonly close: () => Promise<void>;
}

/** Opens the upstream and a proxy to it; the error says what stands in the way, and the way out. */
export async function openBackend({
  config,
  version,
  engine,
  warn,
}: BackendOptions): Promise<Result<Backend, string>> {
  const opened = await openUpstream(config, engine, warn);
  if (!opened.ok) return opened;
  const upstream = opened.value;
  const { readOnly, limits } = config;
  const proxy = createProxy({
    upstreams: [upstream],
    timeoutMs: limits.upstreamMs,
    connectTimeoutMs: limits.connectMs,
    userAgent: `sandbar/${version}`,
  });
  return ok({
    upstream,
    parts: (port) => ({
      rules: { hosts: servedHosts(config.host, port), readOnly },
      info: () => consoleInfo(upstream, readOnly, version),
      proxy,
      ...(config.log === "requests" ? { onDone: (line) => warn(requestText(line)) } : {}),
    }),
    close: async () => {
      await proxy.destroy();
      await upstream.engine?.close();
    },
  });
}

const requestText = ({ method, template, status, durationMs }: RequestLine): string =>
  `${method} ${template} ${status === 0 ? "given up" : status} ${durationMs.toFixed(1)} ms`;
