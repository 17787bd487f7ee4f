import { useEffect, useEffectEvent, useState } from "react";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { onDemand } from "#web/design/on-demand.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import { useFleetSnapshot } from "#web/fleet/use-fleet.ts";
import { useViewStore } from "#web/view/use-view.ts";
import { focusGrid } from "./focus-grid.ts";

const detailsPanel = onDemand(
  async () => (await import("#web/features/details/details-panel.tsx")).DetailsPanel,
);

/** Below Tailwind's `md`, where the panel lies over the table. */
const COVERING = "(width < 48rem)";

/** What does something of its own with Escape. */
const OWN_ESCAPE = '[role$="dialog"], input:not([type="checkbox"]), textarea, select';

interface OpenDetailsProps {
  readonly id: string;
  readonly onKill: (row: FleetRow) => void;
  readonly onPause: (row: FleetRow) => void;
  readonly onResume: (row: FleetRow) => void;
  readonly onExtend: (row: FleetRow) => void;
}

/** The details beside the table, with the way to the sandboxes above and below and back to the row. */
export function OpenDetails({ id, ...actions }: OpenDetailsProps) {
  const { rows } = useFleetSnapshot();
  const viewStore = useViewStore();
  // Whoever opened it by key goes on by key; whoever clicked keeps the table's focus, unless the panel covers the table.
  const [focusFrom] = useState(() => {
    const opener = document.activeElement;
    return opener?.matches(":focus-visible") === true || matchMedia(COVERING).matches ? opener : undefined;
  });

  const index = rows.findIndex((row) => row.sandboxID === id);
  const opener = (row: FleetRow | undefined) => row && (() => viewStore.setOpen(row.sandboxID));
  const close = () => {
    viewStore.setOpen(undefined);
    focusGrid(id);
  };
  useEscape(close);
  // As high as the table and what is around it, however much there is to say: that scrolls within.
  return (
    <div className="flex w-120 shrink-0 border-s border-line [contain:size] max-md:absolute max-md:inset-0 max-md:z-30 max-md:w-auto max-md:border-s-0">
      <LazyPart>
        <detailsPanel.Part
          id={id}
          focusFrom={focusFrom}
          onClose={close}
          onPrevious={opener(index < 0 ? undefined : rows[index - 1])}
          onNext={opener(index < 0 ? undefined : rows[index + 1])}
          {...actions}
        />
      </LazyPart>
    </div>
  );
}

/** Escape closes the details wherever the focus is, once nothing nearer has an Escape of its own: a dialog, a menu, a selection. */
function useEscape(close: () => void): void {
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    const isNearer = event.target instanceof Element && event.target.closest(OWN_ESCAPE) !== null;
    if (event.key === "Escape" && !event.defaultPrevented && !isNearer) close();
  });
  useEffect(() => {
    document.addEventListener("keydown", onEscape);
    return () => document.removeEventListener("keydown", onEscape);
  }, []);
}
