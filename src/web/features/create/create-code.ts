import { MASK, isSecret } from "#contract/secret.ts";
import type { NewSandbox } from "#contract/sandbox.ts";
import {
  INVISIBLE,
  block,
  escaped,
  isE2b,
  jsKey,
  jsonText,
  keyLine,
  pythonText,
  type CodeLanguage,
  type CodeTarget,
} from "#query/code-text.ts";

/**
 * The request that the form would send, as a program: the same body, with the key read from its variable. Text is quoted so that
 * nothing in it can act as code, and what cannot be seen is written as an escape.
 */
export function createCode(body: NewSandbox, language: CodeLanguage, target: CodeTarget): string {
  return writers[language](body, target);
}

/** The body with secret metadata and all environment values masked, to be shown before someone asks to see them. */
export function maskedBody(body: NewSandbox): NewSandbox {
  const { metadata, envVars } = body;
  const mask = (pairs: Record<string, string>, hide: (key: string, value: string) => boolean) =>
    Object.fromEntries(Object.entries(pairs).map(([key, value]) => [key, hide(key, value) ? MASK : value]));
  return {
    ...body,
    ...(metadata ? { metadata: mask(metadata, isSecret) } : {}),
    ...(envVars ? { envVars: mask(envVars, (_, value) => value !== "") } : {}),
  };
}

/** How many values `maskedBody` hides. */
export function maskedCount(body: NewSandbox): number {
  const masked = Object.values(body.envVars ?? {}).filter((value) => value !== "");
  return (
    Object.entries(body.metadata ?? {}).filter(([key, value]) => isSecret(key, value)).length + masked.length
  );
}

function jsCode(body: NewSandbox, target: CodeTarget): string {
  const pairs = (entries: Record<string, string>) =>
    block(
      "{",
      Object.entries(entries).map(([key, value]) => `${jsKey(key)}: ${jsonText(value)},`),
      "}",
      "  ",
    );
  const resume = body.autoResume ? `, autoResume: ${body.autoResume.enabled}` : "";
  const options = [
    `apiKey: process.env.${target.sdk.keyVariable},`,
    `apiUrl: ${jsonText(target.url)},`,
    `timeoutMs: ${body.timeout * 1000},`,
    // E2B's SDK always secures and has no such choice any more (contract 5.2).
    ...(isE2b(target) ? [] : [`secure: ${body.secure},`]),
    `allowInternetAccess: ${body.allow_internet_access},`,
    `lifecycle: { onTimeout: "${body.autoPause ? "pause" : "kill"}"${resume} },`,
    ...(body.metadata ? [`metadata: ${pairs(body.metadata)},`] : []),
    ...(body.envVars ? [`envs: ${pairs(body.envVars)},`] : []),
  ];
  const create = `const sandbox = await Sandbox.create(${jsonText(body.templateID)}, {`;
  return [
    `import { Sandbox } from "${isE2b(target) ? "e2b" : "novita-sandbox"}";`,
    "",
    ...keyLine(target).map((line) => `// In the shell before: ${line}`),
    block(create, options, "});", "  "),
    "console.log(sandbox.sandboxId);",
    "",
  ].join("\n");
}

function pythonCode(body: NewSandbox, target: CodeTarget): string {
  const truth = (value: boolean) => (value ? "True" : "False");
  const pairs = (entries: Record<string, string>) => {
    const lines = Object.entries(entries).map(([key, value]) => `${pythonText(key)}: ${pythonText(value)},`);
    return block("{", lines, "}", "    ");
  };
  const resume = body.autoResume ? `, "auto_resume": ${truth(body.autoResume.enabled)}` : "";
  const options = [
    `template=${pythonText(body.templateID)},`,
    `api_key=os.environ["${target.sdk.keyVariable}"],`,
    `api_url=${pythonText(target.url)},`,
    `timeout=${body.timeout},`,
    ...(isE2b(target) ? [] : [`secure=${truth(body.secure)},`]),
    `allow_internet_access=${truth(body.allow_internet_access)},`,
    `lifecycle={"on_timeout": "${body.autoPause ? "pause" : "kill"}"${resume}},`,
    ...(body.metadata ? [`metadata=${pairs(body.metadata)},`] : []),
    ...(body.envVars ? [`envs=${pairs(body.envVars)},`] : []),
  ];
  return [
    "import os",
    "",
    `from ${isE2b(target) ? "e2b" : "novita_sandbox.core"} import Sandbox`,
    "",
    ...keyLine(target).map((line) => `# In the shell before: ${line}`),
    block("sandbox = Sandbox.create(", options, ")", "    "),
    "print(sandbox.sandbox_id)",
    "",
  ].join("\n");
}

/** For any POSIX shell. As escapes of JSON, `'` and `!` mean nothing to it, not even to its history. */
function curlCode(body: NewSandbox, target: CodeTarget): string {
  const json = JSON.stringify(body, undefined, 2).replaceAll(INVISIBLE, escaped).replaceAll(/['!]/g, escaped);
  const words = [
    `curl --fail-with-body '${target.url.replaceAll("'", "%27")}/sandboxes'`,
    `-H "X-API-Key: $${target.sdk.keyVariable}"`,
    `-H "Content-Type: application/json"`,
    `--data-raw '${json}'`,
  ];
  return [...keyLine(target), words.join(" \\\n  "), ""].join("\n");
}

const writers = { js: jsCode, python: pythonCode, curl: curlCode } as const;
