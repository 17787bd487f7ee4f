import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { precompress } from "./precompress.ts";
import { preloadMain } from "./preload-main.ts";

let root = "";
let html = "";
let files: readonly string[] = [];

/** A page as ours is: a small entry that imports the application dynamically. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "sandbar-client-"));
  mkdirSync(join(root, "public"));
  const sources = {
    "index.html":
      '<!doctype html><html><head><script type="module" src="/boot.js"></script></head><body></body></html>',
    "boot.js":
      'import { shared } from "./shared.js"; shared(); void import("./main.js").then(({ start }) => start());',
    "shared.js": "export const shared = () => globalThis.shared?.();",
    "main.js": `import "./main.css"; import { shared } from "./shared.js"; export const start = () => { shared(); void import("./later.js"); console.log(${JSON.stringify("x".repeat(3000))}); };`,
    "later.js": "console.log('later');",
    "main.css": "body { color: red }",
    "public/small.txt": "small",
    "public/photo.png": "x".repeat(5000),
  };
  for (const [name, source] of Object.entries(sources)) writeFileSync(join(root, name), source);
  await build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: [preloadMain(), precompress()],
    build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  html = readFileSync(join(root, "dist/index.html"), "utf8");
  files = readdirSync(join(root, "dist"), { recursive: true, encoding: "utf8" });
});
afterAll(() => rmSync(root, { recursive: true }));

test("the application downloads beside the entry; what comes later does not", () => {
  const preloaded = [...html.matchAll(/rel="modulepreload" crossorigin href="\/([^"]+)"/g)].map(
    ([, file]) => file,
  );
  expect(preloaded).toEqual([expect.stringMatching(/^assets\/main-[\w-]+\.js$/)]);
  expect(html).toMatch(/rel="stylesheet" crossorigin href="\/assets\/main-[\w-]+\.css"/);
  expect(html).not.toContain("later");
});

test("nothing is inline", () => {
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=/);
});

test("text worth packing has both packings, and they hold what they should", () => {
  const main = files.find((file) => /main-[\w-]+\.js$/.test(file)) ?? "";
  const read = (ending: string): Buffer => readFileSync(join(root, "dist", main + ending));
  expect(brotliDecompressSync(read(".br"))).toEqual(read(""));
  expect(gunzipSync(read(".gz"))).toEqual(read(""));
  expect(files.filter((file) => /(small\.txt|photo\.png|\.css|index\.html)\.(br|gz)$/.test(file))).toEqual(
    [],
  );
});
