import { useId, useState } from "react";
import { shownValue } from "#contract/secret.ts";
import { refusal } from "#contract/states.ts";
import { Button } from "#web/design/button.tsx";
import { Chip } from "#web/design/chip.tsx";
import { Modal } from "#web/design/modal.tsx";
import { templateName, type FleetRow } from "#web/fleet/row.ts";
import { longDuration } from "#web/lib/duration.ts";
import { killStrings } from "#web/strings/kill.ts";
import { CancelButton } from "./cancel-button.tsx";
import { useKillOne } from "./use-kill-one.ts";

const MOST_PAIRS = 12;

interface KillOneProps {
  readonly row: FleetRow;
  /** Why it cannot be killed, where that is so. */
  readonly refused: string | undefined;
  readonly onClose: () => void;
  readonly onStarted: () => void;
}

/** Asks before killing one sandbox: which, how old, whose, and what cannot be taken back. */
export function KillOne({ row, refused, onClose, onStarted }: KillOneProps) {
  const descriptionId = useId();
  const [openedAt] = useState(Date.now);
  const { kill, pause } = useKillOne(row.sandboxID);
  const age = longDuration(openedAt / 1000 - row.startedMicros / 1_000_000);
  const startWith = (action: () => Promise<void>) => {
    onStarted();
    void action();
  };
  return (
    <Modal
      role="alertdialog"
      title={killStrings.titleOne}
      describedBy={descriptionId}
      onClose={onClose}
      footer={
        <>
          {refusal("pause", row) === undefined && (
            <Button
              icon="pause"
              className="me-auto"
              disabledReason={refused}
              onClick={() => startWith(pause)}
            >
              {killStrings.pauseInstead}
            </Button>
          )}
          <CancelButton onClick={onClose} />
          <Button variant="danger" disabledReason={refused} onClick={() => startWith(kill)}>
            {killStrings.kill}
          </Button>
        </>
      }
    >
      <div id={descriptionId} className="flex flex-col gap-3">
        <p className="font-mono break-all select-all">{row.sandboxID}</p>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          <dt className="text-fg-muted">{killStrings.state}</dt>
          <dd>{row.state}</dd>
          <dt className="text-fg-muted">{killStrings.age}</dt>
          <dd>{killStrings.ageSince(age)}</dd>
          <dt className="text-fg-muted">{killStrings.template}</dt>
          <dd className="truncate font-mono text-grid">{templateName(row)}</dd>
          <dt className="text-fg-muted">{killStrings.metadata}</dt>
          <dd className="flex flex-wrap gap-1">
            {row.metadata.length === 0 && killStrings.noMetadata}
            {row.metadata.slice(0, MOST_PAIRS).map(([key, value]) => (
              <Chip key={key} className="max-w-full">
                <span className="truncate">
                  <bdi>{key}</bdi>=
                  {value === "" ? (
                    <i className="text-fg-muted">{killStrings.emptyValue}</i>
                  ) : (
                    <bdi>{shownValue(key, value)}</bdi>
                  )}
                </span>
              </Chip>
            ))}
            {row.metadata.length > MOST_PAIRS && (
              <span className="text-xs text-fg-muted">
                {killStrings.morePairs(row.metadata.length - MOST_PAIRS)}
              </span>
            )}
          </dd>
        </dl>
        <p className="font-medium">
          {row.state === "paused" ? killStrings.undonePaused : killStrings.undone}
        </p>
        {refused !== undefined && <p className="text-danger-text">{refused}</p>}
      </div>
    </Modal>
  );
}
