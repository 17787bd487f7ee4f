import { renameSync, writeFileSync } from "node:fs";
import type { Config } from "./config.ts";
import type { Upstream } from "./upstream.ts";

const titles = { local: "the local engine", novita: "the Novita cloud", e2b: "E2B" } as const;

/** What is printed once the console listens; the first line says whose sandboxes these are, where, and why. Never a key's value. */
export function greeting(upstream: Upstream, consoleUrl: string, readOnly: boolean): readonly string[] {
  const { name, url, reason } = upstream;
  return [
    `Sandbar shows ${titles[name]} at ${url} (${reason}).`,
    `Console: ${consoleUrl}${readOnly ? " (read-only)" : ""}`,
    ...sdkLines(upstream),
  ];
}

/** Lines to copy into a shell, so that programs meet the console's fleet. */
function sdkLines({ name, url, sdk }: Upstream): readonly string[] {
  if (name !== "local")
    return [
      `Programs that use ${sdk.keyVariable} as this shell has it, and this URL, work on the same sandboxes:`,
      `  export ${sdk.urlVariable}=${url}`,
    ];
  return [
    "Point your programs at it (novita-sandbox, then e2b):",
    `  export NOVITA_API_URL=${url}`,
    `  export NOVITA_API_KEY=${sdk.keyExpression}`,
    `  export E2B_API_URL=${url}`,
    `  export E2B_API_KEY=${sdk.keyExpression}`,
  ];
}

/** Tells a program that waits for the console where it is: whole or not at all. Without a path, nobody waits. */
export function writeReadyFile(path: Config["readyFile"], consoleUrl: string, { engine }: Upstream): void {
  if (path === undefined) return;
  const ready = { consoleUrl, engineUrl: engine?.url, pid: process.pid };
  writeFileSync(`${path}.part`, `${JSON.stringify(ready)}\n`);
  renameSync(`${path}.part`, path);
}
