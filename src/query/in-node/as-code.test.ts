import { spawn, spawnSync } from "node:child_process";
import { beforeEach, expect, test } from "vitest";
import { listSearch } from "#contract/list-query.ts";
import { parseListedSandboxes } from "#contract/sandbox.ts";
import { timestampToMicros } from "#contract/timestamp.ts";
import { runProgram } from "#e2e/support/program.ts";
import { testEngine, type TestEngine } from "#engine/support/test-engine.ts";
import { asCode } from "../as-code.ts";
import { queryOf, type Query } from "../ast.ts";
import type { Capabilities } from "../capabilities.ts";
import type { CodeTarget } from "../code-text.ts";
import { match, type QueryRow } from "../match.ts";
import { parse } from "../parse.ts";
import { plan, type Plan } from "../plan.ts";
import { testContext } from "../testing/test-context.ts";

// The programs that the console hands out are run for real, with the official packages, against the local engine.

const everything: Capabilities = { template: true, startedAfter: true, order: true };
const HOSTILE = `it's "q" \\ \`id\` $(touch x) \${y} !z a&b=c %20+ü😀 \u2028 */ # \n*`;

let engine: TestEngine;
let now = 0;

beforeEach(async () => {
  engine = await testEngine();
  for (const metadata of [
    { env: "prod", team: "core" },
    { env: "prod", team: "data" },
    { env: "dev", team: "core" },
    { "odd key=&%": HOSTILE },
    { ["__proto__"]: "x", env: "" },
    {},
  ]) {
    await engine.create({ metadata });
    engine.clock.advance(31);
  }
  const [paused = ""] = await engine.list(`?${listSearch({ metadata: [["team", "data"]] }, undefined)}`);
  await engine.call("POST", `/sandboxes/${paused}/pause`);
  now = engine.clock.now() / 1000;
});

const targetOf = (kind: CodeTarget["kind"]): CodeTarget => {
  const prefix = kind === "e2b" ? "E2B_API" : "NOVITA_API";
  return {
    kind,
    url: engine.sdk.apiUrl,
    sdk: { urlVariable: `${prefix}_URL`, keyVariable: `${prefix}_KEY`, keyExpression: `"$${prefix}_KEY"` },
  };
};
const environment = () => ({
  NOVITA_API_KEY: engine.sdk.apiKey,
  E2B_API_KEY: engine.sdk.apiKey,
  NO_PROXY: "*",
});

async function rows(): Promise<readonly QueryRow[]> {
  const { body } = await engine.call("GET", "/v2/sandboxes");
  const read = parseListedSandboxes(body);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const micros = (timestamp: string) => {
    const at = timestampToMicros(timestamp);
    return at.ok ? at.value : 0;
  };
  return read.value.map((sandbox) => ({
    ...sandbox,
    startedMicros: micros(sandbox.startedAt),
    endMillis: micros(sandbox.endAt) / 1000,
  }));
}

/** The ids of the rows that a query matches, in the engine's order. */
const matching = async (query: Query): Promise<string[]> =>
  (await rows()).filter((row) => match(query, row, testContext(now))).map(({ sandboxID }) => sandboxID);

const planned = (query: Query, oldestFirst = false): Extract<Plan, { kind: "lists" }> => {
  const made = plan(query, { capabilities: everything, now, oldestFirst });
  if (made.kind === "impossible") throw new Error(made.why);
  return made;
};

const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");

const queries = [
  "",
  "env=prod",
  "env=prod state:running",
  "state:paused",
  "env=(prod, dev) team=core",
  `"odd key=&%"="${HOSTILE.replaceAll(/["\\]/g, String.raw`\$&`)}"`,
  '__proto__=x env=""',
  "template:base env=dev",
  "template:none",
  "age:<66s",
  "started:>2026-11-23T12:01",
  "env=nobody",
  // What the server does not filter by is left in: the comment says so.
  "env=prod team!=core",
  "team^=c has:env",
];

test.each(queries)("the JavaScript program lists what the plan's requests list: %s", async (text) => {
  const { query, errors } = parse(text);
  expect(errors).toEqual([]);
  const made = planned(query);
  const wanted = await matching(query);
  for (const kind of ["local", "e2b"] as const) {
    const found = lines(await runProgram(asCode(made, "js", targetOf(kind)), environment()));
    expect(found, kind).toEqual(await matching(queryOf(made.pushed)));
    expect(found).toEqual(expect.arrayContaining(wanted));
    if (made.inBrowser.length === 0) expect(found).toEqual(wanted);
  }
});

