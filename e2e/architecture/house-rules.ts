import type { Find, SourceFile } from "./source-file.ts";

const MAX_LINES = 300;

const wording: Readonly<Record<Find, string>> = {
  "default export": "a default export: name what is exported",
  any: "the type any: check what it is",
  "checker comment": "a comment that silences a checker: fix what it says",
  "focused or skipped test": "a test that is focused or does not run",
  waitForTimeout: "waitForTimeout: wait for what is to be seen",
  "network idle": "networkidle: wait for what is to be seen",
  "page.route": "a faked reply: put the fault proxy in front of the real engine",
};

/** What is wrong with single source files, one line each. */
export function sourceProblems(source: SourceFile): readonly string[] {
  const problems = source.finds
    .filter(({ what }) => what !== "default export" || !isConfig(source.path))
    .map(({ line, what }) => `${source.path}:${line}: ${wording[what]}`);
  if (source.lineCount > MAX_LINES)
    problems.push(`${source.path}: ${source.lineCount} lines, more than ${MAX_LINES}: it holds two ideas`);
  if (/(?:^|\/)index\.[a-z]+$/.test(source.path) && source.path !== "src/engine/index.ts")
    problems.push(`${source.path}: a barrel: import from the files themselves`);
  if (!/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(source.path.split("/").at(-1) ?? ""))
    problems.push(`${source.path}: file names are in kebab-case`);
  if (/(?:^|[/-])(?:utils?|helpers?|common|manager|misc)(?:[/.-]|$)/.test(source.path))
    problems.push(`${source.path}: a name that says nothing`);
  return problems;
}

const isConfig = (path: string): boolean => /(?:^|\/)[a-z]+\.config\.ts$/.test(path);

/** The home in sandboxes and made-up ones of one letter are no one's machine. */
const MACHINE_PATH =
  /(?<![\w.-])\/(?:(?:home|Users)\/(?!(?:user|[a-z])\b)|root\/|work\/)\w|\b[A-Z]:\\Users\\|\.\.\/shared\//;
const REGISTRY =
  /\bregistry\.(?:npmjs|yarnpkg|npmmirror)|\bnpmmirror\.|\b(?:artifactory|verdaccio|nexus)\b[./:]/i;

/** What is wrong with the text of any file of the repository, one line each. */
export function textProblems(path: string, text: string): readonly string[] {
  if (path === "package-lock.json")
    return /"resolved":\s*"(?!file:)/.test(text) ? [`${path}: holds addresses of downloads: see .npmrc`] : [];
  return text
    .split("\n")
    .flatMap((line, index) => [
      ...(MACHINE_PATH.test(line) ? [`${path}:${index + 1}: a path of one machine`] : []),
      ...(REGISTRY.test(line) ? [`${path}:${index + 1}: the host of a package registry`] : []),
    ]);
}
