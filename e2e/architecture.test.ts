import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { sourceProblems, textProblems } from "./architecture/house-rules.ts";
import { importProblems } from "./architecture/import-rules.ts";
import { readRepository, repositoryOf } from "./architecture/read-tree.ts";
import { readSource } from "./architecture/source-file.ts";

const repository = readRepository(fileURLToPath(new URL("..", import.meta.url)));

test("the tree is read", () => {
  expect(repository.sources.length).toBeGreaterThan(50);
  expect(repository.sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(200);
});

test("every import is one that the table allows", () => {
  expect(importProblems(repository)).toEqual([]);
});

test("every source file keeps the house rules", () => {
  expect(repository.sources.flatMap(sourceProblems)).toEqual([]);
});

test("no file tells where it was made", () => {
  expect([...repository.texts].flatMap(([path, text]) => textProblems(path, text))).toEqual([]);
});

/** The import problems of a small tree, in which `#x/…` means `src/x/…`. */
const problemsOf = (files: Readonly<Record<string, string>>): readonly string[] => {
  const aliases = JSON.stringify({ imports: { "#e2e/*": "./e2e/*", "#*": "./src/*" } });
  return importProblems(repositoryOf(new Map(Object.entries({ "package.json": aliases, ...files }))));
};
const empty = {
  "src/query/ast.ts": "",
  "src/contract/a.ts": "",
  "src/web/data/a.ts": "",
  "e2e/support/a.ts": "",
};

describe("these imports are allowed", () => {
  test.each([
    ["a lower folder", "src/query/b.ts", 'import "#contract/a.ts";'],
    ["the own folder", "src/query/b.ts", 'export * from "./ast.ts";'],
    ["a package of the row", "src/contract/b.ts", 'import * as v from "valibot";'],
    ["test support, in a test", "src/query/b.test.ts", 'import "#e2e/support/a.ts";\nimport "vitest";'],
    ["node where there is Node", "src/engine/b.ts", 'import "node:fs";'],
    ["node in a bench", "src/query/bench/b.bench.ts", 'import "node:fs";\nimport "../ast.ts";'],
    ["the own feature", "src/web/features/kill/b.tsx", 'import "./c.ts";\nimport "#web/data/a.ts";'],
    ["what is computed, in the launcher", "src/launch/b.mjs", "await import(name);"],
    ["a type of the settings", "src/server/proxy/b.ts", 'import type { S } from "../settings.ts";'],
    ["package.json", "src/server/b.ts", 'import "../../package.json";'],
    ["a style sheet", "src/web/app/b.tsx", 'import "./app.css";\nimport "./app.css?inline";'],
  ])("%s", (_, path, text) => {
    const around = {
      "src/web/features/kill/c.ts": "",
      "src/server/settings.ts": "",
      "src/web/app/app.css": "",
    };
    expect(problemsOf({ ...empty, ...around, [path]: text })).toEqual([]);
  });
});

describe("these imports are found", () => {
  test.each([
    ["a folder without a row", "src/novel/b.ts", "", "its folder has no row"],
    ["a new folder of the page", "src/web/novel/b.ts", "", "its folder has no row"],
    ["an upper folder", "src/contract/b.ts", 'import "#query/ast.ts";', "may not import #query/ast.ts"],
    ["a type of an upper folder", "src/contract/b.ts", 'import type { A } from "#query/ast.ts";', "may not"],
    ["an inline type", "src/contract/b.ts", 'let a: import("#query/ast.ts").A;', "may not import #query"],
    ["a dynamic import", "src/contract/b.ts", 'await import("#query/ast.ts");', "may not import #query"],
    ["a re-export", "src/contract/b.ts", 'export { a } from "#query/ast.ts";', "may not import #query"],
    ["a re-export of all", "src/contract/b.ts", 'export * from "#query/ast.ts";', "may not import #query"],
    [
      "an old-style import",
      "src/contract/b.ts",
      'import a = require("#query/ast.ts");',
      "may not import #query",
    ],
    ["what is computed", "src/query/b.ts", "await import(name);", "computes a name"],
    ["a package", "src/query/b.ts", 'import "react/jsx-runtime";', "may not import the package react"],
    ["a scoped package", "src/query/b.ts", 'import "@a/b/c";', "may not import the package @a/b"],
    ["node in the page", "src/query/b.ts", 'import "node:fs";', "node:fs does not exist"],
    ["node in a test of the page", "src/query/b.test.ts", 'import "node:fs";', "node:fs does not exist"],
    ["a built-in without its prefix", "src/engine/b.ts", 'import "fs";', "may not import the package fs"],
    ["test support outside of a test", "src/query/b.ts", 'import "#e2e/support/a.ts";', "may not import"],
    ["a file that is not there", "src/query/b.ts", 'import "./gone.ts";', "leads to no file"],
    ["no extension", "src/query/b.ts", 'import "./ast";', "leads to no file"],
    ["an unknown alias", "src/query/b.ts", 'import "#nowhere/a.ts";', "leads to no file"],
    ["a way out of the tree", "src/query/b.ts", 'import "../../../x.ts";', "leads to no file"],
    ["a relative way across", "src/query/b.ts", 'import "../contract/a.ts";', "write it with #"],
    ["a relative way in the page", "src/web/fleet/b.ts", 'import "../data/a.ts";', "write it with #"],
    ["a sibling feature", "src/web/features/kill/b.ts", 'import "#web/features/create/c.ts";', "may not"],
    ["the engine's inside", "src/server/b.ts", 'import "#engine/inside.ts";', "may not"],
    ["a value of the settings", "src/server/proxy/b.ts", 'import { a } from "../settings.ts";', "may not"],
    ["the server from a spec", "e2e/b.spec.ts", 'import "#server/settings.ts";', "may not"],
    ["a component", "src/web/data/b.tsx", "", "no components in this folder"],
    ["itself", "src/query/b.ts", 'import "./b.ts";', "in a circle: src/query/b.ts → src/query/b.ts"],
  ])("%s", (_, path, text, problem) => {
    const around = {
      "src/web/features/create/c.ts": "",
      "src/engine/inside.ts": "",
      "src/server/settings.ts": "",
    };
    const problems = problemsOf({ ...empty, ...around, [path]: text });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${path}(:1)?: `));
    expect(problems[0]).toContain(problem);
  });

  test("a circle of several files", () => {
    const files = {
      "src/query/a.ts": 'import "./b.ts";',
      "src/query/b.ts": 'import type { C } from "./c.ts";',
      "src/query/c.ts": 'import "./a.ts";',
    };
    expect(problemsOf(files)).toEqual([expect.stringContaining("a.ts → src/query/b.ts → src/query/c.ts → ")]);
  });
});

describe("these sources are found", () => {
  const inSource = (path: string, text: string): readonly string[] => sourceProblems(readSource(path, text));

  test.each([
    ["src/a.ts", "export default 1;", "a default export"],
    ["src/a.ts", "const a = 1; export { a as default };", "a default export"],
    ["src/a.ts", "\nlet a: any;", "src/a.ts:2: the type any"],
    ["src/a.ts", "const a = b as any;", "the type any"],
    ["src/a.ts", "function f<T = any>() {}", "the type any"],
    ["src/a.ts", "// @ts-ignore\nf();", "silences a checker"],
    ["src/a.ts", "/* @ts-expect-error */ f();", "silences a checker"],
    ["src/a.ts", "// oxlint-disable-next-line x\nf();", "silences a checker"],
    ["src/a.test.ts", 'test.only("a", f);', "does not run"],
    ["src/a.test.ts", 'describe.skip("a", f);', "does not run"],
    ["e2e/a.spec.ts", 'test.describe.only("a", f);', "does not run"],
    ["e2e/a.spec.ts", 'test.each([1]).skip("a", f);', "does not run"],
    ["e2e/a.spec.ts", "await page.waitForTimeout(1);", "waitForTimeout"],
    ["e2e/a.spec.ts", 'await page.waitForLoadState("networkidle");', "idle: wait"],
    ["e2e/a.spec.ts", 'await page.route("**", f);', "a faked reply"],
    ["e2e/a.spec.ts", 'await this.page.routeFromHAR("a");', "a faked reply"],
    ["e2e/a.spec.ts", 'await browserContext.route("**", f);', "a faked reply"],
    ["src/query/index.ts", "export const a = 1;", "a barrel"],
    ["src/query/KeyList.ts", "export const a = 1;", "kebab-case"],
    ["src/query/string-utils.ts", "export const a = 1;", "says nothing"],
    ["src/common/a.ts", "export const a = 1;", "says nothing"],
    ["src/a.ts", "f();\n".repeat(301), "src/a.ts: 301 lines"],
  ])("in %s: %j", (path, text, problem) => {
    expect(inSource(path, text)).toEqual([expect.stringContaining(problem)]);
  });

  test.each([
    ["vite.config.ts", "export default {};"],
    ["src/engine/index.ts", "export const a = 1;"],
    ["src/a.ts", "f();\n".repeat(300)],
    ["src/a.ts", 'const many = "any"; list.skip(1); router.route("/a"); // any test.only'],
  ])("not in %s", (path, text) => {
    expect(inSource(path, text)).toEqual([]);
  });

  test("a source that does not parse is named", () => {
    expect(() => readSource("src/a.ts", "const = 1;")).toThrow("src/a.ts does not parse");
  });
});

describe("these texts are found", () => {
  // In parts, so that this file is not found itself.
  const joined = (...parts: readonly string[]) => parts.join("");

  test.each([
    ["docs/a.md", joined("see /ho", "me/anna/sandbar"), "a path of one machine"],
    ["docs/a.md", joined("\nsee /wo", "rk/sandbar"), "docs/a.md:2: a path of one machine"],
    ["src/a.ts", joined("// /Us", "ers/anna"), "a path of one machine"],
    ["src/a.ts", joined("// C:\\Us", "ers\\anna"), "a path of one machine"],
    ["docs/a.md", joined("../sha", "red/contract.md"), "a path of one machine"],
    [".npmrc", joined("registry=https://registry.npm", "js.org/"), "the host of a package registry"],
    ["docs/a.md", joined("https://artifac", "tory.example.com"), "the host of a package registry"],
    ["package-lock.json", '"resolved": "https://example.com/a.tgz"', "addresses of downloads"],
  ])("in %s: %j", (path, text, problem) => {
    expect(textProblems(path, text)).toEqual([expect.stringContaining(problem)]);
  });

  test.each([
    ["docs/a.md", "sandboxes have /home/user; https://example.com/home/anna; a framework/part"],
    ["package-lock.json", '"resolved": "file:a", "integrity": "sha512-x"'],
  ])("not in %s: %j", (path, text) => {
    expect(textProblems(path, text)).toEqual([]);
  });
});
