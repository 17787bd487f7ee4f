import { useRef } from "react";
import { isSafeId } from "#contract/sandbox-id.ts";
import { refusal, type Action } from "#contract/states.ts";
import { useConsoleInfo } from "#web/data/use-console-info.ts";
import { Button, IconButton } from "#web/design/button.tsx";
import type { IconName } from "#web/design/icon.tsx";
import type { FleetRow, Mark } from "#web/fleet/row.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { detailsStrings } from "#web/strings/details.ts";

interface ActionBarProps {
  readonly id: string;
  /** Absent until something is known, and when it is gone. */
  readonly row: FleetRow | undefined;
  readonly isGone: boolean;
  readonly mark: Mark | undefined;
  readonly onKill: (row: FleetRow) => void;
  readonly onPause: (row: FleetRow) => void;
  readonly onResume: (row: FleetRow) => void;
  readonly onExtend: (row: FleetRow) => void;
}

/** What can be done to the sandbox; what cannot says why. */
export function ActionBar({ id, row, isGone, mark, onKill, onPause, onResume, onExtend }: ActionBarProps) {
  const { control } = useFleetServices();
  const { info } = useConsoleInfo();
  const buttons = useRef<HTMLDivElement>(null);
  const whyNot = (action: Action): string | undefined => {
    if (isGone) return detailsStrings.isGone;
    if (!isSafeId(id)) return refusal(action, { sandboxID: id, state: "" });
    if (!row) return detailsStrings.notLoaded;
    if (info?.readOnly) return detailsStrings.readOnly;
    return mark?.kind === "doing" ? detailsStrings.busy[mark.action] : refusal(action, row);
  };
  const button = (action: Action, icon: IconName, act: (row: FleetRow) => void) => (
    <Button
      size="small"
      icon={icon}
      variant={action === "kill" ? "danger" : "secondary"}
      disabledReason={whyNot(action)}
      onClick={() => row && act(row)}
    >
      {detailsStrings[action]}
    </Button>
  );
  return (
    <>
      <div ref={buttons} className="flex flex-wrap items-center gap-2">
        {button("pause", "pause", onPause)}
        {button("resume", "play", onResume)}
        {button("extend", "clock", onExtend)}
        {button("kill", "kill", onKill)}
        {mark?.kind === "doing" && <span className="text-fg-muted">{detailsStrings.busy[mark.action]}</span>}
      </div>
      {mark?.kind === "failed" && (
        <p className="flex items-start gap-1 text-danger-text">
          <span className="min-w-0 break-words">
            {detailsStrings.markFailed[mark.action](mark.failure.message)}
          </span>
          <IconButton
            icon="close"
            size="small"
            label={detailsStrings.dismissMark}
            onClick={() => {
              control.dismiss(id);
              buttons.current?.querySelector("button")?.focus();
            }}
          />
        </p>
      )}
    </>
  );
}
