import { listSearch } from "#contract/list-query.ts";
import { keyLine, type CodeTarget } from "./code-text.ts";
import type { ListCode } from "./list-code.ts";

/**
 * For bash and zsh. Prints every page as it comes, a JSON array each. The query strings are encoded already, so that quotes hold whatever
 * is in them; the cursor is encoded by curl.
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
    ...(searches.length > 1
      ? ["# A sandbox may stand in several lists: | jq -s 'add | unique_by(.sandboxID)' makes one of them."]
      : []),
    ...keyLine(target),
    "headers=$(mktemp)",
    `for search in ${searches.map((search) => `\\\n  '${search}'`).join(" ")}`,
    "do",
    "  cursor=",
    "  while :; do",
    `    curl --fail-with-body --silent --show-error --globoff --get '${quotable(target.url)}/v2/sandboxes?'"$search" \\`,
    '      ${cursor:+--data-urlencode} ${cursor:+"nextToken=$cursor"} \\',
    `      -H "X-API-Key: $${target.sdk.keyVariable}" --dump-header "$headers" || break`,
    "    echo",
    `    cursor=$(tr -d '\\r' < "$headers" | awk 'tolower($1) == "x-next-token:" { print $2 }')`,
    '    [ -n "$cursor" ] || break',
    "  done",
    "done",
    'rm -f "$headers"',
    "",
  ].join("\n");
}

const quotable = (url: string): string => url.replaceAll("'", "%27");
