import { useMemo, useState } from "react";
import { useConsoleInfo } from "#web/data/use-console-info.ts";
import { Button } from "#web/design/button.tsx";
import { classNames } from "#web/design/class-names.ts";
import { Icon } from "#web/design/icon.tsx";
import { countsBeat } from "#web/fleet/counts-beat.ts";
import { createSteadySnapshot } from "#web/fleet/steady-snapshot.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { useGoneWithFocus } from "#web/lib/use-gone-with-focus.ts";
import { useStore } from "#web/lib/use-store.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { groupStrings } from "#web/strings/groups.ts";
import { hasColumn } from "#web/view/columns.ts";
import { useView } from "#web/view/use-view.ts";
import { ColumnsButton } from "./arrange/columns-button.tsx";
import { CheckedHere } from "./checked-here.tsx";
import { columnLayout } from "./column-layout.ts";
import { Countdown } from "./countdown.tsx";
import {
  fleetStatus,
  isPartlySorted,
  missingSandboxes,
  slowConditions,
  type FleetStatus as Status,
  type FleetStatusAction,
} from "./fleet-status-text.ts";
import { useThrottled } from "./use-throttled.ts";

const SPOKEN_EVERY_MS = 2_000;
/** Nobody wants to hear a scan count, only that it has found something; whoever asks is told what was true a moment ago. */
const SCAN_SPOKEN_EVERY_MS = 15_000;

const patience = (before: Status, now: Status): number =>
  before.kind === "scanning" && now.kind === "scanning" && before.hasFound === now.hasFound
    ? SCAN_SPOKEN_EVERY_MS
    : SPOKEN_EVERY_MS;

const isAlarming = new Set<Status["kind"]>(["failing", "stale", "unauthorized", "looped", "impossible"]);

interface FleetStatusProps extends StatusButtonProps {
  /** Rows are cards, which have the headings of a few columns only. */
  readonly isCards: boolean;
}

interface StatusButtonProps {
  /** The button with the focus is gone, since there is nothing left to do. */
  readonly onGone: () => void;
}

/**
 * What the table covers, as a line under it. The words stand there twice: for the eye at once and with their ticking parts, for the ear at
 * most every two seconds, and seldom while a scan counts.
 */
export function FleetStatus({ isCards, onGone }: FleetStatusProps) {
  const { fleet } = useFleetServices();
  // The facets' counts may stand beside these.
  const [steady] = useState(() => createSteadySnapshot(fleet, countsBeat));
  const snapshot = useStore(steady);
  const view = useView();
  const { info } = useConsoleInfo();
  const status = useMemo(() => fleetStatus(snapshot), [snapshot]);
  // That there is a first match at all is heard at once, however long the scan goes on counting.
  const isAnyFound = snapshot.matching > 0;
  const { query, sort, group } = snapshot.wanted;
  const subject = useMemo(() => ({ query, isAnyFound }), [query, isAnyFound]);
  const spoken = useThrottled(status, patience, subject);
  // With no row to show, the table's place says all this and offers the same.
  const isFailedWhole = snapshot.trouble !== undefined && snapshot.rows.length === 0;
  // The bar takes up the text of the URL, so these are the same ones, or other ones instead.
  const unapplied = Math.max(view.queryErrors.length, view.draftErrors) + view.leftOut;
  // The order within groups; that of the groups is seen by their headings.
  const ownSort = group ? sort?.within : sort;
  const among = group ? groupStrings.groupedAmong : sort ? strings.sortedAmong : undefined;
  const notes = [
    status.kind === "unauthorized" && info && !isFailedWhole
      ? strings.unauthorizedBody(info.sdk.keyVariable)
      : undefined,
    missingSandboxes(snapshot.missing),
    snapshot.regexMissing ? strings.regexMissing : undefined,
    slowConditions(query, snapshot.tooSlow),
    // An order whose column is not shown would be seen nowhere else.
    ownSort && !(isCards ? columnLayout(ownSort.column).cardPlace : hasColumn(view.columns, ownSort.column))
      ? strings.sortedBy(columnLayout(ownSort.column).label, ownSort.direction)
      : undefined,
    isPartlySorted(snapshot) ? among?.(snapshot.checked) : undefined,
    unapplied > 0 ? strings.notUnderstood(unapplied) : undefined,
  ].filter((note) => note !== undefined);
  return (
    <div className="flex min-h-8 items-start gap-x-3 border-t border-line bg-bg-sunken px-3 py-1 text-xs">
      <div className="flex min-h-6 min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
        <output aria-label={strings.statusName} data-react-aria-top-layer="" className="sr-only">
          {spoken.text}
        </output>
        <span
          aria-hidden="true"
          className={classNames(
            "flex min-w-0 items-center gap-1.5",
            isAlarming.has(status.kind) && "font-medium",
          )}
        >
          {isAlarming.has(status.kind) && <Icon name="warning" className="shrink-0 text-danger-text" />}
          <span className="min-w-0 break-words">{status.text}</span>
        </span>
        {status.nextTryAt !== undefined && !isFailedWhole && <Countdown until={status.nextTryAt} />}
        {status.progress && <ScanProgress {...status.progress} />}
        {status.actions.map(
          (action) =>
            (!isFailedWhole || action === "stop") && (
              <StatusAction key={keyOf(action)} action={action} onGone={onGone} />
            ),
        )}
        <CheckedHere plan={snapshot.plan} />
        {notes.map((note) => (
          <span key={note} className="min-w-0 break-words text-fg-muted">
            {note}
          </span>
        ))}
      </div>
      {/* Where there are only cards, there is nothing to arrange, and the line is needed for words. */}
      <span className="flex shrink-0 max-[719px]:hidden">
        <ColumnsButton />
      </span>
    </div>
  );
}

function ScanProgress({ checked, total }: NonNullable<Status["progress"]>) {
  return (
    <progress aria-label={strings.scanName} className="h-2 w-32 accent-accent" value={checked} max={total} />
  );
}

interface StatusActionProps extends StatusButtonProps {
  readonly action: FleetStatusAction;
}

/** One button stops and goes on, so that the focus can stay on it. */
const keyOf = (action: FleetStatusAction): string =>
  action === "stop" || action === "continue" ? "scan" : "again";

function StatusAction({ action, onGone }: StatusActionProps) {
  const { fleet } = useFleetServices();
  // Reading that comes to its end takes its button along: whoever pressed it goes on in the table.
  const button = useGoneWithFocus(onGone);
  const [label, act] = {
    continue: [strings.continue, fleet.continueScan] as const,
    stop: [strings.stop, fleet.stopScan] as const,
    retry: [strings.retryNow, fleet.retry] as const,
    refresh: [strings.retryNow, fleet.refresh] as const,
  }[action];
  return (
    <Button ref={button} size="small" onClick={act}>
      {label}
    </Button>
  );
}
