import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { Condition, Query } from "#query/ast.ts";
import type { QueryError } from "#query/problem.ts";
import { shownCondition } from "#query/print.ts";
import { useToasts } from "#web/design/toasts.tsx";
import { filterStrings } from "#web/strings/filter.ts";
import { useView, useViewStore } from "#web/view/use-view.ts";
import { noChips, placeAfterRemoval, type ChipSelection } from "./chip-selection.ts";
import { historyOf, noted, redone, undone } from "./query-history.ts";
import { readAtSpace, readDraft, readText, type DraftReading } from "./read-draft.ts";

export interface BarState {
  /** The text being written, exactly as typed. */
  readonly draft: string;
  /** Why the draft is not applied, once that was asked for. Places in the draft. */
  readonly errors: readonly QueryError[];
  /** The draft stands for all conditions, but for those on masked values, which stay chips. */
  readonly isText: boolean;
  /** It came otherwise than key by key: dictated, composed, pasted, dropped. What keys wait for, whoever presses none has to be told. */
  readonly isGiven: boolean;
  /** The chip that is being edited, by its place. */
  readonly editing: number | undefined;
  readonly chips: ChipSelection;
  /** What was just done that one may want to take back, as long as the filter is what it made. */
  readonly notice: { readonly words: string; readonly of: Query } | undefined;
}

/** The query bar's state and what can be done with it; both the first script's half of the bar and the editor's work on it. */
export interface Bar {
  readonly state: BarState;
  readonly query: Query;
  readonly box: RefObject<HTMLElement | null>;
  readonly input: RefObject<HTMLInputElement | null>;
  /** Told whenever the focus comes into the bar or leaves it. */
  readonly noteFocus: (isHere: boolean) => void;
  readonly set: (change: Partial<BarState>) => void;
  /** Makes `query` the filter and says so. What was not understood of the URL goes with the draft, unless `keepsDraft`. */
  readonly apply: (query: Query, words: string, options?: { readonly keepsDraft: boolean }) => void;
  /** Applies the draft if it can be; says why it cannot. */
  readonly commit: (draft?: string) => "applied" | "blank" | "refused";
  /** Takes the field's text, and how it came to be that; a space typed behind a whole condition applies it. */
  readonly type: (text: string, by: "keys" | "typed space" | "other means") => void;
  readonly remove: (places: readonly number[]) => void;
  readonly focusChip: (place: number | undefined) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

export function useQueryBar(): Bar {
  const view = useViewStore();
  const { query, unread } = useView();
  const toasts = useToasts();
  const box = useRef<HTMLElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<BarState>(() => ({ ...closed, ...unreadDraft(query, unread) }));
  const set = (change: Partial<BarState>) => setState((before) => ({ ...before, ...change }));

  // A change from elsewhere, such as Back, leaves nothing to edit in place; text of the new URL replaces that of the old one.
  const [seen, setSeen] = useState({ query, unread });
  const [history, setHistory] = useState(() => historyOf(query));
  if (seen.query !== query || seen.unread !== unread) {
    setSeen({ query, unread });
    setHistory(noted(history, query));
    const isStale = state.draft === "" || state.draft === seen.unread;
    set({
      ...(seen.query === query ? {} : { editing: undefined, chips: noChips }),
      ...(seen.unread !== unread && isStale ? unreadDraft(query, unread) : {}),
    });
  }

  // Whatever is wrong with a draft is also said by the line under the table, which tells what the rows answer.
  const errorCount = state.errors.length;
  useEffect(() => view.noteDraftErrors(errorCount), [view, errorCount]);

  /** Where the focus goes as the change comes on screen: a chip by its place, or the text. */
  const focusNext = useRef<number | "text">(undefined);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    const next = focusNext.current;
    focusNext.current = undefined;
    const chip = box.current?.querySelector<HTMLElement>(`[data-chip="${next}"] > button`);
    // What had the focus may have gone with what was undone, dismissed or changed elsewhere: whoever writes here goes on writing.
    const isLost = hadFocus.current && document.activeElement === document.body;
    if (next !== undefined || isLost) (chip ?? input.current)?.focus();
  });
  const focusChip = (place: number | undefined) => {
    focusNext.current = place ?? "text";
    // The chip is looked for after the next rendering, so there has to be one.
    set({});
  };

  const noteFocus = (isHere: boolean) => {
    hadFocus.current = isHere;
  };

  const apply: Bar["apply"] = (next, words, { keepsDraft } = { keepsDraft: false }) => {
    view.setQuery(next, keepsDraft ? undefined : "");
    toasts.announce(words);
  };

  const refuse = (draft: string, errors: readonly QueryError[]) => {
    set({ draft, errors });
    toasts.announce(filterStrings.refused(errors.map(({ message }) => message)));
  };

  const commitReading = (draft: string, reading: DraftReading) => {
    if (reading.kind === "refused") {
      refuse(draft, reading.errors);
      return "refused";
    }
    if (reading.kind === "blank") {
      if (unread !== "") view.dropUnread();
      set({ draft: "", errors: [] });
      return "blank";
    }
    set({ draft: "", errors: [], isText: false });
    apply(reading.query, changeWords(reading.added));
    return "applied";
  };

  const commit: Bar["commit"] = (draft = state.draft) =>
    commitReading(draft, state.isText ? readText(query, draft) : readDraft(query, draft));

  const type: Bar["type"] = (text, by) => {
    const draft = text.trim() === "" ? "" : text;
    const isGiven = by === "other means" || (state.isGiven && state.draft !== "");
    const change = { draft, errors: [], isGiven };
    if (by !== "typed space" || state.isText) return set(change);
    const reading = readAtSpace(query, draft);
    if (reading.kind === "unfinished" || reading.kind === "blank") set(change);
    else commitReading(draft, reading);
  };

  const remove: Bar["remove"] = (places) => {
    const gone = query.conditions.filter((_, place) => places.includes(place));
    if (gone.length === 0) return;
    focusChip(placeAfterRemoval(places, query.conditions.length));
    apply(
      { conditions: query.conditions.filter((_, place) => !places.includes(place)) },
      filterStrings.removed(gone.map(shownCondition)),
      { keepsDraft: true },
    );
  };

  const step = (to: typeof undone, nothing: string, words: string) => {
    const next = to(history);
    if (!next) return toasts.announce(nothing);
    setHistory(next);
    apply(next.present, words, { keepsDraft: true });
  };
  const undo = () => step(undone, filterStrings.nothingToUndo, filterStrings.undone);
  const redo = () => step(redone, filterStrings.nothingToRedo, filterStrings.redone);

  return { state, query, box, input, noteFocus, set, apply, commit, type, remove, focusChip, undo, redo };
}

const closed: BarState = {
  draft: "",
  errors: [],
  isText: false,
  isGiven: false,
  editing: undefined,
  chips: noChips,
  notice: undefined,
};

/** Text of the URL that is not applied, as a draft that was refused. */
function unreadDraft(query: Query, unread: string): Pick<BarState, "draft" | "errors"> {
  const reading = readDraft(query, unread);
  return { draft: unread, errors: reading.kind === "refused" ? reading.errors : [] };
}

const changeWords = (added: readonly Condition[]): string =>
  added.length === 0 ? filterStrings.unchanged : filterStrings.added(added.map(shownCondition));
