import type { Metadata } from "#contract/metadata.ts";

/** Keys that have a column of their own, or name the groups: in a table their chips come last, since they are seen already; in a card first, as they were chosen. */
export interface KeyOrder {
  readonly keys: ReadonlySet<string>;
  readonly place: "first" | "last";
}

/** In their own order but for those that have a column of their own, which come in the order of the columns. */
export function inOrder(metadata: Metadata, { keys, place }: KeyOrder): Metadata {
  if (keys.size === 0) return metadata;
  const own = [...keys].flatMap((key) => metadata.filter((pair) => pair[0] === key));
  const others = metadata.filter(([key]) => !keys.has(key));
  return place === "first" ? [...own, ...others] : [...others, ...own];
}
