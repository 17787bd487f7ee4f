import type { Failure } from "#contract/failure.ts";
import type { SandboxDetail } from "#contract/sandbox.ts";
import type { Condition, Query } from "#query/ast.ts";
import type { Reply } from "#web/data/request.ts";
import type { Clock } from "#web/lib/clock.ts";
import type { Trouble } from "./reader.ts";
import type { FleetRow } from "./row.ts";

/** Reads one sandbox; rejects with whatever the fleet's `failureOf` understands. */
export type ReadDetail = (id: string) => Promise<Reply<SandboxDetail>>;

/** What looking up needs of the fleet. */
export interface LookupHost {
  readonly readDetail: ReadDetail;
  readonly failureOf: (error: unknown) => Failure;
  readonly clock: Clock;
  /** Whether a list that is followed holds it: then there is nothing to look up. */
  readonly isListed: (id: string) => boolean;
  readonly learnRow: (row: FleetRow) => void;
  /** A sandbox is known not to exist any more, as of now. */
  readonly forget: (id: string) => void;
  /** Told when what was found or is missing has changed, or trouble has. */
  readonly changed: () => void;
}

/** The sandboxes that the query names, read one by one wherever they stand in the list. */
export interface Lookups {
  /** Looks up what this query names and was not looked up for it yet. */
  readonly ask: (query: Query) => void;
  /** The ids that exist, in the order of the query. */
  readonly found: () => readonly string[];
  /** The ids that do not exist. */
  readonly missing: () => readonly string[];
  /** Whether those found, missing and listed are all that the query can be about: then no list tells more. */
  readonly isWhole: () => boolean;
  readonly trouble: () => Trouble | undefined;
  readonly hold: (held: boolean) => void;
  readonly retryNow: () => void;
}

export type LoadLookups = () => Promise<(host: LookupHost) => Lookups>;

const none: readonly string[] = [];

const mayName = (condition: Condition): boolean => {
  const { kind } = condition;
  if (kind === "any" || kind === "all") return condition.of.some(mayName);
  return kind === "words" || (kind === "field" && condition.name === "id");
};

/** Looks up by a script that is loaded with the first query that may name a sandbox: most do not. */
export function createLazyLookups(load: LoadLookups, host: LookupHost): Lookups {
  let lookups: Lookups | undefined;
  let query: Query | undefined;
  let isHeld = false;

  async function loaded(): Promise<void> {
    const create = await load();
    lookups ??= create(host);
    lookups.hold(isHeld);
    if (query) lookups.ask(query);
  }

  return {
    ask: (next) => {
      query = next;
      if (lookups) lookups.ask(next);
      // Without the script the scan finds what there is, only later; the next query asks for it again.
      else if (next.conditions.some(mayName)) loaded().catch(() => undefined);
    },
    found: () => lookups?.found() ?? none,
    missing: () => lookups?.missing() ?? none,
    isWhole: () => lookups?.isWhole() === true,
    trouble: () => lookups?.trouble(),
    hold: (held) => {
      isHeld = held;
      lookups?.hold(held);
    },
    retryNow: () => lookups?.retryNow(),
  };
}
