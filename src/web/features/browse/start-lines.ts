import type { ConsoleInfo } from "#contract/console-info.ts";

type Target = Pick<ConsoleInfo, "sdk" | "upstream">;

/** The shell lines that point an SDK at the upstream: the key as an expression that reads it, never the key itself. */
export function shellLines({ sdk, upstream }: Target): string {
  const url = `export ${sdk.urlVariable}='${upstream.url.replaceAll("'", `'\\''`)}'`;
  // A remote upstream's key is in its variable already.
  const hasKey = sdk.keyExpression.includes(`$${sdk.keyVariable}`);
  return hasKey ? url : `${url}\nexport ${sdk.keyVariable}=${sdk.keyExpression}`;
}

/** A first program for the upstream's own SDK. */
export function programLines({ upstream }: Target): string {
  const sdkPackage = upstream.kind === "e2b" ? "e2b" : "novita-sandbox";
  return [
    `import { Sandbox } from "${sdkPackage}";`,
    "",
    `const sandbox = await Sandbox.create({ metadata: { env: "dev" } });`,
  ].join("\n");
}
