import { block, isE2b, keyLine, pythonText, type CodeTarget } from "./code-text.ts";
import type { CodeList, ListCode } from "./list-code.ts";

const indented = (open: string, lines: readonly string[], close: string): string =>
  block(open, lines, close, "    ");
/** A statement with its body. */
const suite = (head: string, lines: readonly string[]): string =>
  [head, ...lines.flatMap((line) => line.split("\n")).map((line) => `    ${line}`)].join("\n");

/** A program for the upstream's own SDK that prints the ids, one a line. */
export function pythonListCode(code: ListCode, notes: readonly string[], target: CodeTarget): string {
  const [only, ...others] = code.lists;
  const hasTimes = code.lists.some(
    ({ asked, checked }) => (asked.startedAfter ?? checked.startedAfter) !== undefined,
  );
  const hasState = code.lists.some(({ asked }) => asked.state !== undefined);
  const names = ["Sandbox", "SandboxQuery", ...(hasState ? ["SandboxState"] : [])].join(", ");
  return [
    "import os",
    ...(hasTimes ? ["from datetime import datetime"] : []),
    "",
    `from ${isE2b(target) ? "e2b" : "novita_sandbox.core"} import ${names}`,
    "",
    ...notes.map((note) => `# ${note}`),
    ...keyLine(target).map((line) => `# In the shell before: ${line}`),
    indented(
      "connection = {",
      [`"api_key": os.environ["${target.sdk.keyVariable}"],`, `"api_url": ${pythonText(target.url)},`],
      "}",
    ),
    "",
    ...(only && others.length === 0 && !code.sortsOldestFirst ? one(only, code) : several(code)),
    "",
  ].join("\n");
}

function one(list: CodeList, code: ListCode): readonly string[] {
  const keeps = check(list, code);
  const print = "print(sandbox.sandbox_id)";
  const asked = [`query=${query(list, code)},`, ...order(list), "**connection,"];
  return [
    indented("pages = Sandbox.list(", asked, ")"),
    pages([keeps === undefined ? print : suite(`if ${keeps}:`, [print])]),
  ];
}

/** Several lists may hold a sandbox twice, and only together they have an order. */
function several(code: ListCode): readonly string[] {
  const entries = code.lists.map(
    (list) => `(${query(list, code)}, lambda sandbox: ${check(list, code) ?? "True"}),`,
  );
  const keeps = code.lists.some((list) => check(list, code) !== undefined);
  const queries = code.lists.map((list) => `${query(list, code)},`);
  const [first] = code.lists;
  const isOldestFirst = code.sortsOldestFirst || first?.asked.order === "asc";
  const options = [
    "query=query",
    ...(first ? order(first) : []).map((option) => option.slice(0, -1)),
    "**connection",
  ];
  const found = "found[sandbox.sandbox_id] = sandbox";
  return [
    keeps ? indented("lists = [", entries, "]") : indented("queries = [", queries, "]"),
    "found = {}",
    suite(keeps ? "for query, keeps in lists:" : "for query in queries:", [
      `pages = Sandbox.list(${options.join(", ")})`,
      pages([keeps ? suite("if keeps(sandbox):", [found]) : found]),
    ]),
    `ordered = sorted(found.values(), key=lambda sandbox: sandbox.started_at${isOldestFirst ? "" : ", reverse=True"})`,
    suite("for sandbox in ordered:", ["print(sandbox.sandbox_id)"]),
  ];
}

const pages = (lines: readonly string[]): string =>
  suite("while pages.has_next:", [suite("for sandbox in pages.next_items():", lines)]);

const order = ({ asked }: CodeList): readonly string[] =>
  asked.order === undefined ? [] : [`order="${asked.order}",`];

/** `Z` for UTC is read by Python 3.11 and later only. */
const moment = (timestamp: string): string =>
  `datetime.fromisoformat(${pythonText(timestamp.replace(/Z$/, "+00:00"))})`;

function query({ asked }: CodeList, { variableOf }: ListCode): string {
  const text = (key: string, value: string) => {
    const variable = variableOf(key, value);
    return variable === undefined ? pythonText(value) : `os.environ["${variable}"]`;
  };
  const { metadata, state, template, startedAfter } = asked;
  const lines = [
    ...(metadata.length > 0
      ? [
          indented(
            "metadata={",
            metadata.map(([key, value]) => `${pythonText(key)}: ${text(key, value)},`),
            "},",
          ),
        ]
      : []),
    ...(state === undefined ? [] : [`state=[SandboxState.${state.toUpperCase()}],`]),
    ...(template === undefined ? [] : [`template=${text("template", template)},`]),
    ...(startedAfter === undefined ? [] : [`started_after=${moment(startedAfter)},`]),
  ];
  return lines.length === 0 ? "SandboxQuery()" : indented("SandboxQuery(", lines, ")");
}

/** What the program looks at itself, as an expression. */
function check({ checked }: CodeList, { variableOf }: ListCode): string | undefined {
  const { template, startedAfter } = checked;
  const tests: string[] = [];
  if (template !== undefined) {
    const variable = variableOf("template", template);
    const text = variable === undefined ? pythonText(template) : `os.environ["${variable}"]`;
    tests.push(`${text} in (sandbox.template_id, sandbox.name)`);
  }
  if (startedAfter !== undefined) tests.push(`sandbox.started_at >= ${moment(startedAfter)}`);
  return tests.length === 0 ? undefined : tests.join(" and ");
}
