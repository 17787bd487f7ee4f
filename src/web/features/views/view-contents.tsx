import { useId } from "react";
import { shownCondition } from "#query/print.ts";
import { Chip } from "#web/design/chip.tsx";
import { columnMetadataKey } from "#web/view/columns.ts";
import { useView } from "#web/view/use-view.ts";
import { viewsBarStrings } from "#web/strings/views-bar.ts";
import { viewStrings } from "#web/strings/views.ts";

/** More conditions say less. */
const MOST_SHOWN = 20;

interface ViewContentsProps {
  /** Whether the columns belong to the view; absent where they are the usual ones, and there is nothing to choose. */
  readonly holdsColumns: boolean | undefined;
  readonly onHoldsColumnsChange: (holds: boolean) => void;
}

/** What is on screen and becomes a view: query, columns, sort, and what of it is left out. */
export function ViewContents({ holdsColumns, onHoldsColumnsChange }: ViewContentsProps) {
  const { shareable, sort, group, columns, privateCount, unread } = useView();
  const headingId = useId();
  const shown = shareable.conditions.slice(0, MOST_SHOWN);
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-2">
      <h3 id={headingId} className="font-medium">
        {viewStrings.contents}
      </h3>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <dt className="text-fg-muted">{viewStrings.query}</dt>
        <dd className="flex min-w-0 flex-wrap gap-1">
          {shareable.conditions.length === 0 && viewsBarStrings.everything}
          {shown.map((condition, place) => (
            <Chip key={place} className="max-w-full">
              <bdi className="truncate">{shownCondition(condition)}</bdi>
            </Chip>
          ))}
          {shown.length < shareable.conditions.length &&
            viewStrings.moreConditions(shareable.conditions.length - shown.length)}
        </dd>
        <dt className="text-fg-muted">{viewStrings.columns}</dt>
        <dd>
          {holdsColumns === undefined ? (
            viewStrings.rememberedColumns
          ) : (
            <label className="flex items-start gap-2">
              <input
                type="checkbox"
                className="mt-0.5 size-4 shrink-0 accent-accent"
                checked={holdsColumns}
                onChange={(event) => onHoldsColumnsChange(event.target.checked)}
              />
              {viewStrings.ownColumns(columns.length)}
            </label>
          )}
        </dd>
        <dt className="text-fg-muted">{viewStrings.sort}</dt>
        <dd className="min-w-0 break-words">
          {sort
            ? viewStrings.sortedBy(columnMetadataKey(sort.column) ?? sort.column, sort.direction)
            : viewStrings.usualSort}
        </dd>
        {group !== undefined && (
          <>
            <dt className="text-fg-muted">{viewStrings.group}</dt>
            <dd className="min-w-0 break-words">
              {viewStrings.groupedBy(columnMetadataKey(group) ?? group)}
            </dd>
          </>
        )}
      </dl>
      {privateCount > 0 && (
        <p className="text-xs text-fg-muted">{viewStrings.leftOutPrivate(privateCount)}</p>
      )}
      {unread !== "" && <p className="text-xs text-fg-muted">{viewStrings.leftOutUnread}</p>}
    </section>
  );
}
