import { readFleetMetrics } from "#web/data/metrics.ts";
import { failureFrom } from "#web/data/request.ts";
import type { Fleet } from "#web/fleet/fleet-store.ts";
import { createUsage, type Usage } from "#web/fleet/usage.ts";
import { systemClock } from "#web/lib/clock.ts";
import type { PrefsStore } from "#web/prefs/prefs.ts";

interface UsageParts {
  readonly document: Document;
  readonly upstream: string;
  readonly fleet: Fleet;
  readonly prefs: PrefsStore;
}

/** What reads the use of sandboxes, at the list's interval and only while somebody can see the page. */
export function startUsage({ document, upstream, fleet, prefs }: UsageParts): Usage {
  const usage = createUsage({
    read: (ids, signal) => readFleetMetrics(upstream, ids, signal),
    failureOf: (error) => failureFrom(error, "fleetMetrics"),
    clock: systemClock,
  });
  const followInterval = () => {
    const { refreshSeconds } = prefs.get();
    usage.setInterval(refreshSeconds === 0 ? undefined : refreshSeconds * 1000);
  };
  const followList = () => usage.listRead(fleet.get().headAsOf);
  const followPage = () => usage.setActive(!document.hidden);
  prefs.subscribe(followInterval);
  fleet.subscribe(followList);
  document.addEventListener("visibilitychange", followPage);
  for (const follow of [followInterval, followList, followPage]) follow();
  return usage;
}
