import type { SandboxFacts } from "#contract/sandbox.ts";
import { knownStates } from "#contract/states.ts";
import { countTexts, seenValues, type Seen } from "#web/fleet/seen-pairs.ts";
import { rankByText } from "#web/lib/rank.ts";
import type { Subject } from "./filter-draft.ts";

/**
 * The values to choose from for a key or field, with how many of the known sandboxes have each. Values masked on screen are not among
 * them; the states every upstream knows are, seen or not.
 */
export function valueSuggestions(rows: readonly SandboxFacts[], subject: Subject): readonly Seen[] {
  if (subject.kind === "metadata") return seenValues(rows, subject.key);
  if (subject.name === "template") return countTexts(rows.map((row) => row.alias ?? row.templateID));
  const seen = countTexts(rows.map((row) => row.state));
  const unseen = knownStates.filter((state) => !seen.some(({ text }) => text === state));
  return [...seen, ...unseen.map((text): Seen => ({ text, count: 0 }))];
}

/** Those that a person may mean by what was typed: what starts with it, then what holds it. */
export const matchingValues = (all: readonly Seen[], typed: string): readonly Seen[] =>
  rankByText(all, typed, ({ text }) => text, "exact");
