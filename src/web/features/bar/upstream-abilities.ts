import type { Finding, RememberedFindings } from "#query/capability-memory.ts";
import type { UpstreamFacts } from "#web/fleet/upstream-facts.ts";
import { upstreamStrings } from "#web/strings/upstream.ts";

/** One line of what an upstream does: what is known, and what was seen, in words. */
export interface AbilityLine {
  readonly ability: keyof typeof upstreamStrings.abilities;
  readonly known: string;
  readonly seen: string;
}

/** @param found what probing found; `certain` for the engine of this console, which was never asked */
export function upstreamAbilities(
  facts: UpstreamFacts,
  found: RememberedFindings | "certain" | undefined,
): readonly AbilityLine[] {
  return [
    watched("metadata", facts, found === "certain"),
    watched("state", facts, found === "certain"),
    probed("template", facts, found),
    probed("startedAfter", facts, found),
    probed("order", facts, found),
    totals(facts),
    {
      ability: "pages",
      known: facts.pages > 0 ? upstreamStrings.seen : upstreamStrings.unknown,
      seen:
        facts.shortPages > 0
          ? upstreamStrings.shortPages(facts.shortPages)
          : upstreamStrings.pagesRead(facts.pages),
    },
  ];
}

/** Every upstream is asked for these, as the contract promises them: what comes shows whether it keeps the promise. */
function watched(ability: "metadata" | "state", facts: UpstreamFacts, isCertain: boolean): AbilityLine {
  const known = facts.disobeyed[ability] > 0 ? upstreamStrings.notSupported : upstreamStrings.seen;
  const isSeen = facts.asked[ability] > 0;
  return {
    ability,
    known: isSeen ? known : isCertain ? upstreamStrings.comesWith : upstreamStrings.promised,
    seen: seen(ability, facts),
  };
}

function probed(
  ability: "template" | "startedAfter" | "order",
  facts: UpstreamFacts,
  found: RememberedFindings | "certain" | undefined,
): AbilityLine {
  const known =
    found === "certain"
      ? upstreamStrings.comesWith
      : found
        ? verdict(found.findings[ability], found.at)
        : upstreamStrings.unknown;
  return { ability, known, seen: seen(ability, facts) };
}

function verdict(finding: Finding, at: number): string {
  switch (finding) {
    case "proven":
      return upstreamStrings.proven(at);
    case "refuted":
      return upstreamStrings.refuted(at);
    case "unknown":
      return upstreamStrings.unknown;
  }
}

function seen(ability: keyof UpstreamFacts["asked"], { asked, disobeyed }: UpstreamFacts): string {
  if (asked[ability] === 0) return upstreamStrings.nothingSeen;
  return disobeyed[ability] > 0
    ? upstreamStrings.disobeyed(disobeyed[ability])
    : upstreamStrings.obeyed(asked[ability]);
}

function totals({ tellsTotal }: UpstreamFacts): AbilityLine {
  if (tellsTotal === undefined)
    return { ability: "totals", known: upstreamStrings.unknown, seen: upstreamStrings.nothingSeen };
  return tellsTotal
    ? { ability: "totals", known: upstreamStrings.onlyRunning, seen: upstreamStrings.told }
    : { ability: "totals", known: upstreamStrings.notSupported, seen: upstreamStrings.notTold };
}
