import { brotliCompressSync, gzipSync } from "node:zlib";
import { UPSTREAM_META, UPSTREAM_URL_META } from "#contract/console-info.ts";
import { tagOf, type Asset } from "./assets.ts";

/** What the page says of the upstream before anything is asked. */
export interface PageUpstream {
  /** A path segment, as the contract has it. */
  readonly name: string;
  /** The origin of a remote one; empty for the local engine. */
  readonly url: string;
}

/** The slots that index.html holds for them. */
const slot = (meta: string): RegExp => new RegExp(`(<meta name="${meta}" content=")(" ?/?>)`);
const nameSlot = slot(UPSTREAM_META);
const urlSlot = slot(UPSTREAM_URL_META);

/**
 * The page's HTML with the upstream in its `<meta>`s, so that the first list request needs no other before it. Neither a path segment
 * nor an origin holds what needs escaping.
 * @returns the HTML, or `undefined` when it lacks a slot
 */
export const withUpstream = (html: string, { name, url }: PageUpstream): string | undefined =>
  nameSlot.test(html) && urlSlot.test(html)
    ? html.replace(nameSlot, `$1${name}$2`).replace(urlSlot, `$1${url}$2`)
    : undefined;

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
