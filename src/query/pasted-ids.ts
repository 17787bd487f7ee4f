import { MAX_CONDITIONS, MAX_QUERY_LENGTH } from "./parse.ts";

/** Ids as upstreams give them, with or without the client's id behind, which lists do not hold (contract 1.3, 3.1). */
const ID = /^(i[a-z0-9]{15,30}|sbx-[A-Za-z0-9]{15,30})(?:-[0-9a-z]{4,20})?$/;

/** The ids in a text that holds nothing else, one a line or with spaces, commas or quotes between; `undefined` for other texts. */
export function pastedIds(
  text: string,
): { readonly ids: readonly string[]; readonly left: number } | undefined {
  const found = new Set<string>();
  for (const word of text.split(/[\s,;"'[\]]+/)) {
    if (word === "") continue;
    const id = ID.exec(word)?.[1];
    // Long words without a digit may start like an id.
    if (id === undefined || !/\d/.test(id)) return undefined;
    found.add(id);
  }
  const ids: string[] = [];
  let length = "id:()".length;
  for (const id of found) {
    length += id.length + 2;
    if (ids.length === MAX_CONDITIONS || length > MAX_QUERY_LENGTH) break;
    ids.push(id);
  }
  return found.size === 0 ? undefined : { ids, left: found.size - ids.length };
}
