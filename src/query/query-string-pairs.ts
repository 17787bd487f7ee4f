import type { Metadata, MetadataPair } from "#contract/metadata.ts";

/**
 * Reads `env=prod&team=a%20b`, or `?env=prod` alone; `undefined` for anything else. A text with `://` is rather one pair whose value is an
 * address. Repeated keys stay repeated.
 */
export function queryStringPairs(text: string): Metadata | undefined {
  const parts = text.replace(/^\?/, "").split("&");
  if ((parts.length < 2 && !text.startsWith("?")) || /[\s"'{}]|:\/\//.test(text)) return undefined;
  const pairs: MetadataPair[] = [];
  for (const part of parts) {
    const at = part.indexOf("=");
    const key = at > 0 ? formDecoded(part.slice(0, at)) : undefined;
    const value = formDecoded(part.slice(at + 1));
    if (key === undefined || value === undefined) return undefined;
    pairs.push([key, value]);
  }
  return pairs;
}

function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
