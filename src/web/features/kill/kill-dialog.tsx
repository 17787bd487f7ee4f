import { useState } from "react";
import { refusal } from "#contract/states.ts";
import type { Query } from "#query/ast.ts";
import { useConsoleInfo } from "#web/data/use-console-info.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import { killStrings } from "#web/strings/kill.ts";
import { KillOne } from "./kill-one.tsx";
import { KillSeveral } from "./kill-several.tsx";

interface KillDialogProps {
  /** What to ask about. Only the rows given first count: they are what is shown and what is killed. */
  readonly rows: readonly FleetRow[];
  /** The filter on screen, by which they were chosen. */
  readonly condition: Query;
  /** Closes without doing anything. */
  readonly onClose: () => void;
  /** Closes because something was started: a kill, a job, or a pause instead. */
  readonly onStarted: () => void;
}

/** Asks before killing one sandbox or several, naming what would be lost. Nothing is sent before it is confirmed. */
export function KillDialog({ rows, ...rest }: KillDialogProps) {
  const [frozen] = useState(rows);
  const { info } = useConsoleInfo();
  const readOnly = info?.readOnly ? killStrings.readOnly : undefined;
  const [only] = frozen;
  if (only && frozen.length === 1)
    return <KillOne row={only} refused={readOnly ?? refusal("kill", only)} {...rest} />;
  return <KillSeveral rows={frozen} refused={readOnly} {...rest} />;
}
