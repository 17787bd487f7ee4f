import { knownStates } from "#contract/states.ts";
import { printAmount } from "#query/amounts.ts";
import type { Subject } from "#query/operators.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import { countTexts, seenKeys, seenValues, type Seen } from "#web/fleet/seen-pairs.ts";
import type { Recents } from "#web/prefs/recents.ts";

/** What can be suggested, as of the moment a list was opened: while it is open nothing in it changes places. */
export interface SuggestionSource {
  /** How many sandboxes the counts are of. */
  readonly counted: number;
  /** Metadata keys with how many sandboxes have each, the most frequent first. */
  readonly keys: () => readonly Seen[];
  /** Values with how many sandboxes have each, the most frequent first, without those that are masked on screen. A count of 0: not counted. */
  readonly values: (subject: Subject) => readonly Seen[];
  /** Values of a metadata key that were used in this browser, the last one first. */
  readonly recent: (key: string) => readonly string[];
}

/** Suggestions counted in these rows, each count made when it is first asked for. */
export function sourceOf(rows: readonly FleetRow[], recents: Recents): SuggestionSource {
  const keys = once(() => seenKeys(rows));
  const counted = new Map<string, readonly Seen[]>();
  return {
    counted: rows.length,
    keys,
    values: (subject) => {
      const place = subject.kind === "metadata" ? `=${subject.key}` : subject.name;
      const known = counted.get(place) ?? countValues(rows, subject);
      counted.set(place, known);
      return known;
    },
    recent: (key) => recents.keys.find((entry) => entry.key === key)?.values ?? [],
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Lengths of time and moments are measured, not counted: some usual ones. */
const spans = ["10m", "1h", "1d", "7d"].map((text): Seen => ({ text, count: 0 }));

function countValues(rows: readonly FleetRow[], subject: Subject): readonly Seen[] {
  if (subject.kind === "metadata") return seenValues(rows, subject.key);
  switch (subject.name) {
    case "state": {
      const seen = countTexts(rows.map((row) => row.state));
      const unseen = knownStates.filter((state) => !seen.some(({ text }) => text === state));
      return [...seen, ...unseen.map((text): Seen => ({ text, count: 0 }))];
    }
    case "template":
      return countTexts(rows.map((row) => row.alias ?? row.templateID));
    case "id":
      return rows.map((row): Seen => ({ text: row.sandboxID, count: 1 }));
    case "envd":
      return countTexts(rows.flatMap((row) => row.envdVersion ?? []));
    case "cpu":
      return countTexts(rows.map((row) => `${row.cpuCount}`));
    case "mem":
      return countTexts(rows.map((row) => printAmount("mem", row.memoryMB)));
    case "disk":
      return countTexts(
        rows.flatMap((row) =>
          typeof row.diskSizeMB === "number" ? [printAmount("disk", row.diskSizeMB)] : [],
        ),
      );
    case "age":
    case "ends":
    case "started":
      return spans;
  }
}
