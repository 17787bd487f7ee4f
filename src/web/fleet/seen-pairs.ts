import { isSecret } from "#contract/secret.ts";
import type { Metadata } from "#contract/metadata.ts";

/** A text that was seen, and on how many sandboxes. */
export interface Seen {
  readonly text: string;
  readonly count: number;
}

/** Counts as a list, the most frequent first, equals by alphabet. */
export const mostFirst = (counts: ReadonlyMap<string, number>): readonly Seen[] =>
  [...counts]
    .map(([text, count]): Seen => ({ text, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));

/** The metadata keys of these sandboxes, with how many have each. */
export function seenKeys(rows: readonly { readonly metadata: Metadata }[]): readonly Seen[] {
  const counts = new Map<string, number>();
  for (const { metadata } of rows)
    for (const pair of metadata) counts.set(pair[0], (counts.get(pair[0]) ?? 0) + 1);
  return mostFirst(counts);
}

/** The values that a metadata key has on these sandboxes. Values masked on screen are left out: they are not to be suggested. */
export function seenValues(rows: readonly { readonly metadata: Metadata }[], key: string): readonly Seen[] {
  const counts = new Map<string, number>();
  for (const { metadata } of rows)
    for (const pair of metadata) if (pair[0] === key) counts.set(pair[1], (counts.get(pair[1]) ?? 0) + 1);
  return mostFirst(counts).filter(({ text }) => !isSecret(key, text));
}
