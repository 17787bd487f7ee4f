import { createContext, useContext } from "react";
import type { Unserved } from "#web/data/unserved.ts";
import { useStore } from "#web/lib/use-store.ts";
import type { FleetControl } from "./control.ts";
import type { Fleet } from "./fleet-store.ts";
import type { KillJobs } from "./kill-job.ts";
import type { Prober } from "./prober.ts";
import type { Selection } from "./selection.ts";
import type { Usage } from "./usage.ts";

/** The fleet of the upstream this page shows, and what is done to it. */
export interface FleetServices {
  /** The upstream's name in request paths. */
  readonly upstream: string;
  readonly fleet: Fleet;
  readonly unserved: Unserved;
  readonly control: FleetControl;
  readonly killJobs: KillJobs;
  readonly selection: Selection;
  /** What probes the upstream is loaded when needed; always the same one. */
  readonly loadProber: () => Promise<Prober>;
  /** What reads the use of sandboxes, loaded likewise; absent where its script could not be had. */
  readonly loadUsage: () => Promise<Usage | undefined>;
}

export const FleetContext = createContext<FleetServices | undefined>(undefined);

/** Throws outside the application's providers, which is a mistake in the code. */
export function useFleetServices(): FleetServices {
  const services = useContext(FleetContext);
  if (!services) throw new Error("useFleetServices is used outside FleetContext");
  return services;
}

export const useFleetSnapshot = () => useStore(useFleetServices().fleet);
export const useSelected = () => useStore(useFleetServices().selection);
export const useKillJobs = () => useStore(useFleetServices().killJobs);
