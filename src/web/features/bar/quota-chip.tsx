import { useQuery } from "@tanstack/react-query";
import { quotaOptions } from "#web/data/account.ts";
import { isUnserved } from "#web/data/unserved.ts";
import { classNames } from "#web/design/class-names.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { usePrefs } from "#web/prefs/use-prefs.ts";
import { barStrings } from "#web/strings/bar.ts";

/** From this share of the limit on, the next creations may be refused. */
const NEARLY_FULL = 0.9;

/** How much of the account is used. Nothing where the upstream has no such thing, and then it is not asked again for a day; nothing old either. */
export function QuotaChip() {
  const { upstream, unserved } = useFleetServices();
  const { refreshSeconds } = usePrefs();
  const { data, error } = useQuery({
    ...quotaOptions(upstream, unserved),
    refetchInterval: ({ state }) =>
      isUnserved(state.error) || refreshSeconds === 0 ? false : refreshSeconds * 1000,
  });
  if (!data || error) return null;
  const { usage, limit } = data;
  return (
    <p
      title={barStrings.quotaHint}
      className={classNames(
        "text-grid sm:whitespace-nowrap max-sm:text-xs max-sm:leading-[14px]",
        usage.concurrentInstances >= NEARLY_FULL * limit.concurrentInstances
          ? "font-medium text-warn-text"
          : "text-fg-muted",
      )}
    >
      {barStrings.quota(usage.concurrentInstances, limit.concurrentInstances)}
      <span className="min-[720px]:max-md:sr-only">{barStrings.quotaUnit}</span>
    </p>
  );
}
