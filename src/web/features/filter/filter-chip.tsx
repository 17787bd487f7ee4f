import { useId, type Ref } from "react";
import type { Condition } from "#query/ast.ts";
import { shownCondition } from "#query/print.ts";
import { IconButton } from "#web/design/button.tsx";
import { classNames } from "#web/design/class-names.ts";
import { filterStrings } from "#web/strings/filter.ts";

interface FilterChipProps {
  readonly condition: Condition;
  /** Why the server does not apply it; absent when it does. */
  readonly whyInBrowser: string | undefined;
  readonly editRef: Ref<HTMLButtonElement>;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** A condition that holds: solid when the server filters by it, dashed and in words when only the browser does. */
export function FilterChip({ condition, whyInBrowser, editRef, onEdit, onRemove }: FilterChipProps) {
  const describedBy = useId();
  const shown = shownCondition(condition);
  return (
    <div
      className={classNames(
        "inline-flex max-w-full items-stretch rounded-chip border bg-bg-raised font-mono text-xs",
        whyInBrowser === undefined ? "border-line-strong" : "border-dashed border-fg-muted",
      )}
    >
      <button
        ref={editRef}
        type="button"
        className="min-h-6 rounded-chip ps-2 pe-1 text-start break-all hover:bg-bg-hover"
        aria-describedby={whyInBrowser === undefined ? undefined : describedBy}
        title={
          whyInBrowser === undefined ? filterStrings.editHint(shown) : filterStrings.inBrowser(whyInBrowser)
        }
        onClick={onEdit}
      >
        <bdi>{shown}</bdi>
      </button>
      {whyInBrowser !== undefined && (
        <span id={describedBy} hidden>
          {filterStrings.inBrowser(whyInBrowser)}
        </span>
      )}
      <IconButton
        icon="close"
        size="small"
        className="border-transparent"
        label={filterStrings.remove(shown)}
        onClick={onRemove}
      />
    </div>
  );
}
