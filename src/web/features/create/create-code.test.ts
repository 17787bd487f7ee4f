import fc from "fast-check";
import { expect, test } from "vitest";
import type { NewSandbox } from "#contract/sandbox.ts";
import { codeLanguages, jsonText, pythonText, type CodeTarget } from "#query/code-text.ts";
import { createCode, maskedBody, maskedCount } from "./create-code.ts";

const target: CodeTarget = {
  kind: "novita",
  url: "https://api.example.test",
  sdk: { urlVariable: "NOVITA_API_URL", keyVariable: "NOVITA_API_KEY", keyExpression: '"$NOVITA_API_KEY"' },
};
const body: NewSandbox = {
  templateID: "base",
  timeout: 300,
  secure: true,
  allow_internet_access: true,
  autoPause: true,
  autoResume: { enabled: false },
  metadata: { env: "prod" },
  envVars: { OPENAI_API_KEY: "sk-1", EMPTY: "" },
};

test("JavaScript, Python and curl say the same request, the key as a variable", () => {
  expect(createCode(body, "js", target)).toBe(`import { Sandbox } from "novita-sandbox";

const sandbox = await Sandbox.create("base", {
  apiKey: process.env.NOVITA_API_KEY,
  apiUrl: "https://api.example.test",
  timeoutMs: 300000,
  secure: true,
  allowInternetAccess: true,
  lifecycle: { onTimeout: "pause", autoResume: false },
  metadata: {
    "env": "prod",
  },
  envs: {
    "OPENAI_API_KEY": "sk-1",
    "EMPTY": "",
  },
});
console.log(sandbox.sandboxId);
`);
  expect(createCode(body, "python", target)).toBe(`import os

from novita_sandbox.core import Sandbox

sandbox = Sandbox.create(
    template="base",
    api_key=os.environ["NOVITA_API_KEY"],
    api_url="https://api.example.test",
    timeout=300,
    secure=True,
    allow_internet_access=True,
    lifecycle={"on_timeout": "pause", "auto_resume": False},
    metadata={
        "env": "prod",
    },
    envs={
        "OPENAI_API_KEY": "sk-1",
        "EMPTY": "",
    },
)
print(sandbox.sandbox_id)
`);
  expect(createCode({ ...body, envVars: {} }, "curl", target))
    .toBe(`curl --fail-with-body 'https://api.example.test/sandboxes' \\
  -H "X-API-Key: $NOVITA_API_KEY" \\
  -H "Content-Type: application/json" \\
  --data-raw '{
  "templateID": "base",
  "timeout": 300,
  "secure": true,
  "allow_internet_access": true,
  "autoPause": true,
  "autoResume": {
    "enabled": false
  },
  "metadata": {
    "env": "prod"
  },
  "envVars": {}
}'
`);
});

test("E2B's packages for an E2B upstream, without the choice its SDK no longer has", () => {
  const e2b: CodeTarget = { ...target, kind: "e2b", sdk: { ...target.sdk, keyVariable: "E2B_API_KEY" } };
  const [js, python] = [createCode(body, "js", e2b), createCode(body, "python", e2b)];
  expect(js).toContain('from "e2b"');
  expect(python).toContain("from e2b import Sandbox");
  expect(`${js}${python}`).not.toContain("secure");
  expect(js).toContain("process.env.E2B_API_KEY");
});

test("where the key is kept in a file, the shell line that reads it comes first", () => {
  const local: CodeTarget = {
    ...target,
    kind: "local",
    sdk: { ...target.sdk, keyExpression: '"$(cat .sandbar/engine.key)"' },
  };
  const line = 'export NOVITA_API_KEY="$(cat .sandbar/engine.key)"';
  expect(createCode(body, "js", local)).toContain(`// In the shell before: ${line}\n`);
  expect(createCode(body, "python", local)).toContain(`# In the shell before: ${line}\n`);
  expect(createCode(body, "curl", local).startsWith(`${line}\n`)).toBe(true);
});

test.each([
  ["plain", '"plain"', '"plain"'],
  ['say "hi"\\', String.raw`"say \"hi\"\\"`, String.raw`"say \"hi\"\\"`],
  ["it's ${x} `y` $(z)", '"it\'s ${x} `y` $(z)"', '"it\'s ${x} `y` $(z)"'],
  ["a\nb\r\tc\0", String.raw`"a\nb\r\tc\u0000"`, String.raw`"a\nb\r\tc\u0000"`],
  ["\u202Eevil\u2066", String.raw`"\u202eevil\u2066"`, String.raw`"\u202eevil\u2066"`],
  [
    "\u2028\u2029\u0085\u007F",
    String.raw`"\u2028\u2029\u0085\u007f"`,
    String.raw`"\u2028\u2029\u0085\u007f"`,
  ],
  ["日本 😀 é", '"日本 😀 é"', '"日本 😀 é"'],
  ["\u{E0041}", String.raw`"\udb40\udc41"`, String.raw`"\U000e0041"`],
  [String.raw`\udb40\udc41`, String.raw`"\\udb40\\udc41"`, String.raw`"\\udb40\\udc41"`],
  [String.raw`\x{1}`, String.raw`"\\x{1}"`, String.raw`"\\x{1}"`],
])("%j is quoted for JavaScript and Python", (text, js, python) => {
  expect(jsonText(text)).toBe(js);
  expect(pythonText(text)).toBe(python);
});

const anyText = fc.string({ unit: "binary" });

test("quoted text reads back as itself, on one line, with nothing invisible in it", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(JSON.parse(jsonText(text))).toBe(text);
      expect(
        pythonText(text).replaceAll(/\\U000(.{5})/g, (_, point: string) =>
          String.fromCodePoint(Number.parseInt(point, 16)),
        ),
      ).toSatisfy((read: string) => text.includes("\\U000") || JSON.parse(read) === text);
      expect(`${jsonText(text)}${pythonText(text)}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 2000 },
  );
});

test("in the curl lines nothing of a body can leave its quotes", () => {
  fc.assert(
    fc.property(fc.dictionary(anyText, anyText), (metadata) => {
      const code = createCode({ ...body, metadata, envVars: {} }, "curl", target);
      const json = code.slice(code.indexOf("--data-raw '") + 12, -2);
      expect(json).not.toMatch(/['!]/);
      expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify({ ...body, metadata, envVars: {} }));
    }),
    { numRuns: 500 },
  );
});

test("secret metadata and environment values are masked until asked for, in every language", () => {
  const holding = {
    ...body,
    metadata: { env: "prod", api_key: "hidden-1" },
    envVars: { A: "hidden-2", EMPTY: "" },
  };
  expect(maskedCount(holding)).toBe(2);
  for (const language of codeLanguages) {
    const code = createCode(maskedBody(holding), language, target);
    expect(code).not.toContain("hidden");
    expect(code).toContain("prod");
  }
  expect(maskedCount({ ...body, metadata: { env: "prod" }, envVars: {} })).toBe(0);
});
