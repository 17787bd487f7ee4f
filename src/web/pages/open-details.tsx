import { lazy, useState } from "react";
import { LazyPart } from "#web/design/lazy-part.tsx";
import type { FleetRow } from "#web/fleet/row.ts";
import { useFleetSnapshot } from "#web/fleet/use-fleet.ts";
import { useViewStore } from "#web/view/use-view.ts";
import { focusGrid } from "./focus-grid.ts";

export const loadDetails = () => import("#web/features/details/details-panel.tsx");
const DetailsPanel = lazy(async () => ({ default: (await loadDetails()).DetailsPanel }));

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
  // Whoever opened it by key goes on by key; whoever clicked keeps the table's focus.
  const [openedByKey] = useState(() => document.activeElement?.matches(":focus-visible") === true);

  const index = rows.findIndex((row) => row.sandboxID === id);
  const opener = (row: FleetRow | undefined) => row && (() => viewStore.setOpen(row.sandboxID));
  const close = () => {
    viewStore.setOpen(undefined);
    focusGrid(id);
  };
  return (
    <div className="flex w-120 shrink-0 border-s border-line max-md:fixed max-md:inset-x-0 max-md:top-12 max-md:bottom-0 max-md:z-30 max-md:w-auto max-md:border-s-0">
      <LazyPart>
        <DetailsPanel
          id={id}
          focusHeading={openedByKey}
          onClose={close}
          onPrevious={opener(index < 0 ? undefined : rows[index - 1])}
          onNext={opener(index < 0 ? undefined : rows[index + 1])}
          {...actions}
        />
      </LazyPart>
    </div>
  );
}
