import { useEffect, useId, useState, useSyncExternalStore } from "react";
import { emptyQuery } from "#query/ast.ts";
import type { Plan } from "#query/plan.ts";
import { print } from "#query/print.ts";
import { isPrivate } from "#query/privacy.ts";
import { IconButton } from "#web/design/button.tsx";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { useSingleKey } from "#web/lib/use-single-key.ts";
import { usePrefs } from "#web/prefs/use-prefs.ts";
import { filterStrings } from "#web/strings/filter.ts";
import type * as BarEditorModule from "./bar-editor.tsx";
import { ChipList } from "./chip-list.tsx";
import { CopyLink } from "./copy-link.tsx";
import { FilterNotes } from "./filter-notes.tsx";
import { QueryField } from "./query-field.tsx";
import { useQueryBar } from "./use-query-bar.ts";

interface QueryBarProps {
  /** Gives the focus to the table. */
  readonly onLeave: () => void;
}

/**
 * The filter, its conditions as chips and behind them a field for more: one text in two forms. Every committed change is one entry of the
 * browser's history. This much comes with the first script; what helps to write joins it later (`bar-editor.tsx`), around the same field.
 */
export function QueryBar({ onLeave }: QueryBarProps) {
  const bar = useQueryBar();
  const plan = usePlan();
  const [editor, loadEditor] = useEditor();
  const { singleKeys } = usePrefs();
  const notesId = useId();
  const { state, query, box, input } = bar;
  useSingleKey("/", singleKeys, () => input.current?.focus());
  const hasConditions = query.conditions.length > 0;

  const clear = () => {
    bar.set({ draft: "", errors: [], isText: false });
    bar.focusChip(undefined);
    bar.apply(emptyQuery, filterStrings.cleared(query.conditions.length));
  };
  const editAsText = () => {
    const text = print({ conditions: query.conditions.filter((condition) => !isPrivate(condition)) });
    bar.set({ draft: [text, state.draft].filter(Boolean).join(" "), errors: [], isText: true });
    bar.focusChip(undefined);
  };

  return (
    <search
      ref={box}
      aria-label={filterStrings.landmark}
      className="relative flex min-w-0 flex-1 flex-col self-start max-sm:w-full"
      onPointerEnter={loadEditor}
      onFocus={() => {
        loadEditor();
        bar.noteFocus(true);
      }}
      onBlur={() => bar.noteFocus(false)}
    >
      <div className="query-box flex items-start">
        <IconButton
          icon="plus"
          size="small"
          className="m-[3px]"
          label={filterStrings.add}
          onClick={() => {
            input.current?.focus();
            // As a click on the field does, it opens the list of what there is.
            input.current?.click();
          }}
        />
        <div className="flex max-h-[max(40dvh,160px)] min-w-0 flex-1 flex-wrap items-center gap-1 overflow-y-auto py-[3px]">
          <ChipList bar={bar} plan={plan} editor={editor?.ChipEditor} />
          <QueryField bar={bar} notesId={notesId} onLeave={onLeave} />
        </div>
        <div className="m-[3px] flex shrink-0 items-center">
          {hasConditions && (
            <>
              {!state.isText && (
                <IconButton icon="text" size="small" label={filterStrings.editAsText} onClick={editAsText} />
              )}
              <IconButton icon="close" size="small" label={filterStrings.clear} onClick={clear} />
            </>
          )}
          <CopyLink />
        </div>
      </div>
      <FilterNotes bar={bar} id={notesId} />
      {editor && <editor.BarEditor bar={bar} onLeave={onLeave} />}
    </search>
  );
}

/** The plan alone, so that rows coming in draw nothing again here. */
function usePlan(): Plan {
  const { fleet } = useFleetServices();
  return useSyncExternalStore(fleet.subscribe, fleet.plan);
}

type Editor = typeof BarEditorModule;

/** What helps to write, once its script is there: fetched when someone comes near, or when the first rows are there and nothing is to do. */
function useEditor(): readonly [Editor | undefined, () => void] {
  const [editor, setEditor] = useState<Editor>();
  const { fleet } = useFleetServices();
  const isRead = useSyncExternalStore(fleet.subscribe, () => fleet.get().end !== "unread");
  // When it cannot be fetched, the plain field goes on working.
  const [load] = useState(
    () => () => void import("./bar-editor.tsx").then((module) => setEditor(() => module), console.warn),
  );
  useEffect(() => {
    if (!isRead) return;
    const handle = requestIdleCallback(load, { timeout: 3_000 });
    return () => cancelIdleCallback(handle);
  }, [isRead, load]);
  return [editor, load];
}
