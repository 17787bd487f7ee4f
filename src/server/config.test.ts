import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseConfig, type Config } from "./config.ts";
import type { Environment } from "./read-settings.ts";
import { helpText, settings, type Setting } from "./settings.ts";

const NOVITA = "nvta_canary_1";
const E2B = "e2b_canary_2";
const engineUrl = "http://127.0.0.1:4401";

function configOf(env: Environment, argv: readonly string[] = []): Config {
  const parsed = parseConfig(env, argv);
  if (!parsed.ok) throw new Error(parsed.error.join("\n"));
  if (parsed.value.kind !== "run") throw new Error(parsed.value.kind);
  return parsed.value.config;
}

function problemsOf(env: Environment, argv: readonly string[] = []): readonly string[] {
  const parsed = parseConfig(env, argv);
  return parsed.ok ? [] : parsed.error;
}

test("nothing set gives the documented defaults", () => {
  expect(configOf({})).toEqual({
    host: "127.0.0.1",
    port: 4400,
    upstream: { kind: "local", reason: "neither NOVITA_API_KEY nor E2B_API_KEY is set" },
    readOnly: false,
    log: "errors",
    readyFile: undefined,
    limits: { upstreamMs: 60_000, connectMs: 10_000, checkMs: 5000, requestMs: 30_000, stopMs: 1200 },
    engine: { port: 4401, dataDir: ".sandbar", key: undefined, demo: undefined, reset: false, yes: false },
  });
});

test.each<[string, Environment, readonly string[], object]>([
  ["PORT counts", { PORT: "81" }, [], { port: 81 }],
  ["SANDBAR_PORT beats PORT", { PORT: "81", SANDBAR_PORT: "82" }, [], { port: 82 }],
  ["an empty variable is not set", { SANDBAR_PORT: "", PORT: "  " }, [], { port: 4400 }],
  ["a flag beats both", { PORT: "81", SANDBAR_PORT: "82" }, ["--port", "83"], { port: 83 }],
  ["a flag with an equals sign", {}, ["--port=0"], { port: 0 }],
  ["IPv6 loses its brackets", { SANDBAR_HOST: "[::1]" }, [], { host: "::1" }],
  ["any loopback address", {}, ["--host", "127.8.0.1"], { host: "127.8.0.1" }],
  ["read-only by variable", { SANDBAR_READ_ONLY: "TRUE" }, [], { readOnly: true }],
  ["read-only by switch", {}, ["--read-only"], { readOnly: true }],
  ["a switch can be turned off", { SANDBAR_READ_ONLY: "1" }, ["--read-only=no"], { readOnly: false }],
  ["requests are logged", { SANDBAR_LOG: "requests" }, [], { log: "requests" }],
  ["two free ports do not collide", {}, ["--port", "0", "--engine-port", "0"], { port: 0 }],
  ["ports may agree without an engine", { NOVITA_API_KEY: NOVITA }, ["--port=4401"], { port: 4401 }],
])("%s", (_, env, argv, expected) => {
  expect(configOf(env, argv)).toMatchObject(expected);
});

test("the engine's settings", () => {
  const argv = ["--demo", "5000", "--reset", "--yes", "--data-dir", "/data", "--engine-port", "9"];
  const { engine } = configOf({ SANDBAR_ENGINE_KEY: "k-1234567" }, argv);
  expect(engine).toMatchObject({ port: 9, dataDir: "/data", demo: 5000, reset: true, yes: true });
  expect(engine.key?.reveal()).toBe("k-1234567");
});

