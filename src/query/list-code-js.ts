import { block, isE2b, jsKey, jsonText, keyLine, type CodeTarget } from "./code-text.ts";
import type { CodeList, ListCode } from "./list-code.ts";

const object = (open: string, lines: readonly string[], close: string): string =>
  block(open, lines, close, "  ");

/** A program for the upstream's own SDK that prints the ids, one a line. */
export function jsListCode(code: ListCode, notes: readonly string[], target: CodeTarget): string {
  const [only, ...others] = code.lists;
  return [
    `import { Sandbox } from "${isE2b(target) ? "e2b" : "novita-sandbox"}";`,
    "",
    ...notes.map((note) => `// ${note}`),
    ...keyLine(target).map((line) => `// In the shell before: ${line}`),
    object(
      "const connection = {",
      [`apiKey: process.env.${target.sdk.keyVariable},`, `apiUrl: ${jsonText(target.url)},`],
      "};",
    ),
    "",
    ...(only && others.length === 0 && !code.sortsOldestFirst ? one(only, code) : several(code)),
    "",
  ].join("\n");
}

const one = (list: CodeList, code: ListCode): readonly string[] => {
  const keeps = check(list, code);
  const print = "console.log(sandbox.sandboxId);";
  return [
    object("const pages = Sandbox.list({", ["...connection,", ...options(list, code)], "});"),
    pages([keeps === undefined ? print : `if (${keeps}) ${print}`]),
  ];
};

/** Several lists may hold a sandbox twice, and only together they have an order. */
function several(code: ListCode): readonly string[] {
  const entries = code.lists.map((list) => {
    const keeps = check(list, code);
    const test = keeps === undefined ? [] : [`keeps: (sandbox) => ${keeps},`];
    return object("{", [...options(list, code), ...test], "},");
  });
  const keeps = code.lists.some((list) => check(list, code) !== undefined);
  const found = "found.set(sandbox.sandboxId, sandbox);";
  const isOldestFirst = code.sortsOldestFirst || code.lists.some(({ asked }) => asked.order === "asc");
  return [
    object("const lists = [", entries, "];"),
    "const found = new Map();",
    object(
      keeps ? "for (const { keeps, ...list } of lists) {" : "for (const list of lists) {",
      [
        "const pages = Sandbox.list({ ...connection, ...list });",
        pages([keeps ? `if (keeps(sandbox)) ${found}` : found]),
      ],
      "}",
    ),
    `const sorted = [...found.values()].sort((a, b) => ${isOldestFirst ? "a.startedAt - b.startedAt" : "b.startedAt - a.startedAt"});`,
    "for (const { sandboxId } of sorted) console.log(sandboxId);",
  ];
}

const pages = (lines: readonly string[]): string =>
  object(
    "while (pages.hasNext) {",
    [object("for (const sandbox of await pages.nextItems()) {", lines, "}")],
    "}",
  );

function options({ asked }: CodeList, { variableOf }: ListCode): readonly string[] {
  const text = (key: string, value: string) => {
    const variable = variableOf(key, value);
    return variable === undefined ? jsonText(value) : `process.env.${variable}`;
  };
  const { metadata, state, template, startedAfter, order } = asked;
  const query = [
    ...(metadata.length > 0
      ? [
          object(
            "metadata: {",
            metadata.map(([key, value]) => `${jsKey(key)}: ${text(key, value)},`),
            "},",
          ),
        ]
      : []),
    ...(state === undefined ? [] : [`state: ["${state}"],`]),
    ...(template === undefined ? [] : [`template: ${text("template", template)},`]),
    ...(startedAfter === undefined ? [] : [`startedAfter: new Date(${jsonText(startedAfter)}),`]),
  ];
  return [
    ...(query.length > 0 ? [object("query: {", query, "},")] : []),
    ...(order === undefined ? [] : [`order: "${order}",`]),
  ];
}

/** What the program looks at itself, as an expression. */
function check({ checked }: CodeList, { variableOf }: ListCode): string | undefined {
  const { template, startedAfter } = checked;
  const tests: string[] = [];
  if (template !== undefined) {
    const variable = variableOf("template", template);
    const text = variable === undefined ? jsonText(template) : `process.env.${variable}`;
    tests.push(`[sandbox.templateId, sandbox.name].includes(${text})`);
  }
  if (startedAfter !== undefined) tests.push(`sandbox.startedAt >= new Date(${jsonText(startedAfter)})`);
  return tests.length === 0 ? undefined : tests.join(" && ");
}
