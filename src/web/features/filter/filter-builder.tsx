import { Fragment, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { emptyQuery, sameCondition, type Condition } from "#query/ast.ts";
import type { Plan } from "#query/plan.ts";
import { shownCondition } from "#query/print.ts";
import { Button } from "#web/design/button.tsx";
import { loadSuggestInput } from "#web/design/suggest-field.tsx";
import { useToasts } from "#web/design/toasts.tsx";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { filterStrings } from "#web/strings/filter.ts";
import { useView, useViewStore } from "#web/view/use-view.ts";
import { CopyLink } from "./copy-link.tsx";
import { FilterChip } from "./filter-chip.tsx";
import { replaced } from "./filter-draft.ts";
import { FilterEditor } from "./filter-editor.tsx";
import { FilterNotes } from "./filter-notes.tsx";

/** Which condition is being written: one of those that hold, by its place, or a new one. */
type Editing = number | "new" | undefined;

/** The filter as chips, joined by AND, each edited where it stands. Every committed change is one entry of the browser's history. */
export function FilterBuilder() {
  const { query } = useView();
  const view = useViewStore();
  const plan = usePlan();
  const toasts = useToasts();
  const { conditions } = query;
  const [editing, setEditing] = useState<Editing>();
  const edits = useRef(new Map<number, HTMLButtonElement>());
  const addButton = useRef<HTMLButtonElement>(null);
  /** Where the focus goes once the change is on screen: a chip by its place, or what stands after the last. */
  const focusNext = useRef<number>(undefined);

  // A change from elsewhere, such as Back, leaves nothing to edit in place.
  const [shownQuery, setShownQuery] = useState(query);
  if (shownQuery !== query) {
    setShownQuery(query);
    if (typeof editing === "number") setEditing(undefined);
  }
  useEffect(() => {
    if (focusNext.current === undefined || editing !== undefined) return;
    (edits.current.get(focusNext.current) ?? addButton.current)?.focus();
    focusNext.current = undefined;
  });

  const close = (place: number) => {
    focusNext.current = place;
    setEditing(undefined);
  };
  const commit = (place: number, written: readonly Condition[]) => {
    const isNew = place >= conditions.length;
    close(isNew ? Number.POSITIVE_INFINITY : place);
    view.setQuery(replaced(query, place, written));
    const shown = written.map(shownCondition).join(" ");
    toasts.announce(isNew ? filterStrings.added(shown) : filterStrings.changed(shown));
  };
  const remove = (place: number) => {
    focusNext.current = place;
    const gone = conditions[place];
    view.setQuery({ conditions: conditions.toSpliced(place, 1) });
    if (gone) toasts.announce(filterStrings.removed(shownCondition(gone)));
  };
  const clear = () => {
    focusNext.current = Number.POSITIVE_INFINITY;
    view.setQuery(emptyQuery);
    toasts.announce(filterStrings.cleared(conditions.length));
  };
  const prepare = () => void loadSuggestInput().catch((error: unknown) => console.warn(error));

  return (
    <search aria-label={filterStrings.landmark} className="flex min-w-0 flex-1 flex-col gap-1.5">
      <div className="-m-1 flex max-h-[40dvh] flex-wrap items-center gap-1.5 overflow-y-auto p-1">
        {conditions.length > 0 && (
          <ul aria-label={filterStrings.conditions} className="contents">
            {conditions.map((condition, place) => (
              <li
                key={place}
                className={place === editing ? "w-full" : "flex max-w-full items-center gap-1.5"}
              >
                {place > 0 && <span className="text-xs text-fg-muted">{filterStrings.and}</span>}
                {place === editing ? (
                  <FilterEditor
                    editing={condition}
                    onCommit={(written) => commit(place, written)}
                    onCancel={() => close(place)}
                  />
                ) : (
                  <FilterChip
                    condition={condition}
                    whyInBrowser={whyInBrowser(plan, condition)}
                    editRef={(element) => {
                      if (element) edits.current.set(place, element);
                      else edits.current.delete(place);
                    }}
                    onEdit={() => setEditing(place)}
                    onRemove={() => remove(place)}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        {editing === "new" ? (
          <FilterEditor
            onCommit={(written) => commit(conditions.length, written)}
            onCancel={() => close(Number.POSITIVE_INFINITY)}
          />
        ) : (
          <Fragment>
            <Button
              ref={addButton}
              size="small"
              icon="plus"
              onPointerEnter={prepare}
              onFocus={prepare}
              onClick={() => setEditing("new")}
            >
              {filterStrings.add}
            </Button>
            {conditions.length > 0 && (
              <Button size="small" variant="quiet" onClick={clear}>
                {filterStrings.clear}
              </Button>
            )}
            <CopyLink />
          </Fragment>
        )}
      </div>
      <FilterNotes />
    </search>
  );
}

/** The plan alone, so that rows coming in draw nothing again here. */
function usePlan(): Plan {
  const { fleet } = useFleetServices();
  return useSyncExternalStore(fleet.subscribe, () => fleet.get().plan);
}

/** Why only the browser applies a condition, or `undefined` when the server does. */
const whyInBrowser = (plan: Plan, condition: Condition): string | undefined =>
  plan.kind === "lists"
    ? plan.inBrowser.find((leftover) => sameCondition(leftover.condition, condition))?.why
    : undefined;