test.each<[string, Environment, readonly string[], RegExp]>([
  [
    "both keys",
    { NOVITA_API_KEY: NOVITA, E2B_API_KEY: E2B },
    [],
    /NOVITA_API_KEY and E2B_API_KEY are both set.*SANDBAR_UPSTREAM=novita/,
  ],
  ["no key for what is asked for", { SANDBAR_UPSTREAM: "novita" }, [], /NOVITA_API_KEY is not set/],
  ["an unknown upstream", {}, ["--upstream", "aws"], /^--upstream is "aws": it must be local, novita or e2b/],
  [
    "the engine's address for a remote upstream",
    { SANDBAR_UPSTREAM: "novita", NOVITA_API_KEY: "k", NOVITA_API_URL: engineUrl },
    [],
    /NOVITA_API_URL is this console's own local engine/,
  ],
  [
    "a host for everyone",
    { SANDBAR_HOST: "0.0.0.0" },
    [],
    /^SANDBAR_HOST is "0\.0\.0\.0": the console has no login yet.*ssh -L/,
  ],
  ["a host that only looks like loopback", {}, ["--host", "127.0.0.1.example.com"], /^--host is/],
  [
    "a port of letters",
    { SANDBAR_PORT: "abc" },
    [],
    /^SANDBAR_PORT is "abc": it must be a whole number from 0 to 65535\.$/,
  ],
  ["a port too high", { PORT: "65536" }, [], /^PORT is "65536"/],
  ["a negative port", {}, ["--port=-1"], /^--port is "-1"/],
  ["a port in another notation", { SANDBAR_ENGINE_PORT: "0x10" }, [], /^SANDBAR_ENGINE_PORT is "0x10"/],
  [
    "one port for two",
    { SANDBAR_PORT: "4401" },
    [],
    /^SANDBAR_ENGINE_PORT is "4401": the console listens there/,
  ],
  ["a time of words", { SANDBAR_UPSTREAM_TIMEOUT_MS: "soon" }, [], /^SANDBAR_UPSTREAM_TIMEOUT_MS is "soon"/],
  ["no time at all", { SANDBAR_CONNECT_TIMEOUT_MS: "0" }, [], /from 1 to/],
  [
    "a yes that is none",
    { SANDBAR_READ_ONLY: "maybe" },
    [],
    /^SANDBAR_READ_ONLY is "maybe": it must be yes or no/,
  ],
  ["an unknown log", { SANDBAR_LOG: "all" }, [], /^SANDBAR_LOG is "all": it must be errors or requests/],
  [
    "an unknown flag",
    {},
    ["--prot", "1"],
    /^--prot is nothing that Sandbar knows; --help lists its flags\.$/,
  ],
  ["a key as an unknown flag", {}, ["--novita-api-key", "canary"], /^--novita-api-key is nothing/],
  ["a key as an unknown flag, by equals sign", {}, ["--key=canary"], /^--key is nothing/],
  ["a word alone", {}, ["canary", "canary"], /^A word without a flag before it is nothing/],
  ["a flag twice", {}, ["--port", "1", "--port", "2"], /^--port is given twice/],
  ["a flag without its value", {}, ["--port"], /^--port needs a value: --port N\.$/],
  ["a flag whose value is the next flag", {}, ["--demo", "--yes"], /^--demo needs a value: --demo N\.$/],
  ["a demo of none", {}, ["--demo", "0"], /^--demo is "0"/],
  [
    "a demo for a remote upstream",
    { E2B_API_KEY: E2B },
    ["--demo", "5"],
    /^--demo is for the local engine only; the upstream is e2b\.$/,
  ],
  [
    "a reset of a remote upstream",
    { E2B_API_KEY: E2B },
    ["--reset"],
    /^--reset is for the local engine only/,
  ],
  [
    "a key of two lines",
    { NOVITA_API_KEY: "canary\nX-Evil: 1" },
    [],
    /^NOVITA_API_KEY holds a character that no API key has/,
  ],
  [
    "an engine key with a space",
    { SANDBAR_ENGINE_KEY: "canary canary" },
    [],
    /^SANDBAR_ENGINE_KEY must be printable ASCII/,
  ],
  ["an engine key to be guessed", { SANDBAR_ENGINE_KEY: "canary" }, [], /8 to 256 characters long\.$/],
  [
    "a URL without a scheme",
    { E2B_API_KEY: E2B, E2B_API_URL: "127.0.0.1:3000" },
    [],
    /^E2B_API_URL is not a URL with its scheme/,
  ],
  [
    "a URL of another scheme",
    { E2B_API_KEY: E2B, E2B_API_URL: "ftp://a.b" },
    [],
    /^E2B_API_URL is not a URL/,
  ],
  ["a URL that is none", { E2B_API_KEY: E2B, E2B_API_URL: "https://" }, [], /^E2B_API_URL is not a URL/],
  [
    "a path prefix",
    { E2B_API_KEY: E2B, E2B_API_URL: "https://a.b/api" },
    [],
    /must end after the host and port/,
  ],
  ["a query", { E2B_API_KEY: E2B, E2B_API_URL: "https://a.b/?x" }, [], /must end after the host and port/],
  [
    "a password in the URL",
    { E2B_API_KEY: E2B, E2B_API_URL: "https://u:canary@a.b" },
    [],
    /must not hold a user name/,
  ],
  [
    "plain http to another machine",
    { E2B_API_KEY: E2B, E2B_API_URL: "http://10.0.0.5:3000" },
    [],
    /the key would travel readable/,
  ],
  [
    "a domain that is a URL",
    { NOVITA_API_KEY: NOVITA, NOVITA_DOMAIN: "https://x" },
    [],
    /^NOVITA_DOMAIN is "https:\/\/x": it must be a domain/,
  ],
  ["a domain with a path", { NOVITA_API_KEY: NOVITA, NOVITA_DOMAIN: "a.b/c" }, [], /^NOVITA_DOMAIN is/],
])("refuses %s", (_, env, argv, words) => {
  const problems = problemsOf(env, argv);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(words);
  expect(problems.join()).not.toContain("canary");
});