test("the oldest first, whether the package can ask for it or not", async () => {
  const { query } = parse("env=(prod, dev)");
  const wanted = (await matching(query)).toReversed();
  for (const kind of ["local", "e2b"] as const)
    expect(
      lines(await runProgram(asCode(planned(query, true), "js", targetOf(kind)), environment())),
    ).toEqual(wanted);
});

test("a hidden value comes from the environment", async () => {
  const id = await engine.create({ metadata: { api_key: "sk-canary" } });
  const code = asCode(planned(parse("api_key=sk-canary").query), "js", targetOf("local"));
  expect(code).not.toContain("canary");
  const given = { ...environment(), HIDDEN_VALUE_1: "sk-canary" };
  expect(lines(await runProgram(code, given))).toEqual([id]);
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], input: string): Promise<Ended> {
  const env = { PATH: process.env["PATH"] ?? "", PYTHONDONTWRITEBYTECODE: "1", ...environment() };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}

const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

/** The ids that the requests written in the lines get, asked by `fetch`. */
async function askedByLines(code: string): Promise<string[]> {
  const ids: string[] = [];
  for (const [, search = ""] of code.matchAll(/^ {4}'(limit=[^']*)'/gm)) {
    const response = await fetch(`${engine.sdk.apiUrl}/v2/sandboxes?${search}`, {
      headers: { "x-api-key": engine.sdk.apiKey },
    });
    ids.push(...idsOf(await response.text()));
  }
  return ids;
}

const idsOf = (text: string): string[] =>
  Array.from(text.matchAll(/"sandboxID":"([^"]*)"/g), ([, id = ""]) => id);

test.each(queries)("the curl lines ask the same: %s", async (text) => {
  const made = planned(parse(text).query);
  const code = asCode(made, "curl", targetOf("local"));
  const wanted = new Set(await matching(queryOf(made.pushed)));
  expect(new Set(await askedByLines(code))).toEqual(wanted);
  if (!has("bash", "-c", "true")) return;
  expect(await run("bash", ["-n"], code)).toEqual({ code: 0, stdout: "", stderr: "" });
  if (!has("curl", "--version")) return;
  const ended = await run("bash", [], code);
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(new Set(idsOf(ended.stdout))).toEqual(wanted);
});

test("the curl lines fail with the first request that does, and as one list hold each sandbox once", async () => {
  const made = planned(parse("env=(prod, dev)").query);
  const code = asCode(made, "curl", targetOf("local"));
  if (!has("bash", "-c", "curl --version")) return;
  const refused = await run("bash", [], `export NOVITA_API_KEY=wrong\n${code}`);
  expect(refused.code).not.toBe(0);
  expect(refused.stdout.match(/"message"/g)).toHaveLength(1);
  if (!has("jq", "--version")) return;
  const [, merged = ""] = /^# {3}(list_sandboxes \| jq .*)$/m.exec(code) ?? [];
  const both = code.replace(
    /^list_sandboxes$/m,
    `{ list_sandboxes; list_sandboxes; } | ${merged.split(" | ").slice(1).join(" | ")}`,
  );
  const ended = await run("bash", [], both);
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  const found: unknown = JSON.parse(ended.stdout);
  expect(idsOf(JSON.stringify(found))).toEqual(await matching(queryOf(made.pushed)));
});

test("both walk all pages", async () => {
  for (let count = 0; count < 120; count += 1) await engine.create({ metadata: { many: "yes" } });
  const made = planned(parse("many=yes").query);
  expect(lines(await runProgram(asCode(made, "js", targetOf("local")), environment()))).toHaveLength(120);
  const code = asCode(made, "curl", targetOf("local"));
  expect(code).toMatch(/nextToken=\$cursor[\s\S]*x-next-token/);
  if (has("bash", "-c", "curl --version"))
    expect(idsOf((await run("bash", [], code)).stdout)).toHaveLength(120);
});

test.each(queries)("the Python program is good Python: %s", async (text) => {
  for (const kind of ["local", "e2b"] as const) {
    const code = asCode(planned(parse(text).query, true), "python", targetOf(kind));
    expect(code).toMatch(/^import os\n/);
    expect(code).toMatch(/while pages\.has_next:\n\s+for sandbox in pages\.next_items\(\):/);
    if (!has("python3", "--version")) continue;
    const compile = "import sys; compile(sys.stdin.read(), 'program', 'exec')";
    expect(await run("python3", ["-X", "utf8", "-c", compile], code)).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  }
});
