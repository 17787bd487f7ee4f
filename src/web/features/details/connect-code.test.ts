import { expect, test } from "vitest";
import { connectCode, connectLanguages, environmentLines } from "./connect-code.ts";

const local = {
  upstream: { name: "local", kind: "local", url: "http://127.0.0.1:4401", reason: "" },
  sdk: {
    urlVariable: "NOVITA_API_URL",
    keyVariable: "NOVITA_API_KEY",
    keyExpression: '"$(cat .sandbar/engine.key)"',
  },
} as const;
const e2b = {
  upstream: { name: "e2b", kind: "e2b", url: "https://api.e2b.app", reason: "" },
  sdk: { urlVariable: "E2B_API_URL", keyVariable: "E2B_API_KEY", keyExpression: "$E2B_API_KEY" },
} as const;

test("the local engine is reached with the Novita SDK", () => {
  expect(connectCode("js", "iabc", local)).toBe(
    'import { Sandbox } from "novita-sandbox";\n\nconst sandbox = await Sandbox.connect("iabc", {\n  timeoutMs: 300000,\n});',
  );
  expect(connectCode("python", "iabc", local)).toBe(
    'from novita_sandbox.code_interpreter import Sandbox\n\nsandbox = Sandbox.connect("iabc", timeout=300)',
  );
});

test("E2B is reached with its own", () => {
  expect(connectCode("js", "iabc", e2b)).toContain('from "e2b"');
  expect(connectCode("python", "iabc", e2b)).toContain("from e2b import Sandbox");
});

test("curl takes address and key from variables", () => {
  expect(connectCode("curl", "iabc", e2b)).toBe(
    [
      'curl -X POST "$E2B_API_URL/sandboxes/iabc/connect" \\',
      '  -H "X-API-Key: $E2B_API_KEY" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '{"timeout": 300}'`,
    ].join("\n"),
  );
});

test("the environment names the key's source, and leaves a variable that is the reader's own alone", () => {
  expect(environmentLines(local)).toBe(
    'export NOVITA_API_URL=http://127.0.0.1:4401\nexport NOVITA_API_KEY="$(cat .sandbar/engine.key)"',
  );
  expect(environmentLines(e2b)).toBe("export E2B_API_URL=https://api.e2b.app");
});

test("an address with a quote stays one word of the shell", () => {
  const odd = { ...local, upstream: { ...local.upstream, url: "http://h/'; rm -rf ~" } };
  expect(environmentLines(odd).split("\n")[0]).toBe(
    String.raw`export NOVITA_API_URL='http://h/'\''; rm -rf ~'`,
  );
});

test.each(['a"); process.exit(', "../quota", "", "a b", "$(id)"])("no code is made for the id %j", (id) => {
  for (const language of connectLanguages) expect(connectCode(language, id, local)).toBeUndefined();
});
