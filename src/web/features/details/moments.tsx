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
      <TickingText className="text-fg-muted" read={age} />
    </Fact>
  );
}

/** When it ends, and in how long; a paused one has no deadline, whatever its `endAt` says (contract 11). */
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
  const isRunning = row.state === "running";
  const end = (
    <time dateTime={row.endAt} title={utcTime(endMillis)}>
      {localDateTime(endMillis)}
    </time>
  );
  return (
    <>
      {row.state === "paused" && <Fact term={detailsStrings.ends} text={detailsStrings.noDeadline} />}
      <Fact term={isRunning ? detailsStrings.ends : detailsStrings.reportedEnd} text={utcTime(endMillis)}>
        {end} {isRunning && <TickingText read={left} look={look} />}
      </Fact>
    </>
  );
}

function urgency(secondsLeft: number): string {
  if (secondsLeft < VERY_SOON_SECONDS) return "font-medium text-danger-text";
  return secondsLeft < SOON_SECONDS ? "font-medium text-warn-text" : "text-fg-muted";
}
