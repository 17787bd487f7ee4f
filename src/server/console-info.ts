import type { ConsoleInfo, UpstreamKind } from "#contract/console-info.ts";
import type { Upstream } from "./upstream.ts";

/** What the page may ask of each kind: the largest page (contract 11: never above 100) and the longest timeout (contract 5.6). */
const limits: Readonly<Record<UpstreamKind, ConsoleInfo["limits"]>> = {
  local: { pageSize: 100, maxTimeoutSeconds: 24 * 3600 },
  novita: { pageSize: 100, maxTimeoutSeconds: 4 * 3600 },
  e2b: { pageSize: 100, maxTimeoutSeconds: 24 * 3600 },
};

/** `GET /console.json`. Made of named fields only, none of which is a key. */
export function consoleInfo(upstream: Upstream, readOnly: boolean, version: string): ConsoleInfo {
  const { name, url, reason, engine, sdk } = upstream;
  return {
    version,
    upstream: { name, kind: name, url, reason },
    readOnly,
    demo: engine?.isDemo() ?? false,
    limits: limits[name],
    sdk,
  };
}
