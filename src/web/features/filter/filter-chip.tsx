import { memo, useId } from "react";
import type { Condition } from "#query/ast.ts";
import { shownCondition } from "#query/print.ts";
import { IconButton } from "#web/design/button.tsx";
import { classNames } from "#web/design/class-names.ts";
import { filterStrings } from "#web/strings/filter.ts";

interface FilterChipProps {
  readonly condition: Condition;
  readonly place: number;
  /** Why the server does not apply it; absent when it does. */
  readonly whyInBrowser: string | undefined;
  readonly isChosen: boolean;
  /** Of all chips one is reached by Tab. */
  readonly isTabStop: boolean;
  readonly onEdit: (place: number) => void;
  readonly onRemove: (place: number) => void;
}

/** A condition that holds: solid when the server filters by it, dashed and in words when only the browser does. */
export const FilterChip = memo(function FilterChip({
  condition,
  place,
  whyInBrowser,
  isChosen,
  isTabStop,
  onEdit,
  onRemove,
}: FilterChipProps) {
  const id = useId();
  const shown = shownCondition(condition);
  const where = whyInBrowser === undefined ? undefined : filterStrings.inBrowser(whyInBrowser);
  const facts = [isChosen ? filterStrings.chosen : undefined, where].filter(Boolean).join(" ");
  const tabIndex = isTabStop ? 0 : -1;
  return (
    <li
      data-chip={place}
      className={classNames(
        // Its border takes no room of its own: the first chip would push the table down by it.
        "-my-px flex max-w-full min-w-0 items-stretch rounded-chip border font-mono text-xs",
        where === undefined ? "border-line-strong" : "border-dashed border-fg-muted",
        isChosen ? "chosen bg-bg-selected" : "bg-bg-sunken",
      )}
    >
      <button
        type="button"
        tabIndex={tabIndex}
        className="min-h-6 min-w-0 rounded-chip ps-2 pe-1 text-start wrap-anywhere hover:bg-bg-hover"
        aria-describedby={facts === "" ? undefined : id}
        title={where ?? filterStrings.editHint(shown)}
        onClick={() => onEdit(place)}
      >
        <bdi>{shown}</bdi>
      </button>
      {facts !== "" && (
        <span id={id} hidden>
          {facts}
        </span>
      )}
      <IconButton
        icon="close"
        size="small"
        className="border-transparent text-fg-muted hover:text-fg"
        tabIndex={tabIndex}
        label={filterStrings.remove(shown)}
        onClick={() => onRemove(place)}
      />
    </li>
  );
});