test("lists all problems at once", () => {
  const env = {
    SANDBAR_HOST: "0.0.0.0",
    SANDBAR_PORT: "x",
    SANDBAR_LOG: "y",
    NOVITA_API_KEY: "a",
    E2B_API_KEY: "b",
  };
  expect(problemsOf(env, ["--read-only=perhaps", "--what"])).toHaveLength(6);
  expect(problemsOf({}, ["--a", "--b", "--port"])).toHaveLength(3);
});

test("help and version win over every problem", () => {
  expect(parseConfig({ SANDBAR_PORT: "x" }, ["--nonsense", "--help"])).toMatchObject({
    value: { kind: "help" },
  });
  expect(parseConfig({ SANDBAR_PORT: "x" }, ["--version"])).toEqual({ ok: true, value: { kind: "version" } });
});

test("help and docs/configuration.md name every setting with its default", () => {
  const help = helpText();
  const page = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");
  const all: readonly Setting[] = Object.values(settings);
  for (const { env, flag, fallback } of all) {
    for (const name of [...env, ...(flag === undefined ? [] : [`--${flag}`])]) {
      expect(help).toContain(name);
      expect(page).toContain(`\`${name}`);
    }
    if (fallback !== undefined) expect(help).toContain(`[${fallback}]`);
  }
});

test("no flag takes a key, as everyone on the machine sees a command line", () => {
  const all: readonly Setting[] = Object.values(settings);
  for (const { placeholder, flag } of all) if (placeholder === "KEY") expect(flag).toBeUndefined();
});

test("a configuration printed in whatever way shows no key", () => {
  const env = { SANDBAR_UPSTREAM: "novita", NOVITA_API_KEY: NOVITA, SANDBAR_ENGINE_KEY: "sandbar_canary_3" };
  const config = configOf(env);
  const prints = [
    JSON.stringify(config),
    inspect(config, { depth: 9, showHidden: true, getters: true }),
    String(config.engine.key),

    JSON.stringify(structuredClone(JSON.parse(JSON.stringify(config)))),
  ];
  for (const print of prints) expect(print).not.toContain("canary");
  expect(JSON.stringify(config)).toContain('"key":"[secret]"');
});

test("whatever is set, parsing gives a configuration or sentences, and never a key", () => {
  const names = Object.values(settings).flatMap((setting: Setting) => setting.env);
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom("1", "0", "local", "e2b", "https://a.b", "canary_key", "127.0.0.1"),
  );
  const flags = Object.values(settings).flatMap(({ flag }: Setting) =>
    flag === undefined ? [] : [`--${flag}`],
  );
  const environment = fc.dictionary(fc.constantFrom(...names), value);
  const argv = fc.array(fc.oneof(fc.constantFrom(...flags), fc.string()), { maxLength: 6 });
  fc.assert(
    fc.property(environment, argv, (env, words) => {
      const parsed = parseConfig({ ...env, NOVITA_API_KEY: "canary_key_0" }, words);
      expect(inspect(parsed, { depth: 9 })).not.toContain("canary_key_0");
      if (!parsed.ok) {
        expect(parsed.error.length).toBeGreaterThan(0);
        for (const problem of parsed.error) expect(problem).toMatch(/\.$|\S$/);
      }
    }),
  );
});
