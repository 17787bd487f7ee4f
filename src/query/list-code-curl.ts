import { listSearch } from "#contract/list-query.ts";
import { keyLine, type CodeTarget } from "./code-text.ts";
import type { ListCode } from "./list-code.ts";

/**
 * For bash and zsh: a function that prints every page as it comes, a JSON array each, and fails with the first request that does. The query
 * strings are encoded already, so that quotes hold whatever is in them; the cursor is encoded by curl.
 */
export function curlListCode(code: ListCode, notes: readonly string[], target: CodeTarget): string {
  const searches = code.lists.map(({ asked }) => {
    const metadata = asked.metadata.map(
      ([key, value]) => [key, code.variableOf(key, value) ?? value] as const,
    );
    const { template } = asked;
    const shown =
      template === undefined ? {} : { template: code.variableOf("template", template) ?? template };
    // Encoding leaves `'` and `!` as they are, which mean something to shells.
    return listSearch({ ...asked, ...shown, metadata }, undefined)
      .replaceAll("'", "%27")
      .replaceAll("!", "%21");
  });
  return [
    ...notes.map((note) => `# ${note}`),
    "# Prints pages, each a JSON array. As one array:",
    `#   list_sandboxes | jq -s '${merging(code)}'`,
    ...keyLine(target),
    "list_sandboxes() {",
    "  headers=$(mktemp)",
    `  for search in ${searches.map((search) => `\\\n    '${search}'`).join(" ")}`,
    "  do",
    "    cursor=",
    "    while :; do",
    `      curl --fail-with-body --silent --show-error --globoff --get '${quotable(target.url)}/v2/sandboxes?'"$search" \\`,
    '        ${cursor:+--data-urlencode} ${cursor:+"nextToken=$cursor"} \\',
    `        -H "X-API-Key: $${target.sdk.keyVariable}" --dump-header "$headers" || { rm -f "$headers"; return 1; }`,
    "      echo",
    `      cursor=$(tr -d '\\r' < "$headers" | awk 'tolower($1) == "x-next-token:" { print $2 }')`,
    '      [ -n "$cursor" ] || break',
    "    done",
    "  done",
    '  rm -f "$headers"',
    "}",
    "list_sandboxes",
    "",
  ].join("\n");
}

/** How jq makes one list of all pages: of several lists each sandbox once, in the order that one has. */
function merging({ lists }: ListCode): string {
  if (lists.length === 1) return "add";
  const isOldestFirst = lists.every(({ asked }) => asked.order === "asc");
  return `add | unique_by(.sandboxID) | sort_by(.startedAt)${isOldestFirst ? "" : " | reverse"}`;
}

const quotable = (url: string): string => url.replaceAll("'", "%27");
