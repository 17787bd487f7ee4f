import { expect, test } from "vitest";
import type { ConsoleInfo } from "#contract/console-info.ts";
import { programLines, shellLines } from "./start-lines.ts";

const target = (
  kind: ConsoleInfo["upstream"]["kind"],
  url: string,
  keyExpression: string,
): Pick<ConsoleInfo, "sdk" | "upstream"> => ({
  upstream: { name: kind, kind, url, reason: "" },
  sdk: { urlVariable: "NOVITA_API_URL", keyVariable: "NOVITA_API_KEY", keyExpression },
});

test("the local engine's key is read from its file, never shown", () => {
  expect(shellLines(target("local", "http://127.0.0.1:4401", '"$(cat .sandbar/engine.key)"'))).toBe(
    `export NOVITA_API_URL='http://127.0.0.1:4401'\nexport NOVITA_API_KEY="$(cat .sandbar/engine.key)"`,
  );
});

test("a remote upstream's key is in its variable already", () => {
  expect(shellLines(target("novita", "https://api.example", '"$NOVITA_API_KEY"'))).toBe(
    "export NOVITA_API_URL='https://api.example'",
  );
});

test("a quote in the address does not end the shell's word", () => {
  expect(shellLines(target("novita", "https://a'b", '"$NOVITA_API_KEY"'))).toBe(
    `export NOVITA_API_URL='https://a'\\''b'`,
  );
});

test.each([
  ["local", "novita-sandbox"],
  ["novita", "novita-sandbox"],
  ["e2b", "e2b"],
] as const)("a program for %s uses %s", (kind, name) => {
  expect(programLines(target(kind, "", ""))).toContain(`from "${name}"`);
});
