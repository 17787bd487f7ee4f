import { useCallback } from "react";
import { Button } from "#web/design/button.tsx";
import { useCopy } from "#web/design/use-copy.ts";
import { useConsoleInfo } from "#web/data/use-console-info.ts";
import type { FleetRow } from "#web/fleet/row.ts";
import { selectedRows } from "#web/fleet/selection.ts";
import { useFleetServices, useFleetSnapshot, useSelected } from "#web/fleet/use-fleet.ts";
import { useInSlices } from "#web/lib/use-in-slices.ts";
import { useGoneWithFocus } from "#web/lib/use-gone-with-focus.ts";
import { selectionStrings } from "#web/strings/selection.ts";
import { countMasked, rowsAsJson } from "./rows-as-json.ts";
import { selectionFacts, type SelectionFacts } from "./selection-facts.ts";

/** A larger selection is looked through in slices: it takes more than a frame, and is done again whenever the fleet changes. */
const SMALL = 2_000;

interface SelectionBarProps {
  /** Asked to kill these, as last known. Nothing is killed before that was confirmed. */
  readonly onKill: (rows: readonly FleetRow[]) => void;
  /** The bar, or a part of it that had the focus, is gone: the page says where the focus goes. */
  readonly onGone: () => void;
}

/** What is selected, if anything is, and what can be done with it. */
export function SelectionBar(props: SelectionBarProps) {
  const { fleet } = useFleetServices();
  const selected = useSelected();
  const snapshot = useFleetSnapshot();
  const look = useCallback(
    () => selectionFacts(selected, fleet.row, snapshot, fleet.matchContext()),
    [selected, fleet, snapshot],
  );
  const facts = useInSlices(look, selected.size <= SMALL);
  return facts && <Bar facts={facts} {...props} />;
}

interface BarProps extends SelectionBarProps {
  readonly facts: SelectionFacts;
}

function Bar({ facts, onKill, onGone }: BarProps) {
  const { fleet, selection } = useFleetServices();
  const { info } = useConsoleInfo();
  // What is done is done to what is selected by then.
  const selectedNow = () => selectedRows(selection.get(), fleet.row);
  const { count, rows, hidden, vanished, haveEnded } = facts;
  const bar = useGoneWithFocus<HTMLElement>(onGone);
  return (
    <section
      ref={bar}
      aria-label={selectionStrings.region}
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-t border-line-strong bg-bg-selected px-4 py-2"
    >
      <output className="font-medium">
        {selectionStrings.selected(count)}
        {facts.isPartOfList && <span className="font-normal"> · {selectionStrings.partOfList}</span>}
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
          {(haveEnded ? selectionStrings.ended : selectionStrings.unlisted)(vanished.length, count)}
          <RemoveButton ids={vanished} onGone={onGone} />
        </p>
      )}
      <div className="ms-auto flex flex-wrap items-center gap-2">
        <CopyButtons selectedNow={selectedNow} hasMasked={facts.masked > 0} />
        <Button
          variant="danger"
          disabledReason={
            info?.readOnly
              ? selectionStrings.readOnly
              : rows.length === 0
                ? selectionStrings.noneLeft
                : undefined
          }
          onClick={() => onKill(selectedNow())}
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

interface CopyButtonsProps {
  readonly selectedNow: () => readonly FleetRow[];
  readonly hasMasked: boolean;
}

function CopyButtons({ selectedNow, hasMasked }: CopyButtonsProps) {
  const copy = useCopy();
  const copyIds = () => {
    const rows = selectedNow();
    return copy(rows.map((row) => row.sandboxID).join("\n"), selectionStrings.copiedIds(rows.length));
  };
  const copyJson = (reveal: boolean) => {
    const rows = selectedNow();
    const masked = reveal ? 0 : countMasked(rows);
    return copy(rowsAsJson(rows, reveal), selectionStrings.copiedJson(rows.length, masked));
  };
  return (
    <>
      <Button size="small" variant="quiet" onClick={() => void copyIds()}>
        {selectionStrings.copyIds}
      </Button>
      <Button size="small" variant="quiet" onClick={() => void copyJson(false)}>
        {selectionStrings.copyJson}
      </Button>
      {hasMasked && (
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            const masked = countMasked(selectedNow());
            if (window.confirm(selectionStrings.confirmSecrets(masked))) void copyJson(true);
          }}
        >
          {selectionStrings.copyJsonSecrets}
        </Button>
      )}
    </>
  );
}
