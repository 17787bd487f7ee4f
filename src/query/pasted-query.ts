import { simpleConditions } from "./ast.ts";
import { MAX_QUERY_LENGTH, parse } from "./parse.ts";
import type { PastedPart } from "./pasted-part.ts";

/** What only `.env` files hold: comments, `export`, single quotes, and escapes in double quotes other than ours. */
const LIKE_ENV = /^\s*(?:#|export\s)|=\s*'[^']*'\s*$|="[^"\n]*\\[^"\\]|(?:^|\s)--/m;

/** The language itself. With free text in it, it is rather prose, or lines of another format. */
export function pastedQuery(text: string): PastedPart | undefined {
  if (text.length > MAX_QUERY_LENGTH || LIKE_ENV.test(text)) return undefined;
  const { query, errors } = parse(text);
  const { conditions } = query;
  const isQuery =
    errors.length === 0 &&
    conditions.length > 0 &&
    conditions.flatMap(simpleConditions).every(({ kind }) => kind !== "words");
  return isQuery ? { kind: "query", conditions, skipped: 0 } : undefined;
}
