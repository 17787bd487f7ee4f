import type { ConsoleInfo } from "#contract/console-info.ts";
import { isSafeId } from "#contract/sandbox-id.ts";

export const connectLanguages = ["js", "python", "curl"] as const;
export type ConnectLanguage = (typeof connectLanguages)[number];

/** What the SDKs send when a program says nothing (contract 5.1). */
const TIMEOUT_SECONDS = 300;

const packages = {
  local: { js: "novita-sandbox", python: "novita_sandbox.code_interpreter" },
  novita: { js: "novita-sandbox", python: "novita_sandbox.code_interpreter" },
  e2b: { js: "e2b", python: "e2b" },
} as const;

/** The lines for a shell that point an SDK at the upstream; the key stands as a variable or a command that reads it, never itself. */
export const environmentLines = ({ sdk, upstream }: Pick<ConsoleInfo, "sdk" | "upstream">): string =>
  [
    `export ${sdk.urlVariable}=${shellWord(upstream.url)}`,
    // Remote keys are the reader's own: their variable is set already.
    ...(sdk.keyExpression.includes(sdk.keyVariable)
      ? []
      : [`export ${sdk.keyVariable}=${sdk.keyExpression}`]),
  ].join("\n");

/**
 * A program that connects to one sandbox through the upstream's own SDK, or the request by hand; undefined for an id that must not be put
 * into code. SDKs read key and address from the environment.
 */
export function connectCode(
  language: ConnectLanguage,
  id: string,
  { sdk, upstream }: Pick<ConsoleInfo, "sdk" | "upstream">,
): string | undefined {
  if (!isSafeId(id)) return undefined;
  const names = packages[upstream.kind];
  switch (language) {
    case "js":
      return [
        `import { Sandbox } from "${names.js}";`,
        "",
        `const sandbox = await Sandbox.connect("${id}", {`,
        `  timeoutMs: ${TIMEOUT_SECONDS * 1000},`,
        "});",
      ].join("\n");
    case "python":
      return [
        `from ${names.python} import Sandbox`,
        "",
        `sandbox = Sandbox.connect("${id}", timeout=${TIMEOUT_SECONDS})`,
      ].join("\n");
    case "curl":
      return [
        `curl -X POST "$${sdk.urlVariable}/sandboxes/${id}/connect" \\`,
        `  -H "X-API-Key: $${sdk.keyVariable}" \\`,
        `  -H "Content-Type: application/json" \\`,
        `  -d '{"timeout": ${TIMEOUT_SECONDS}}'`,
      ].join("\n");
  }
}

const shellWord = (text: string): string =>
  /^[\w:/.@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
