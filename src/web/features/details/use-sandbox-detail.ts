import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Failure } from "#contract/failure.ts";
import { isSafeId } from "#contract/sandbox-id.ts";
import type { SandboxDetail } from "#contract/sandbox.ts";
import { failureFrom } from "#web/data/request.ts";
import { sandboxDetailOptions } from "#web/data/sandboxes.ts";
import { fleetRow, type FleetRow, type Mark } from "#web/fleet/row.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { usePrefs } from "#web/prefs/use-prefs.ts";

export interface ShownSandbox {
  /** The newest reading there is, of the list or of the sandbox itself. */
  readonly row: FleetRow | undefined;
  /** What only the sandbox's own reading tells. */
  readonly detail: SandboxDetail | undefined;
  /** When that reading was asked for, milliseconds since 1970. */
  readonly detailAsOf: number | undefined;
  readonly mark: Mark | undefined;
  /** `gone`: the upstream says there is no such sandbox. `unsafe`: it is not asked. */
  readonly status: "loading" | "shown" | "gone" | "failed" | "unsafe";
  readonly failure: Failure | undefined;
  readonly retry: () => void;
}

/**
 * One sandbox, read again at the fleet's interval while the page is visible, and never connected to. What is learnt goes to the fleet, and
 * what the fleet knows stands in until the first reading is here.
 */
export function useSandboxDetail(id: string): ShownSandbox {
  const { upstream, fleet } = useFleetServices();
  const { refreshSeconds } = usePrefs();
  const known = useSyncExternalStore(fleet.subscribe, () => fleet.row(id));
  const mark = useSyncExternalStore(fleet.subscribe, () => fleet.get().marks.get(id));
  const isSafe = isSafeId(id);
  const { data, error, refetch } = useQuery({
    ...sandboxDetailOptions(upstream, id),
    enabled: isSafe,
    refetchInterval: ({ state }) =>
      refreshSeconds > 0 && failureOf(state.error)?.kind !== "not-found" && refreshSeconds * 1000,
  });
  const failure = failureOf(error);
  const isGone = failure?.kind === "not-found";

  useEffect(() => fleet.keep(id), [fleet, id]);
  useEffect(() => {
    if (data && !isGone) fleet.learn(data.value, data.requestedAt);
  }, [fleet, data, isGone]);
  useEffect(() => {
    if (isGone) fleet.forget(id);
  }, [fleet, id, isGone]);

  // A row that leaves the fleet has been killed, or has left the list: which of the two, the next reading tells.
  const isKnown = known !== undefined;
  const wasKnown = useRef(isKnown);
  useEffect(() => {
    if (wasKnown.current && !isKnown && isSafe) void refetch();
    wasKnown.current = isKnown;
  }, [isKnown, isSafe, refetch]);

  return {
    row: known ?? (data && fleetRow(data.value, data.requestedAt)),
    detail: data?.value,
    detailAsOf: data?.requestedAt,
    mark,
    status: !isSafe ? "unsafe" : isGone ? "gone" : failure ? "failed" : data ? "shown" : "loading",
    failure,
    retry: () => void refetch(),
  };
}

const failureOf = (error: Error | null): Failure | undefined =>
  error ? failureFrom(error, "getSandbox") : undefined;
