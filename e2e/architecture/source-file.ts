import { parseSync, Visitor, type ESTree } from "vite";

/** One import as it is written: static, dynamic, of types, or a re-export. */
export interface ImportSite {
  readonly line: number;
  /** `undefined` when the name is computed. */
  readonly specifier: string | undefined;
  readonly typeOnly: boolean;
}

/** What the rules want to know of a source file. */
export interface SourceFile {
  readonly path: string;
  readonly lineCount: number;
  readonly imports: readonly ImportSite[];
  /** Lines of things that are not wanted, by what they are. */
  readonly finds: readonly { readonly line: number; readonly what: Find }[];
}

export type Find =
  | "default export"
  | "any"
  | "checker comment"
  | "focused or skipped test"
  | "waitForTimeout"
  | "network idle"
  | "page.route";

const TEST_ROOTS = /^(?:test|it|describe|suite|bench)$/;
const FOCUS = /^(?:only|skip|skipIf|fixme|todo|fails|fail)$/;

/** Parses TypeScript, JSX or JavaScript. Throws when the text does not parse, naming the file. */
export function readSource(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path} does not parse: ${error.message}`);
  const imports: ImportSite[] = [];
  const finds: { line: number; what: Find }[] = [];
  const lineOf = lineFinder(text);
  const site = (node: Span, specifier: string | undefined, typeOnly: boolean) =>
    imports.push({ line: lineOf(node.start), specifier, typeOnly });
  const find = (node: Span, what: Find) => finds.push({ line: lineOf(node.start), what });

  new Visitor({
    ImportDeclaration: (node) => site(node, node.source.value, importsOnlyTypes(node)),
    ExportAllDeclaration: (node) => site(node, node.source.value, node.exportKind === "type"),
    ExportNamedDeclaration(node) {
      if (node.source) site(node, node.source.value, node.exportKind === "type");
      if (node.specifiers.some(({ exported }) => nameOf(exported) === "default"))
        find(node, "default export");
    },
    ExportDefaultDeclaration: (node) => find(node, "default export"),
    ImportExpression: (node) =>
      site(
        node,
        node.source.type === "Literal" && typeof node.source.value === "string"
          ? node.source.value
          : undefined,
        false,
      ),
    TSImportType: (node) => site(node, node.source.value, true),
    TSImportEqualsDeclaration: (node) => {
      if (node.moduleReference.type === "TSExternalModuleReference")
        site(node, node.moduleReference.expression.value, node.importKind === "type");
    },
    TSAnyKeyword: (node) => find(node, "any"),
    MemberExpression(node) {
      const name = node.computed ? undefined : nameOf(node.property);
      const root = rootName(node);
      if (name === undefined) return;
      if (root !== undefined && TEST_ROOTS.test(root) && FOCUS.test(name))
        find(node, "focused or skipped test");
      if (name === "waitForTimeout") find(node, "waitForTimeout");
      if (name.startsWith("route") && /(?:page|context)$/i.test(lastName(node.object) ?? ""))
        find(node, "page.route");
    },
    Literal: (node) => {
      if (typeof node.value === "string" && /^networkidle\d?$/.test(node.value)) find(node, "network idle");
    },
  }).visit(program);

  for (const comment of comments) {
    if (/@ts-(?:ignore|expect-error|nocheck)|(?:eslint|oxlint)-disable/.test(comment.value))
      find(comment, "checker comment");
  }
  return { path, lineCount: text.replace(/\n$/, "").split("\n").length, imports, finds };
}

interface Span {
  readonly start: number;
}

const importsOnlyTypes = (node: ESTree.ImportDeclaration): boolean =>
  node.importKind === "type" ||
  (node.specifiers.length > 0 &&
    node.specifiers.every((one) => one.type === "ImportSpecifier" && one.importKind === "type"));

function nameOf(
  node: ESTree.ModuleExportName | ESTree.PrivateIdentifier | ESTree.Expression,
): string | undefined {
  if (node.type === "Identifier" || node.type === "PrivateIdentifier") return node.name;
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

/** The name a chain of members and calls starts with: `test` in `test.describe.only`. */
function rootName(node: ESTree.Expression): string | undefined {
  if (node.type === "MemberExpression") return rootName(node.object);
  if (node.type === "CallExpression") return rootName(node.callee);
  return nameOf(node);
}

/** The name a chain ends with: `page` in `this.page`. */
const lastName = (node: ESTree.Expression): string | undefined =>
  node.type === "MemberExpression" && !node.computed ? nameOf(node.property) : nameOf(node);

/** Turns an offset into a line number, counted from 1. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [...text.matchAll(/\n/g)].map((match) => match.index);
  return (offset) => starts.filter((start) => start < offset).length + 1;
}
