import { emptyQuery } from "#query/ast.ts";
import { shownCondition } from "#query/print.ts";
import type { Subject } from "#query/subject.ts";
import { createStore, type ReadableStore } from "#web/lib/store.ts";
import { useViewStore } from "./use-view.ts";
import type { ViewStore } from "./view-store.ts";

/** A value that was pointed at: a chip in a row, a cell, a line of the facets. */
export interface PointedValue {
  readonly subject: Subject;
  /** As `query/edit.ts` takes it. */
  readonly value: string;
  /** Where it stands; the menu opens there and gives the focus back to it. */
  readonly trigger: HTMLElement;
}

/** What can be done with a value, the same wherever it stands. */
export interface ValueActions {
  /** The value whose menu is open. */
  readonly pointed: ReadableStore<PointedValue | undefined>;
  readonly openMenu: (value: PointedValue) => void;
  readonly closeMenu: () => void;
  /** Calls back with the condition as it may be shown, once it excludes. */
  readonly exclude: (value: Omit<PointedValue, "trigger">, excluded: (shown: string) => void) => void;
}

/** What changes a query by a value: fetched with the facets and the menu, and not before the first rows. */
const loadEdit = () => import("#query/edit.ts");

function createValueActions(view: ViewStore): ValueActions {
  const pointed = createStore<PointedValue | undefined>(undefined);
  return {
    pointed,
    openMenu: pointed.set,
    closeMenu: () => pointed.set(undefined),
    exclude: ({ subject, value }, excluded) =>
      void loadEdit().then(({ excludeValue, onlyValue }) => {
        view.setQuery(excludeValue(view.get().query, subject, value));
        return excluded(onlyValue(emptyQuery, subject, value).conditions.map(shownCondition).join(" "));
      }, console.warn),
  };
}

const made = new WeakMap<ViewStore, ValueActions>();

/** What can be done with values in the current view, and the one menu that may be open. */
export function useValueActions(): ValueActions {
  const view = useViewStore();
  const actions = made.get(view) ?? createValueActions(view);
  made.set(view, actions);
  return actions;
}
