import type { SandboxFacts } from "#contract/sandbox.ts";
import { seenKeys } from "#web/fleet/seen-pairs.ts";
import { rankByText } from "#web/lib/rank.ts";
import { fieldNames, type FieldName } from "./filter-draft.ts";

/** What a condition can be about. */
export type KeySuggestion =
  | { readonly kind: "field"; readonly name: FieldName }
  /** `share` is the part of the known sandboxes that have the key, from 0 to 1. */
  | { readonly kind: "metadata"; readonly key: string; readonly share: number };

/** The built-in fields, then the metadata keys of these sandboxes, those most of them have first. */
export function keySuggestions(rows: readonly SandboxFacts[]): readonly KeySuggestion[] {
  return [
    ...fieldNames.map((name) => ({ kind: "field", name }) as const),
    ...seenKeys(rows).map(
      ({ text, count }) => ({ kind: "metadata", key: text, share: count / rows.length }) as const,
    ),
  ];
}

const nameOf = (suggestion: KeySuggestion): string =>
  suggestion.kind === "field" ? suggestion.name : suggestion.key;

/** Those that a person may mean by what was typed, best first. */
export const matchingKeys = (all: readonly KeySuggestion[], typed: string): readonly KeySuggestion[] =>
  rankByText(all, typed, nameOf, "fuzzy");
