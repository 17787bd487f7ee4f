import { brotliCompressSync, gzipSync } from "node:zlib";
import { UPSTREAM_META } from "#contract/console-info.ts";
import { tagOf, type Asset } from "./assets.ts";

/** The slot that index.html holds for the upstream's name. */
const slot = new RegExp(`(<meta name="${UPSTREAM_META}" content=")(" ?/?>)`);

/**
 * The page's HTML with the upstream's name in its `<meta>`, so that the first list request needs no other before it.
 * @param name a path segment, as the contract has it: nothing that needs escaping
 * @returns the HTML, or `undefined` when it has no slot
 */
export const withUpstream = (html: string, name: string): string | undefined =>
  slot.test(html) ? html.replace(slot, `$1${name}$2`) : undefined;

/** The page as an asset: made once at start, packed in memory. */
export function pageAsset(html: string): Asset {
  const plain = Buffer.from(html);
  return {
    type: "text/html; charset=utf-8",
    tag: tagOf(plain),
    immutable: false,
    plain,
    packed: new Map([
      ["br", brotliCompressSync(plain)],
      ["gzip", gzipSync(plain, { level: 9 })],
    ]),
  };
}
