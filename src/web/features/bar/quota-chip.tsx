import { useQuery } from "@tanstack/react-query";
import { quotaOptions } from "#web/data/account.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { usePrefs } from "#web/prefs/use-prefs.ts";
import { barStrings } from "#web/strings/bar.ts";

/** How much of the account is used. Nothing where the upstream has no such thing, and then it is not asked again. */
export function QuotaChip() {
  const { upstream } = useFleetServices();
  const { refreshSeconds } = usePrefs();
  const { data } = useQuery({
    ...quotaOptions(upstream),
    refetchInterval: (query) => (query.state.error || refreshSeconds === 0 ? false : refreshSeconds * 1000),
  });
  if (!data) return null;
  const { usage, limit } = data;
  return (
    <p title={barStrings.quotaHint} className="min-w-0 truncate text-grid text-fg-muted max-sm:text-xs">
      {barStrings.quota(usage.concurrentInstances, limit.concurrentInstances)}
    </p>
  );
}
