import { useEffect, useId, useState } from "react";
import type { Query } from "#query/ast.ts";
import { useConsoleInfo } from "#web/data/use-console-info.ts";
import { Button } from "#web/design/button.tsx";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { prepareParts, onDemand } from "#web/design/on-demand.ts";
import { OverlayContext } from "#web/design/overlays.ts";
import { Bar } from "#web/features/bar/bar.tsx";
import { FleetStatus } from "#web/features/browse/fleet-status.tsx";
import { SandboxGrid } from "#web/features/browse/sandbox-grid.tsx";
import { AsCodeButton } from "#web/features/code/as-code-button.tsx";
import { FacetsButton } from "#web/features/facets/facets-button.tsx";
import { FacetsSide } from "#web/features/facets/facets-side.tsx";
import { useFacetsPlace } from "#web/features/facets/use-facets-place.ts";
import { QueryBar } from "#web/features/filter/query-bar.tsx";
import { usePause } from "#web/features/lifetime/use-pause.ts";
import { LinkOffer } from "#web/features/views/link-offer.tsx";
import { ViewsButton } from "#web/features/views/views-button.tsx";
import type { FleetRow } from "#web/fleet/row.ts";
import { useFleetServices, useFleetSnapshot, useKillJobs } from "#web/fleet/use-fleet.ts";
import { useSingleKey } from "#web/lib/use-single-key.ts";
import { usePrefs } from "#web/prefs/use-prefs.ts";
import { appStrings } from "#web/strings/app.ts";
import { designStrings } from "#web/strings/design.ts";
import { useView } from "#web/view/use-view.ts";
import { focusGrid } from "./focus-grid.ts";
import { OpenDetails } from "./open-details.tsx";
import { OpenSelection } from "./open-selection.tsx";
import { OpenValueMenu } from "./open-value-menu.tsx";

const killDialog = onDemand(async () => (await import("#web/features/kill/kill-dialog.tsx")).KillDialog);
const jobTray = onDemand(async () => (await import("#web/features/kill/job-tray.tsx")).JobTray);
const createDialog = onDemand(
  async () => (await import("#web/features/create/create-dialog.tsx")).CreateDialog,
);
const lifetimeDialog = onDemand(
  async () => (await import("#web/features/lifetime/lifetime-dialog.tsx")).LifetimeDialog,
);
const facetsSheet = onDemand(async () => (await import("#web/features/facets/facets-sheet.tsx")).FacetsSheet);
const helpDialog = onDemand(async () => (await import("#web/features/help/help-dialog.tsx")).HelpDialog);

type OpenDialog =
  | { readonly kind: "create" | "help" }
  | { readonly kind: "kill"; readonly rows: readonly FleetRow[]; readonly condition: Query }
  | { readonly kind: "resume" | "extend"; readonly row: FleetRow };

const skipToTable = () => focusGrid();

