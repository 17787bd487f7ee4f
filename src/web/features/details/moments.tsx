import { useCallback } from "react";
import { microsToTimestamp } from "#contract/timestamp.ts";
import { TickingText } from "#web/design/ticking-text.tsx";
import type { FleetRow } from "#web/fleet/row.ts";
import { longDuration } from "#web/lib/duration.ts";
import { localDateTime, utcTime } from "#web/lib/local-time.ts";
import { detailsStrings } from "#web/strings/details.ts";
import { Fact } from "./fact.tsx";

const SOON_SECONDS = 300;
const VERY_SOON_SECONDS = 60;

/** When it started: local on screen, UTC in the tooltip and on copy. */
export function Started({ row }: { readonly row: FleetRow }) {
  const startedMillis = row.startedMicros / 1000;
  const age = useCallback(
    (now: number) => detailsStrings.ago(longDuration((now - startedMillis) / 1000)),
    [startedMillis],
  );
  return (
    <Fact term={detailsStrings.started} text={microsToTimestamp(row.startedMicros)}>
      <time dateTime={row.startedAt} title={microsToTimestamp(row.startedMicros)}>
        {localDateTime(startedMillis)}
      </time>{" "}
      <TickingText className="whitespace-nowrap text-fg-muted" read={age} />
    </Fact>
  );
}

/** When it ends, and in how long, for one that is running. */
export function Deadline({ row }: { readonly row: FleetRow }) {
  const { endMillis } = row;
  const left = useCallback(
    (now: number) =>
      endMillis > now
        ? detailsStrings.endsIn(longDuration((endMillis - now) / 1000))
        : detailsStrings.overdue,
    [endMillis],
  );
  const look = useCallback((now: number) => urgency((endMillis - now) / 1000), [endMillis]);
  return (
    <Fact term={detailsStrings.ends} text={utcTime(endMillis)}>
      <EndTime row={row} /> <TickingText read={left} look={look} />
    </Fact>
  );
}

/** The `endAt` of one that has no deadline: for a paused one often the moment of the pause (contract 3.1), so nothing counts down. */
export function ReportedEnd({ row }: { readonly row: FleetRow }) {
  return (
    <Fact term={detailsStrings.reportedEnd} text={utcTime(row.endMillis)}>
      <EndTime row={row} />{" "}
      {row.state === "paused" && <span className="text-fg-muted">{detailsStrings.noDeadline}</span>}
    </Fact>
  );
}

const EndTime = ({ row }: { readonly row: FleetRow }) => (
  <time dateTime={row.endAt} title={utcTime(row.endMillis)}>
    {localDateTime(row.endMillis)}
  </time>
);

function urgency(secondsLeft: number): string {
  if (secondsLeft < VERY_SOON_SECONDS) return "whitespace-nowrap font-medium text-danger-text";
  if (secondsLeft < SOON_SECONDS) return "whitespace-nowrap font-medium text-warn-text";
  return "whitespace-nowrap text-fg-muted";
}
