import { areaOf, forBenches, forTests, importTable, type Row } from "./import-table.ts";
import type { ImportSite, SourceFile } from "./source-file.ts";

export interface Tree {
  readonly sources: readonly SourceFile[];
  /** Every file there is, sources and others, by path from the root. */
  readonly paths: ReadonlySet<string>;
  /** `imports` of package.json: `#contract/*` → `./src/contract/*`. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** Everything that is wrong with the imports of a tree, one line each. */
export function importProblems(tree: Tree, table: readonly Row[] = importTable): readonly string[] {
  const problems: string[] = [];
  const edges = new Map<string, string[]>();
  for (const source of tree.sources) {
    const row = rowOf(source.path, table);
    if (!row) {
      problems.push(`${source.path}: its folder has no row in the import table`);
      continue;
    }
    if (source.path.endsWith(".tsx") && !row.tsx)
      problems.push(`${source.path}: no components in this folder`);
    const targets: string[] = [];
    for (const site of source.imports) {
      const outcome = judge(source.path, site, row, tree, table);
      if (outcome.target !== undefined) targets.push(outcome.target);
      if (outcome.problem !== undefined) problems.push(`${source.path}:${site.line}: ${outcome.problem}`);
    }
    edges.set(source.path, targets);
  }
  return [
    ...problems,
    ...cycles(edges).map((cycle) => `${cycle[0]}: imports itself in a circle: ${cycle.join(" → ")}`),
  ];
}

interface Outcome {
  /** The file of ours that is imported. */
  readonly target?: string;
  readonly problem?: string;
}

function judge(from: string, site: ImportSite, row: Row, tree: Tree, table: readonly Row[]): Outcome {
  const { specifier } = site;
  if (specifier === undefined)
    return row.computed ? {} : { problem: "imports what it computes a name for, which no rule can judge" };
  if (specifier.startsWith("node:"))
    return row.node || isBench(from) ? {} : { problem: `${specifier} does not exist where this runs` };
  const relative = specifier.startsWith(".");
  if (!relative && !specifier.startsWith("#")) return judgePackage(from, specifier, row);

  const target = relative ? resolveRelative(from, specifier) : resolveAlias(specifier, tree.aliases);
  if (target === undefined || !tree.paths.has(target)) return { problem: `${specifier} leads to no file` };
  if (relative && areaOf(target) !== "" && areaOf(from) !== areaOf(target))
    return { target, problem: `${specifier} leaves ${areaOf(from)}: write it with #` };
  const allowed = mayImport(from, target, site, row, table);
  return allowed ? { target } : { target, problem: `may not import ${specifier}` };
}

function judgePackage(from: string, specifier: string, row: Row): Outcome {
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  const allowed: readonly string[] = [
    ...(row.packages ?? []),
    ...(isTest(from) ? forTests.packages : []),
    ...(isBench(from) ? forBenches.packages : []),
  ];
  return allowed.includes(name) ? {} : { problem: `may not import the package ${name}` };
}

function mayImport(from: string, target: string, site: ImportSite, row: Row, table: readonly Row[]): boolean {
  const own = folderOf(from, row);
  const targetRow = rowOf(target, table);
  if (targetRow && folderOf(target, targetRow) === own) return true;
  if (row.files.endsWith("/**") && isWithin(target, own)) return true;
  const allowed: readonly string[] = [
    ...row.may,
    ...(site.typeOnly ? (row.typesOf ?? []) : []),
    ...(isTest(from) ? forTests.may : []),
    ...(isBench(from) ? [...forBenches.may, areaOf(from)] : []),
  ];
  return allowed.some((entry) => isWithin(target, entry));
}

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
const isBench = (path: string): boolean => /\/bench\//.test(path) || path.endsWith(".bench.ts");
const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The most specific row for a file: the one with the longest folder. */
function rowOf(path: string, table: readonly Row[]): Row | undefined {
  return table
    .filter((row) => pattern(row).test(path))
    .toSorted((a, b) => b.files.length - a.files.length)[0];
}

/** The folder of a row that a file lies in, with the name that stands for a `*`; a single file is its own folder. */
const folderOf = (path: string, row: Row): string => pattern(row).exec(path)?.[1] ?? path;

function pattern(row: Row): RegExp {
  const [, folder = row.files, rest = ""] = /^(.*?)(\/\*\*?)?$/.exec(row.files) ?? [];
  const below = { "": "", "/*": "/[^/]+", "/**": "/.+" }[rest] ?? "";
  return new RegExp(`^(${folder.replaceAll(".", String.raw`\.`).replaceAll("*", "[^/]+")})${below}$`);
}

function resolveRelative(from: string, specifier: string): string | undefined {
  const parts = from.split("/").slice(0, -1);
  for (const part of withoutQuery(specifier).split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function resolveAlias(specifier: string, aliases: Readonly<Record<string, string>>): string | undefined {
  for (const [key, value] of Object.entries(aliases)) {
    const [head = "", tail = ""] = key.split("*");
    if (specifier.startsWith(head) && specifier.endsWith(tail))
      return withoutQuery(value.replace("*", specifier.slice(head.length)).replace(/^\.\//, ""));
  }
  return undefined;
}

/** `./icon.svg?raw` is the file `./icon.svg`. */
const withoutQuery = (specifier: string): string => specifier.replace(/\?[a-z&]+$/, "");

/** Circles of imports, each found once, as the files along it. */
function cycles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start !== -1) {
      found.push([...trail.slice(start), file]);
      return;
    }
    if (done.has(file)) return;
    for (const target of edges.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
}
