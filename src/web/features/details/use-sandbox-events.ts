import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { LifecycleEvent } from "#contract/account.ts";
import { isSafeId } from "#contract/sandbox-id.ts";
import { sandboxEventsOptions } from "#web/data/account.ts";
import { failureFrom } from "#web/data/request.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";

export type SandboxEvents =
  | { readonly kind: "loading" }
  | { readonly kind: "not-offered" }
  | { readonly kind: "failed"; readonly reason: string }
  /** Newest first. */
  | { readonly kind: "read"; readonly events: readonly LifecycleEvent[] };

/** A sandbox's lifecycle events, read again whenever `life` has changed, since something must have happened to it then. */
export function useSandboxEvents(id: string, life: string): SandboxEvents {
  const { upstream } = useFleetServices();
  const isSafe = isSafeId(id);
  const { data, error, refetch } = useQuery({ ...sandboxEventsOptions(upstream, id), enabled: isSafe });
  const failure = error ? failureFrom(error, "events") : undefined;
  const isOffered = isSafe && failure?.kind !== "not-found" && failure?.kind !== "not-offered";
  const readAt = useRef(life);
  useEffect(() => {
    if (readAt.current === life) return;
    readAt.current = life;
    if (isOffered) void refetch();
  }, [isOffered, life, refetch]);
  if (!isOffered) return { kind: "not-offered" };
  if (data) return { kind: "read", events: data };
  return failure ? { kind: "failed", reason: failure.message } : { kind: "loading" };
}
