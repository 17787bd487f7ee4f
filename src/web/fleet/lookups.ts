import type { LookupHost, Lookups } from "./lazy-lookups.ts";
import { createReader } from "./reader.ts";
import { fleetRow } from "./row.ts";
import { onlyIds, soughtIds } from "./sought-ids.ts";

/** Looks up all ids of a query at once. One that could not be read for another reason than that it does not exist is tried again later. */
export function createLookups(host: LookupHost): Lookups {
  const { clock, failureOf, isListed } = host;
  let sought: readonly string[] = [];
  let found: readonly string[] = [];
  let missing: readonly string[] = [];
  let only: readonly string[] | undefined;
  const reader = createReader(clock, failureOf, due, host.changed);

  const isKnown = (id: string) => found.includes(id) || missing.includes(id);

  function due() {
    const ids = sought.filter((id) => !isKnown(id) && !isListed(id));
    if (ids.length === 0) return undefined;
    return async (signal: AbortSignal) => {
      const outcomes = await Promise.allSettled(ids.map((id) => lookUp(id, signal)));
      for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
    };
  }

  async function lookUp(id: string, signal: AbortSignal): Promise<void> {
    try {
      const { value, requestedAt } = await host.readDetail(id);
      if (signal.aborted) return;
      found = [...found, id];
      host.learnRow(fleetRow(value, requestedAt));
    } catch (error) {
      if (signal.aborted) return;
      if (failureOf(error).kind !== "not-found") throw error;
      missing = [...missing, id];
      host.forget(id);
    }
  }

  return {
    ask: (query) => {
      reader.drop();
      sought = soughtIds(query);
      only = onlyIds(query);
      found = found.filter((id) => sought.includes(id));
      missing = missing.filter((id) => sought.includes(id));
      reader.wake();
    },
    found: () => found,
    missing: () => missing,
    isWhole: () => only?.every((id) => isKnown(id) || isListed(id)) === true,
    trouble: reader.trouble,
    hold: reader.hold,
    retryNow: reader.retryNow,
  };
}
