import { isSecret } from "#contract/secret.ts";
import { metadataSubject } from "#query/subject.ts";
import type { Suggestion } from "#web/design/suggestion.ts";
import type { SeenValues } from "#web/fleet/seen-values.ts";
import { rankByText } from "#web/lib/rank.ts";
import type { Recents } from "#web/prefs/recents.ts";
import { createStrings } from "#web/strings/create.ts";

/** Where suggestions come from: what was given before, and what sandboxes have. */
export interface PairSources {
  readonly recents: Recents;
  readonly seen: SeenValues;
}

/** Those used before come first, then those seen, each once. */
function merged(recent: readonly string[], seen: readonly Suggestion[]): readonly Suggestion[] {
  const known = new Set(recent);
  return [
    ...recent.map((text) => ({ id: text, text, detail: createStrings.recent })),
    ...seen.filter(({ text }) => !known.has(text)),
  ];
}

/** Keys to choose from, but for those that have a row already. */
export function suggestedKeys(
  { recents, seen }: PairSources,
  typed: string,
  taken: ReadonlySet<string>,
): readonly Suggestion[] {
  const all = merged(
    recents.keys.map(({ key }) => key),
    seen.keys().map(({ text, share }) => ({ id: text, text, detail: createStrings.share(share) })),
  );
  return rankByText(
    all.filter(({ text }) => text !== "" && !taken.has(text)),
    typed,
    ({ text }) => text,
    "fuzzy",
  );
}

/** Values to choose from for a key. Secrets are neither remembered nor taken from sandboxes. */
export function suggestedValues(
  { recents, seen }: PairSources,
  key: string,
  typed: string,
): readonly Suggestion[] {
  if (key === "") return [];
  const recent = recents.keys.find((entry) => entry.key === key)?.values ?? [];
  const all = merged(
    recent.filter((value) => !isSecret(key, value)),
    seen
      .values(metadataSubject(key), typed)
      .map(({ text, count }) => ({ id: text, text, detail: createStrings.seenOn(count) })),
  );
  return rankByText(
    all.filter(({ text }) => text !== "" && text !== typed),
    typed,
    ({ text }) => text,
    "exact",
  );
}
