import type { UpstreamKind } from "#contract/console-info.ts";
import { fail, ok, type Result } from "#contract/result.ts";
import { isLoopback } from "./loopback.ts";
import type { Written, WrittenSettings } from "./read-settings.ts";
import { Secret } from "./secret.ts";
import { settings } from "./settings.ts";

/** Whose sandboxes are shown, and why. The local engine's URL is known only once it listens. */
export type UpstreamChoice =
  | { readonly kind: "local"; readonly reason: string }
  | {
      readonly kind: Exclude<UpstreamKind, "local">;
      /** The API's origin, without a trailing slash. */
      readonly url: string;
      readonly key: Secret;
      readonly reason: string;
    };

const providers = {
  novita: { key: "novitaKey", domain: "novitaDomain", url: "novitaUrl" },
  e2b: { key: "e2bKey", domain: "e2bDomain", url: "e2bUrl" },
} as const;
type Provider = keyof typeof providers;
const providerNames = ["novita", "e2b"] as const satisfies readonly Provider[];

const keyVariable = (provider: Provider): string => settings[providers[provider].key].env[0];
const urlVariable = (provider: Provider): string => settings[providers[provider].url].env[0];

/**
 * Picks the upstream: the one asked for; else `local` when no key is set, or when a set URL is our own engine's (people paste the
 * SDK's lines into the shell they start the console from); else the one whose key is set.
 * @param enginePort where the local engine would listen
 * @returns the choice, or every problem that stands in its way
 */
export function chooseUpstream(
  written: WrittenSettings,
  enginePort: number,
): Result<UpstreamChoice, readonly string[]> {
  const asked = written.get("upstream");
  const own = providerNames.filter((name) =>
    isOwnEngine(written.get(providers[name].url)?.text ?? "", enginePort),
  );
  if (asked) {
    if (asked.text === "local") return ok({ kind: "local", reason: `${asked.source} says so` });
    const provider = providerNames.find((name) => name === asked.text);
    if (!provider)
      return fail([`${asked.source} is ${JSON.stringify(asked.text)}: it must be local, novita or e2b.`]);
    if (own.includes(provider))
      return fail([
        `${urlVariable(provider)} is this console's own local engine, which does not run with ${asked.source}=${provider}. Unset the URL, or use ${asked.source}=local.`,
      ]);
    return remote(provider, written, `${asked.source} says so`);
  }
  const keyed = providerNames.filter((name) => written.has(providers[name].key));
  if (keyed.length === 0)
    return ok({
      kind: "local",
      reason: `neither ${providerNames.map(keyVariable).join(" nor ")} is set`,
    });
  if (own.length > 0)
    return ok({
      kind: "local",
      reason: `${own.map(urlVariable).join(" and ")} ${own.length > 1 ? "are" : "is"} the local engine's own address`,
    });
  const [provider, other] = keyed;
  if (provider === undefined || other !== undefined)
    return fail([
      `${keyed.map(keyVariable).join(" and ")} are both set: say which fleet to show with SANDBAR_UPSTREAM=novita or SANDBAR_UPSTREAM=e2b (or local).`,
    ]);
  return remote(provider, written, `${keyVariable(provider)} is set`);
}

function isOwnEngine(url: string, enginePort: number): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return (
    parsed?.protocol === "http:" &&
    isLoopback(parsed.hostname) &&
    Number(parsed.port === "" ? 80 : parsed.port) === enginePort
  );
}

function remote(
  kind: Provider,
  written: WrittenSettings,
  reason: string,
): Result<UpstreamChoice, readonly string[]> {
  const problems: string[] = [];
  const key = written.get(providers[kind].key);
  if (!key) problems.push(`The upstream is ${kind}, but ${keyVariable(kind)} is not set.`);
  else if (!/^[\x21-\x7e]+$/.test(key.text))
    problems.push(
      `${key.source} holds a character that no API key has (a space, a line break or an accent).`,
    );
  const url = remoteUrl(written, kind);
  if (!url.ok) problems.push(url.error);
  return key && url.ok && problems.length === 0
    ? ok({ kind, url: url.value, key: new Secret(key.text), reason })
    : fail(problems);
}

function remoteUrl(written: WrittenSettings, kind: Provider): Result<string, string> {
  const { url, domain } = providers[kind];
  const explicit = written.get(url);
  if (explicit) return apiOrigin(explicit);
  const region = written.get(domain) ?? { text: settings[domain].fallback, source: settings[domain].env[0] };
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/i.test(region.text))
    return fail(
      `${region.source} is ${JSON.stringify(region.text)}: it must be a domain such as ${settings[domain].fallback}.`,
    );
  return apiOrigin({ text: `https://api.${region.text}`, source: region.source });
}

/** The API's origin from what was written (contract 1.2: a scheme, no path prefix, no trailing slash). */
function apiOrigin({ text, source }: Written): Result<string, string> {
  const url = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  // The text is not repeated where it may hold a password.
  if (!url) return fail(`${source} is not a URL with its scheme, such as https://api.example.com.`);
  if (url.username !== "" || url.password !== "")
    return fail(`${source} must not hold a user name or a password.`);
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    return fail(`${source} must end after the host and port: the API is served at the origin's root.`);
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    return fail(
      `${source} is plain http to another machine: the key would travel readable by anyone on the way. Use https.`,
    );
  return ok(url.origin);
}
