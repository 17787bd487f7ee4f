import { expect, test } from "vitest";
import { parseConfig, type Config } from "./config.ts";
import type { Environment } from "./read-settings.ts";

const NOVITA = "nvta_canary_1";
const E2B = "e2b_canary_2";

function upstreamOf(env: Environment, argv: readonly string[] = []): Config["upstream"] {
  const parsed = parseConfig(env, argv);
  if (!parsed.ok) throw new Error(parsed.error.join("\n"));
  if (parsed.value.kind !== "run") throw new Error(parsed.value.kind);
  return parsed.value.config.upstream;
}

const engineUrl = "http://127.0.0.1:4401";

test.each<[string, Environment, string, string | undefined, string]>([
  [
    "a Novita key",
    { NOVITA_API_KEY: NOVITA },
    "novita",
    "https://api.us-phx-1.sandbox.novita.ai",
    "NOVITA_API_KEY is set",
  ],
  ["an E2B key", { E2B_API_KEY: E2B }, "e2b", "https://api.e2b.app", "E2B_API_KEY is set"],
  [
    "a region",
    { NOVITA_API_KEY: NOVITA, NOVITA_DOMAIN: "sandbox.novita.ai" },
    "novita",
    "https://api.sandbox.novita.ai",
    "NOVITA_API_KEY is set",
  ],
  [
    "a URL beats the domain",
    { E2B_API_KEY: E2B, E2B_DOMAIN: "x.y", E2B_API_URL: "https://box.example:8443/" },
    "e2b",
    "https://box.example:8443",
    "E2B_API_KEY is set",
  ],
  [
    "plain http to this machine",
    { E2B_API_KEY: E2B, E2B_API_URL: "http://localhost:3000" },
    "e2b",
    "http://localhost:3000",
    "E2B_API_KEY is set",
  ],
  [
    "plain http to this machine, IPv6",
    { E2B_API_KEY: E2B, E2B_API_URL: "http://[::1]:3000" },
    "e2b",
    "http://[::1]:3000",
    "E2B_API_KEY is set",
  ],
  [
    "a URL without a key",
    { NOVITA_API_URL: "https://api.example.com" },
    "local",
    undefined,
    "neither NOVITA_API_KEY nor E2B_API_KEY is set",
  ],
  [
    "the SDK's lines in this shell",
    { NOVITA_API_KEY: "k", NOVITA_API_URL: engineUrl },
    "local",
    undefined,
    "NOVITA_API_URL is the local engine's own address",
  ],
  [
    "the same by another name",
    { NOVITA_API_KEY: "k", NOVITA_API_URL: "http://LOCALHOST:4401/" },
    "local",
    undefined,
    "NOVITA_API_URL is the local engine's own address",
  ],
  [
    "both SDKs' lines",
    { NOVITA_API_KEY: "k", NOVITA_API_URL: engineUrl, E2B_API_KEY: "k", E2B_API_URL: engineUrl },
    "local",
    undefined,
    "NOVITA_API_URL and E2B_API_URL are the local engine's own address",
  ],
  [
    "another engine port",
    { NOVITA_API_KEY: "k", NOVITA_API_URL: "http://127.0.0.1:9", SANDBAR_ENGINE_PORT: "9" },
    "local",
    undefined,
    "NOVITA_API_URL is the local engine's own address",
  ],
  [
    "somebody else's port",
    { NOVITA_API_KEY: "k", NOVITA_API_URL: "http://127.0.0.1:9" },
    "novita",
    "http://127.0.0.1:9",
    "NOVITA_API_KEY is set",
  ],
  [
    "asked for, a key being set",
    { SANDBAR_UPSTREAM: "local", NOVITA_API_KEY: NOVITA },
    "local",
    undefined,
    "SANDBAR_UPSTREAM says so",
  ],
  [
    "asked for, both keys being set",
    { SANDBAR_UPSTREAM: "e2b", NOVITA_API_KEY: NOVITA, E2B_API_KEY: E2B },
    "e2b",
    "https://api.e2b.app",
    "SANDBAR_UPSTREAM says so",
  ],
])("the upstream with %s", (_, env, kind, url, reason) => {
  const upstream = upstreamOf(env);
  expect(upstream).toMatchObject({ kind, reason, ...(url === undefined ? {} : { url }) });
  if (upstream.kind !== "local") expect(upstream.key.reveal()).toBe(env[`${kind.toUpperCase()}_API_KEY`]);
});

test("a flag asks for an upstream too", () => {
  expect(upstreamOf({ E2B_API_KEY: E2B }, ["--upstream", "local"]).reason).toBe("--upstream says so");
});
