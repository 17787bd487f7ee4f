import { useCallback } from "react";
import { TickingText } from "#web/design/ticking-text.tsx";
import { shortDuration } from "#web/lib/duration.ts";
import { mayHaveEnded } from "#web/fleet/row.ts";
import { stampLead } from "#web/lib/clock.ts";
import { localDateTime } from "#web/lib/local-time.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import type { RowView } from "./row-view.ts";

const SOON_SECONDS = 300;
const VERY_SOON_SECONDS = 60;

export function StartedCell({ row: { startedAt, startedMicros } }: RowView) {
  const startedMillis = startedMicros / 1000;
  const age = useCallback((now: number) => shortDuration((now - startedMillis) / 1000), [startedMillis]);
  return (
    <time dateTime={startedAt} title={strings.startedAt(localDateTime(startedMillis))}>
      <TickingText read={age} />
    </time>
  );
}

/** How long a running one has left. A paused one has no deadline, and that of another state is not known. */
export function EndsCell({ row }: RowView) {
  const { state, endAt, endMillis, asOf } = row;
  const left = useCallback(
    (now: number) => {
      if (endMillis > now) return shortDuration((endMillis - now) / 1000);
      const isEnded = mayHaveEnded({ state, endMillis, asOf }, now, stampLead());
      return isEnded ? strings.mayHaveEnded : strings.overdue;
    },
    [state, endMillis, asOf],
  );
  const look = useCallback((now: number) => urgency((endMillis - now) / 1000), [endMillis]);
  if (state === "paused") return null;
  if (state !== "running") return <span className="text-fg-muted">–</span>;
  return (
    <time dateTime={endAt} title={strings.endsAt(localDateTime(endMillis))}>
      <TickingText read={left} look={look} />
    </time>
  );
}

function urgency(secondsLeft: number): string {
  if (secondsLeft < VERY_SOON_SECONDS) return "font-medium text-danger-text";
  return secondsLeft < SOON_SECONDS ? "font-medium text-warn-text" : "";
}
