import { useId, useState } from "react";
import { refusal } from "#contract/states.ts";
import type { Query } from "#query/ast.ts";
import { match } from "#query/match.ts";
import { Button } from "#web/design/button.tsx";
import { Field } from "#web/design/field.tsx";
import { Modal } from "#web/design/modal.tsx";
import type { FleetRow } from "#web/fleet/row.ts";
import { systemClock } from "#web/lib/clock.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { shortDuration } from "#web/lib/duration.ts";
import { killStrings } from "#web/strings/kill.ts";
import { CancelButton } from "./cancel-button.tsx";
import { IdText } from "./id-text.tsx";
import { isTypedCount, mustTypeCount } from "./kill-summary.ts";
import { SummaryView } from "./summary-view.tsx";

const FIRST_IDS = 10;

interface KillSeveralProps {
  readonly rows: readonly FleetRow[];
  readonly condition: Query;
  readonly refused: string | undefined;
  readonly onClose: () => void;
  readonly onStarted: () => void;
}

/** Asks before killing several: what they are, all their ids, and from 25 up the number, typed. */
export function KillSeveral({ rows, condition, refused, onClose, onStarted }: KillSeveralProps) {
  const descriptionId = useId();
  const { fleet, killJobs } = useFleetServices();
  // What is asked about stands still, whatever the fleet does meanwhile.
  const [{ killable, openedAt, listComplete, hidden }] = useState(() => ({
    killable: rows.filter((row) => refusal("kill", row) === undefined),
    openedAt: systemClock.now(),
    listComplete: fleet.get().end === "complete",
    hidden: rows.filter((row) => !match(condition, row, fleet.matchContext())).length,
  }));
  const [typed, setTyped] = useState("");
  const [showsAll, setShowsAll] = useState(false);
  const count = killable.length;
  const leftOut = rows.find((row) => refusal("kill", row) !== undefined);
  const paused = killable.filter((row) => row.state === "paused").length;
  const mustType = mustTypeCount(count);
  const isConfirmed = !mustType || isTypedCount(typed, count);
  const start = () => {
    killJobs.start(killable, condition);
    onStarted();
  };
  const line = (row: FleetRow) =>
    killStrings.idLine(
      row.sandboxID,
      row.state,
      shortDuration(openedAt / 1000 - row.startedMicros / 1_000_000),
    );
  return (
    <Modal
      role="alertdialog"
      size="medium"
      title={killStrings.titleSeveral(count)}
      describedBy={descriptionId}
      onClose={onClose}
      footer={
        <>
          <CancelButton onClick={onClose} />
          <Button
            variant="danger"
            disabledReason={refused ?? (isConfirmed ? undefined : killStrings.typeFirst(count))}
            onClick={start}
          >
            {killStrings.killSeveral(count)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div id={descriptionId} className="flex flex-col gap-1">
          <p className="font-medium">
            {paused > 0 ? killStrings.undoneSomePaused(paused) : killStrings.undone}
          </p>
          <p>
            {killStrings.onlyThese(count)} {condition.conditions.length > 0 && killStrings.recheck}
          </p>
          <p className="text-fg-muted">{listComplete ? killStrings.listComplete : killStrings.listPartial}</p>
          {hidden > 0 && <p className="font-medium text-warn-text">{killStrings.hidden(hidden)}</p>}
          {leftOut && (
            <p className="text-warn-text">
              {killStrings.leftOut(rows.length - count, refusal("kill", leftOut) ?? "")}
            </p>
          )}
          {refused !== undefined && <p className="text-danger-text">{refused}</p>}
        </div>
        <SummaryView rows={killable} openedAt={openedAt} />
        <section className="flex flex-col gap-1">
          <h3 className="font-medium">{killStrings.idsHeading}</h3>
          {showsAll ? (
            <IdText label={killStrings.idsLabel(count)} lines={killable.map(line)} takesFocus />
          ) : (
            <ul className="font-mono text-xs break-all">
              {killable.slice(0, FIRST_IDS).map((row) => (
                <li key={row.sandboxID}>{line(row)}</li>
              ))}
            </ul>
          )}
          {!showsAll && count > FIRST_IDS && (
            <Button variant="quiet" size="small" className="self-start" onClick={() => setShowsAll(true)}>
              {killStrings.showAll(count)}
            </Button>
          )}
        </section>
        {mustType && (
          <Field
            label={killStrings.typeCount(count)}
            error={typed === "" || isConfirmed ? undefined : killStrings.wrongCount(count)}
          >
            {(attributes) => (
              <input
                {...attributes}
                className="input-box max-w-40 font-mono"
                inputMode="numeric"
                autoComplete="off"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                onKeyDown={(event) => {
                  const enters = event.key === "Enter" && !event.nativeEvent.isComposing;
                  if (enters && isConfirmed && refused === undefined) start();
                }}
              />
            )}
          </Field>
        )}
      </div>
    </Modal>
  );
}
