import { fail, ok, type Result } from "./result.ts";

/**
 * A sandbox's metadata: pairs of key and value, each key once, in the order they arrived. Pairs rather than an object, because
 * `__proto__` and `constructor` are ordinary keys here and must survive every copy.
 */
export type MetadataPair = readonly [key: string, value: string];
export type Metadata = readonly MetadataPair[];

/**
 * Reads a JSON object of strings as metadata; absent and `null` mean none. Written by hand, since schema libraries drop the
 * keys `__proto__` and `constructor`. The error names the offending key.
 */
export function parseMetadata(value: unknown): Result<Metadata, string> {
  if (value === undefined || value === null) return ok([]);
  if (typeof value !== "object" || Array.isArray(value)) return fail("must be an object of strings");
  const pairs: MetadataPair[] = [];
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry !== "string") return fail(`[${JSON.stringify(key)}] must be a string`);
    pairs.push([key, entry]);
  }
  return ok(pairs);
}

/** Metadata as an object for JSON. `Object.fromEntries` defines own properties, so `__proto__` stays a plain key. */
export const metadataObject = (metadata: Metadata): Record<string, string> => Object.fromEntries(metadata);

/** The value of a key, or `undefined` when the sandbox has no such key (an empty value is `""`). */
export const metadataValue = (metadata: Metadata, key: string): string | undefined =>
  metadata.find(([k]) => k === key)?.[1];

/** False for text holding half of a surrogate pair, which no URL can carry (contract 3.4). A whole pair is one character to `u`. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

/**
 * The value of the `metadata` query parameter for a filter, with two of the three encodings of contract 4.1 applied; the query
 * string itself applies the third. Throws `URIError` for a lone surrogate: check `isWellFormed` first.
 */
export function encodeMetadataFilter(pairs: Metadata): string {
  const twice = (text: string) => encodeURIComponent(encodeURIComponent(text));
  return pairs.map(([key, value]) => `${twice(key)}=${twice(value)}`).join("&");
}

/** Undoes one layer of form encoding: `+` is a space, `%xx` a byte of UTF-8. Fails on a bad escape. */
function formUnescape(text: string): Result<string, string> {
  try {
    return ok(decodeURIComponent(text.replaceAll("+", " ")));
  } catch {
    return fail("bad percent-encoding");
  }
}

/**
 * Reads the `metadata` query parameter (already decoded once by query parsing) as E2B's server does (contract 4.1): unescape the
 * whole, split, exactly one `=` a part, unescape each side, the last of a repeated key wins. An empty filter means no filter.
 */
export function decodeMetadataFilter(parameter: string): Result<Metadata, string> {
  if (parameter === "") return ok([]);
  const whole = formUnescape(parameter);
  if (!whole.ok) return whole;
  const filter = new Map<string, string>();
  for (const part of whole.value.split("&")) {
    const sides = part.split("=");
    if (sides.length !== 2) return fail("each part must be one key=value pair");
    const [key, value] = sides.map(formUnescape);
    if (!key?.ok || !value?.ok) return fail("bad percent-encoding");
    filter.set(key.value, value.value);
  }
  return ok([...filter]);
}
