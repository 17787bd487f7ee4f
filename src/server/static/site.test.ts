import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rawExchange, rawGet } from "#e2e/support/raw-http.ts";
import { openSite } from "./site.ts";

const html =
  '<!doctype html><meta name="sandbar-upstream" content=""><meta name="sandbar-upstream-url" content=""><script src="/assets/main-abc.js"></script>';
const script = `console.log(${JSON.stringify("x".repeat(2000))})`;
const upstream = { name: "novita", url: "https://api.example.com" };
const filled = html
  .replace('upstream" content=""', 'upstream" content="novita"')
  .replace('url" content=""', 'url" content="https://api.example.com"');
let folder: string;
let server: Server;
let port: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "sandbar-site-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), html);
  writeFileSync(join(folder, "favicon.svg"), "<svg/>");
  writeFileSync(join(folder, "LICENSE.bin"), "bytes");
  writeFileSync(join(folder, "assets", "main-abc.js"), script);
  writeFileSync(join(folder, "assets", "main-abc.js.br"), brotliCompressSync(script));
  writeFileSync(join(folder, "assets", "main-abc.js.gz"), gzipSync(script));
  server = createServer(openSite(folder, upstream));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const header = (head: string, name: string): string | undefined =>
  new RegExp(String.raw`\r\n${name}: ([^\r]*)`).exec(head)?.[1];

test.each(["/", "/?q=x", "/index.html", "/any/path?open=i1"])(
  "%s is the page, with the upstream's name in it",
  async (path) => {
    const { status, head, body } = await rawGet(port, path, "Accept: text/html\r\n");
    expect([status, header(head, "content-type"), header(head, "cache-control")]).toEqual([
      200,
      "text/html; charset=utf-8",
      "no-cache",
    ]);
    expect(body).toBe(filled);
  },
);

test.each([
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
] as const)("page and scripts go out packed with %s", async (coding, unpack) => {
  for (const [path, expected] of [
    ["/", filled],
    ["/assets/main-abc.js", script],
  ] as const) {
    const { head, body } = await rawGet(port, path, `Accept-Encoding: ${coding}\r\n`);
    expect([header(head, "content-encoding"), header(head, "vary")]).toEqual([coding, "accept-encoding"]);
    const packed = Buffer.from(body, "latin1");
    expect(unpack(packed).toString()).toBe(expected);
    expect(Number(header(head, "content-length"))).toBe(packed.length);
  }
});

test.each([
  ["gzip, deflate, br, zstd", "br"],
  ["gzip;q=1.0, br;q=0", "gzip"],
  ["identity", undefined],
  ["brotli-like", undefined],
])("of %s the best is taken", async (accepted, coding) => {
  const { head } = await rawGet(port, "/assets/main-abc.js", `Accept-Encoding: ${accepted}\r\n`);
  expect(header(head, "content-encoding")).toBe(coding);
});

test("what has its content's hash in its name is kept for ever, the rest is asked for again and found unchanged", async () => {
  const asset = await rawGet(port, "/assets/main-abc.js");
  expect(header(asset.head, "cache-control")).toBe("public, max-age=31536000, immutable");
  const page = await fetch(`http://127.0.0.1:${port}/`);
  expect(page.headers.get("cache-control")).toBe("no-cache");
  const tag = page.headers.get("etag") ?? "";
  const again = await fetch(`http://127.0.0.1:${port}/`, { headers: { "if-none-match": tag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test.each([
  "/assets/gone-123.js",
  "/assets/",
  "/assets/main-abc.js.br",
  "/assets/../index.html",
  "/assets/%2e%2e/index.html",
  "/../package.json",
  "/%2e%2e/%2e%2e/etc/passwd",
  "//etc/passwd",
  "/favicon.ico",
  "/.env",
])("%s is not found, in plain words", async (path) => {
  const { status, head, body } = await rawGet(port, path, "Accept: */*\r\n");
  expect([status, header(head, "content-type"), body]).toEqual([
    404,
    "text/plain; charset=utf-8",
    "Not found\n",
  ]);
});

test("a missing script is no page even for a person", async () => {
  expect((await rawGet(port, "/assets/gone-123.js", "Accept: text/html\r\n")).status).toBe(404);
});

test("types are told, unknown ones are bytes", async () => {
  expect(header((await rawGet(port, "/favicon.svg")).head, "content-type")).toBe("image/svg+xml");
  expect(header((await rawGet(port, "/LICENSE.bin")).head, "content-type")).toBe("application/octet-stream");
});

test("HEAD tells everything but the body", async () => {
  const { status, head, body } = await rawExchange(
    port,
    "HEAD /favicon.svg HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
  );
  expect([status, header(head, "content-length"), body]).toEqual([200, "6", ""]);
});

test("a range that makes no sense is answered with the whole", async () => {
  const { status, body } = await rawGet(port, "/favicon.svg", "Range: bytes=10-5\r\n");
  expect([status, body]).toEqual([200, "<svg/>"]);
});

test("a started server has all it needs, whatever happens to the folder", async () => {
  rmSync(folder, { recursive: true });
  expect((await rawGet(port, "/assets/main-abc.js")).body).toBe(script);
  expect((await rawGet(port, "/")).status).toBe(200);
});

test("a folder whose page has no slot for the upstream is refused", () => {
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  expect(() => openSite(folder, upstream)).toThrow(/holds no page of this console/);
});
