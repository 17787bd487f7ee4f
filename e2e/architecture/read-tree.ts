import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Tree } from "./import-rules.ts";
import { readSource } from "./source-file.ts";

const NOT_OURS = new Set(["node_modules", "dist", ".git", ".sandbar", "test-results", "playwright-report"]);
const BINARY = /\.(?:png|jpe?g|webp|ico|woff2?|gz|br|db|wasm)$/;

export interface Repository extends Tree {
  /** Text by path, of every file that is text. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads a repository's files from its root, and parses the sources below `src` and `e2e`. */
export function readRepository(root: string): Repository {
  const texts = new Map<string, string>();
  const paths = new Set<string>();
  for (const file of filesBelow(root)) {
    const path = relative(root, file).split(sep).join("/");
    paths.add(path);
    if (!BINARY.test(path)) texts.set(path, readFileSync(file, "utf8"));
  }
  return { ...repositoryOf(texts), paths };
}

/** The same from texts in memory. */
export function repositoryOf(texts: ReadonlyMap<string, string>): Repository {
  const sources = [...texts]
    .filter(([path]) => /^(?:src|e2e)\/.*\.(?:tsx?|mjs)$/.test(path))
    .map(([path, text]) => readSource(path, text));
  return {
    texts,
    sources,
    paths: new Set(texts.keys()),
    aliases: aliasesOf(texts.get("package.json") ?? "{}"),
  };
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (NOT_OURS.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

function aliasesOf(packageJson: string): Record<string, string> {
  const content: unknown = JSON.parse(packageJson);
  if (typeof content !== "object" || content === null || !("imports" in content)) return {};
  const { imports } = content;
  if (typeof imports !== "object" || imports === null) return {};
  return Object.fromEntries(
    Object.entries(imports).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
