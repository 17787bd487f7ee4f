import type { IncomingMessage, ServerResponse } from "node:http";
import { send } from "../reply.ts";
import { assetReply, loadAssets, type Asset } from "./assets.ts";
import { pageAsset, withUpstream, type PageUpstream } from "./page.ts";

/** Answers GET and HEAD for everything that is not data. */
export type Site = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Serves a client build: its files, and the page for every path that a person may have in the address bar.
 * @param folder the build
 * @param upstream written into the page
 */
export function openSite(folder: string, upstream: PageUpstream): Site {
  const assets = new Map(loadAssets(folder));
  const html = withUpstream(assets.get("/index.html")?.plain.toString() ?? "", upstream);
  if (html === undefined) throw new Error(`${folder} holds no page of this console; build it again.`);
  const page = pageAsset(html);
  assets.delete("/index.html");

  return (request, response) => {
    const [path = ""] = (request.url ?? "").split("?");
    const asset = assets.get(path) ?? (isNavigation(request, path) ? page : undefined);
    if (asset) return sendAsset(request, response, asset);
    const body = Buffer.from("Not found\n");
    send(response, 404, ["content-type", "text/plain; charset=utf-8", "cache-control", "no-store"], body);
  };
}

function sendAsset(request: IncomingMessage, response: ServerResponse, asset: Asset): void {
  const { status, headers, body } = assetReply(asset, request.headers);
  send(response, status, headers, body);
}

/** A person going somewhere, unlike a script that misses its file: that one must hear 404, not get the page. */
const isNavigation = (request: IncomingMessage, path: string): boolean =>
  path === "/" ||
  path === "/index.html" ||
  (!path.startsWith("/assets/") && (request.headers.accept ?? "").includes("text/html"));