/** The one page: filter, table, details, and the dialogs they open. */
export function SandboxesPage() {
  const [isCards, setCards] = useState(false);
  const [overlays, setOverlays] = useState<HTMLElement | null>(null);
  const [dialog, setDialog] = useState<OpenDialog>();
  const { info } = useConsoleInfo();
  const view = useView();
  const { fleet, selection } = useFleetServices();
  const hasJobs = useKillJobs().length > 0;
  const pauseSandbox = usePause();
  const facets = useFacetsPlace(view.open !== undefined);
  const facetsId = useId();
  usePreloadedParts();

  const readOnlyReason = info?.readOnly ? appStrings.readOnly : undefined;
  const help = () => setDialog({ kind: "help" });
  useSingleKey("?", usePrefs().singleKeys, help);
  const close = () => setDialog(undefined);
  const closeAndReturn = () => {
    close();
    focusGrid();
  };
  const create = () => setDialog({ kind: "create" });
  const kill = (rows: readonly FleetRow[]) =>
    // What they were chosen by is what is shown: the view may ask for something else already.
    setDialog({ kind: "kill", rows, condition: fleet.get().wanted.query });
  const pause = (row: FleetRow) => void pauseSandbox(row);
  const resume = (row: FleetRow) => setDialog({ kind: "resume", row });

  return (
    <OverlayContext value={overlays}>
      {/* As high as the window; higher, so that the page scrolls, where the least height of the table leaves too little for the rest. */}
      <div className="flex min-h-dvh flex-col">
        <Bar views={<ViewsButton />} onHelp={help} />
        <div className="relative flex flex-1">
          <main className="flex min-w-0 flex-1 flex-col">
            <h1 data-react-aria-top-layer="" className="sr-only">
              {appStrings.title}
            </h1>
            <LinkOffer onGone={() => focusGrid()} />
            <div className="flex items-start gap-2 border-b border-line px-3 py-2 max-sm:flex-wrap">
              <FacetsButton {...facets} controls={facetsId} />
              <QueryBar onLeave={() => focusGrid()} />
              <div className="flex items-center gap-2 max-sm:w-full">
                <AsCodeButton />
                <Button variant="primary" icon="plus" disabledReason={readOnlyReason} onClick={create}>
                  {appStrings.create}
                </Button>
              </div>
            </div>
            <div className="flex flex-1">
              {facets.isBeside && <FacetsSide id={facetsId} onSkip={skipToTable} />}
              <div className="flex min-w-0 flex-1 flex-col">
                <SandboxGrid
                  onKill={kill}
                  onPause={pause}
                  onResume={resume}
                  onCreate={create}
                  onCards={setCards}
                  readOnlyReason={readOnlyReason}
                  onNoticeGone={() => focusGrid()}
                />
                <OpenSelection onKill={kill} onGone={() => focusGrid()} />
              </div>
            </div>
            {hasJobs && (
              <LazyPart>
                <jobTray.Part onDismissed={() => focusGrid()} />
              </LazyPart>
            )}
            <FleetStatus isCards={isCards} onGone={() => focusGrid()} />
            <LazyPart onTakenBack={close}>
              {dialog?.kind === "create" && <createDialog.Part onClose={close} onCreated={close} />}
              {dialog?.kind === "help" && <helpDialog.Part onClose={close} />}
              {dialog?.kind === "kill" && (
                <killDialog.Part
                  rows={dialog.rows}
                  condition={dialog.condition}
                  onClose={close}
                  onStarted={() => {
                    // From here on the job tells of them; what is selected is what one may still act on.
                    selection.remove(dialog.rows.map((row) => row.sandboxID));
                    closeAndReturn();
                  }}
                />
              )}
              {(dialog?.kind === "resume" || dialog?.kind === "extend") && (
                <lifetimeDialog.Part row={dialog.row} kind={dialog.kind} onClose={close} />
              )}
            </LazyPart>
            <OpenValueMenu />
            {facets.isSheet && (
              <LazyPart onTakenBack={facets.closeSheet}>
                <facetsSheet.Part onClose={facets.closeSheet} />
              </LazyPart>
            )}
            <section id="overlays" aria-label={designStrings.overlays} ref={setOverlays} />
          </main>
          {view.open !== undefined && (
            <OpenDetails
              id={view.open}
              onKill={(row) => kill([row])}
              onPause={pause}
              onResume={resume}
              onExtend={(row) => setDialog({ kind: "extend", row })}
            />
          )}
        </div>
      </div>
    </OverlayContext>
  );
}

/** Fetches the scripts of dialogs, and of what reads again, once the first rows are there and nothing else is to do. */
function usePreloadedParts(): void {
  const isReady = useFleetSnapshot().end !== "unread";
  useEffect(() => {
    if (!isReady) return;
    const preload = () => {
      // Whoever needs it is told when it cannot be had.
      import("#web/fleet/upkeep.ts").catch(() => undefined);
      prepareParts();
    };
    const handle = requestIdleCallback(preload, { timeout: 3_000 });
    return () => cancelIdleCallback(handle);
  }, [isReady]);
}
