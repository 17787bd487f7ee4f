import type { Upstream } from "./upstream.ts";

const titles = { local: "the local engine", novita: "the Novita cloud", e2b: "E2B" } as const;

/** The first line printed: whose sandboxes these are, where, and why. */
export const upstreamLine = ({ name, url, reason }: Upstream): string =>
  `Sandbar shows ${titles[name]} at ${url} (${reason}).`;

/** Lines to copy into a shell, so that programs meet the console's fleet. Never a key's value. */
export function sdkLines({ name, url, sdk }: Upstream): readonly string[] {
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
