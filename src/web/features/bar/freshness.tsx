import { useCallback } from "react";
import { IconButton } from "#web/design/button.tsx";
import { TickingText } from "#web/design/ticking-text.tsx";
import { useFleetServices, useFleetSnapshot } from "#web/fleet/use-fleet.ts";
import { stampLead } from "#web/lib/clock.ts";
import { shortDuration } from "#web/lib/duration.ts";
import { refreshChoices } from "#web/prefs/prefs.ts";
import { usePrefs, usePrefsServices } from "#web/prefs/use-prefs.ts";
import { barStrings } from "#web/strings/bar.ts";

/** How old the newest rows are, a way to read them now, and how often they are read. */
export function Freshness() {
  const { fleet } = useFleetServices();
  const { headAsOf } = useFleetSnapshot();
  const { prefs } = usePrefsServices();
  const { refreshSeconds } = usePrefs();
  const age = useCallback(
    (now: number) =>
      headAsOf === undefined
        ? barStrings.neverRead
        : barStrings.age(shortDuration((now - headAsOf + stampLead()) / 1000)),
    [headAsOf],
  );
  return (
    <div className="flex items-center gap-1">
      <TickingText
        read={age}
        className="min-w-20 text-end text-grid whitespace-nowrap text-fg-muted max-sm:min-w-17 max-sm:text-xs"
      />
      <IconButton icon="refresh" label={barStrings.refresh} onClick={fleet.refresh} />
      <select
        aria-label={barStrings.interval}
        className="input-box text-grid"
        value={refreshSeconds}
        onChange={(event) => {
          const chosen = refreshChoices.find((seconds) => seconds === Number(event.target.value));
          if (chosen !== undefined) prefs.update({ refreshSeconds: chosen });
        }}
      >
        {refreshChoices.map((seconds) => (
          <option key={seconds} value={seconds}>
            {barStrings.intervalChoice(seconds)}
          </option>
        ))}
      </select>
    </div>
  );
}
