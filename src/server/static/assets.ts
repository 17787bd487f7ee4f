import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, sep } from "node:path";
import type { IncomingHttpHeaders } from "node:http";
import type { FlatHeaders } from "../reply.ts";

/** Media types of what a build holds. Anything else is bytes. */
const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** Ways a body may be packed, best first, with the ending of the packed file that the build leaves beside the plain one. */
export const packings = [
  { coding: "br", ending: ".br" },
  { coding: "gzip", ending: ".gz" },
] as const;
export type Coding = (typeof packings)[number]["coding"];

/** A file as it is served, held in memory: whatever happens to the folder later, a started server has what it needs. */
export interface Asset {
  readonly type: string;
  readonly tag: string;
  /** Vite gave it a name with its content's hash. */
  readonly immutable: boolean;
  readonly plain: Buffer;
  readonly packed: ReadonlyMap<Coding, Buffer>;
}

/** An asset's entity tag: the same for all its packings' contents, since `Vary` tells those apart. */
export const tagOf = (content: Buffer): string =>
  `W/"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;

/**
 * Reads a client build.
 * @param folder absolute path
 * @returns the files by request path, `/index.html` among them; throws what the file system throws
 */
export function loadAssets(folder: string): ReadonlyMap<string, Asset> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const all = new Set(paths);
  const assets = new Map<string, Asset>();
  for (const path of paths) {
    if (packings.some(({ ending }) => path.endsWith(ending) && all.has(path.slice(0, -ending.length))))
      continue;
    const plain = readFileSync(path);
    const packed = packings
      .filter(({ ending }) => all.has(path + ending))
      .map(({ coding, ending }) => [coding, readFileSync(path + ending)] as const);
    const name = `/${path.slice(folder.length).split(sep).filter(Boolean).join("/")}`;
    assets.set(name, {
      type: types[extname(path)] ?? "application/octet-stream",
      tag: tagOf(plain),
      immutable: name.startsWith("/assets/"),
      plain,
      packed: new Map(packed),
    });
  }
  return assets;
}

/** How an asset answers a request: whole, in the best packing the browser takes, or 304 when it has it. */
export function assetReply(
  asset: Asset,
  headers: IncomingHttpHeaders,
): { readonly status: number; readonly headers: FlatHeaders; readonly body?: Buffer } {
  const caching = asset.immutable ? "public, max-age=31536000, immutable" : "no-cache";
  const common = ["cache-control", caching, "etag", asset.tag, "vary", "accept-encoding"];
  if (headers["if-none-match"] === asset.tag) return { status: 304, headers: common };
  const accepted = headers["accept-encoding"] ?? "";
  const best = packings.find(
    ({ coding }) =>
      asset.packed.has(coding) && new RegExp(String.raw`\b${coding}\b(?!\s*;\s*q=0(\.0*)?\b)`).test(accepted),
  );
  return {
    status: 200,
    headers: ["content-type", asset.type, ...common, ...(best ? ["content-encoding", best.coding] : [])],
    body: (best && asset.packed.get(best.coding)) ?? asset.plain,
  };
}
