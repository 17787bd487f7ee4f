import { useDeferredValue } from "react";
import { Button } from "#web/design/button.tsx";
import { useCopy } from "#web/design/use-copy.ts";
import { useConsoleInfo } from "#web/data/use-console-info.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import type { Selected } from "#web/fleet/selection.ts";
import { useFleetServices, useFleetSnapshot, useSelected } from "#web/fleet/use-fleet.ts";
import { useGoneWithFocus } from "#web/lib/use-gone-with-focus.ts";
import { selectionStrings } from "#web/strings/selection.ts";
import { countMasked, rowsAsJson } from "./rows-as-json.ts";
import { selectionFacts } from "./selection-facts.ts";

interface SelectionBarProps {
  /** Asked to kill these, as last known. Nothing is killed before that was confirmed. */
  readonly onKill: (rows: readonly FleetRow[]) => void;
  /** The bar, or a part of it that had the focus, is gone: the page says where the focus goes. */
  readonly onGone: () => void;
}

/** What is selected and what can be done with it; nothing at all without a selection. */
export function SelectionBar(props: SelectionBarProps) {
  const selected = useSelected();
  return selected.size === 0 ? null : <Bar selected={selected} {...props} />;
}

function Bar({ selected, onKill, onGone }: SelectionBarProps & { readonly selected: Selected }) {
  const { fleet, selection } = useFleetServices();
  const { end, rows: shown, wanted } = useFleetSnapshot();
  const { info } = useConsoleInfo();
  const { rows, hidden, vanished, haveEnded } = selectionFacts(
    selected,
    fleet.row,
    wanted.query,
    end === "complete",
    fleet.matchContext(),
  );
  const bar = useGoneWithFocus<HTMLElement>(onGone);
  return (
    <section
      ref={bar}
      aria-label={selectionStrings.region}
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-t border-line-strong bg-bg-selected px-4 py-2"
    >
      <output className="font-medium">
        {selectionStrings.selected(selected.size)}
        {end === "more" && selected.size - hidden >= shown.length && (
          <span className="font-normal"> · {selectionStrings.partOfList}</span>
        )}
        {hidden > 0 && <span className="font-normal"> · {selectionStrings.hidden(hidden)}</span>}
      </output>
      <Button
        size="small"
        variant="quiet"
        aria-label={selectionStrings.clearLabel}
        onClick={() => selection.clear()}
      >
        {selectionStrings.clear}
      </Button>
      {vanished.length > 0 && (
        <p className="flex items-center gap-2 text-warn-text">
          {(haveEnded ? selectionStrings.ended : selectionStrings.unlisted)(vanished.length, selected.size)}
          <RemoveButton ids={vanished} onGone={onGone} />
        </p>
      )}
      <div className="ms-auto flex flex-wrap items-center gap-2">
        <CopyButtons rows={rows} />
        <Button
          variant="danger"
          disabledReason={
            info?.readOnly
              ? selectionStrings.readOnly
              : rows.length === 0
                ? selectionStrings.noneLeft
                : undefined
          }
          onClick={() => onKill(rows)}
        >
          {selectionStrings.kill(rows.length)}
        </Button>
      </div>
    </section>
  );
}

interface RemoveButtonProps {
  readonly ids: readonly string[];
  readonly onGone: () => void;
}

function RemoveButton({ ids, onGone }: RemoveButtonProps) {
  const { selection } = useFleetServices();
  const button = useGoneWithFocus(onGone);
  return (
    <Button ref={button} size="small" onClick={() => selection.remove(ids)}>
      {selectionStrings.removeThem(ids.length)}
    </Button>
  );
}

const NO_ROWS: readonly FleetRow[] = [];

function CopyButtons({ rows }: { readonly rows: readonly FleetRow[] }) {
  const copy = useCopy();
  // Looking through the values of a large selection takes longer than a frame: what was pressed is shown first.
  const masked = countMasked(useDeferredValue(rows, NO_ROWS));
  const copyIds = () =>
    copy(rows.map((row) => row.sandboxID).join("\n"), selectionStrings.copiedIds(rows.length));
  const copyJson = (reveal: boolean) =>
    copy(rowsAsJson(rows, reveal), selectionStrings.copiedJson(rows.length, reveal ? 0 : countMasked(rows)));
  return (
    <>
      <Button size="small" variant="quiet" onClick={() => void copyIds()}>
        {selectionStrings.copyIds}
      </Button>
      <Button size="small" variant="quiet" onClick={() => void copyJson(false)}>
        {selectionStrings.copyJson}
      </Button>
      {masked > 0 && (
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            if (window.confirm(selectionStrings.confirmSecrets(countMasked(rows)))) void copyJson(true);
          }}
        >
          {selectionStrings.copyJsonSecrets}
        </Button>
      )}
    </>
  );
}
