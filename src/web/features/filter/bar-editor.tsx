import { parse } from "#query/parse.ts";
import { usePrefsServices } from "#web/prefs/use-prefs.ts";
import { filterStrings } from "#web/strings/filter.ts";
import { useViewStore } from "#web/view/use-view.ts";
import { MeantNotes } from "./meant-notes.tsx";
import { othersWritten } from "./others-written.ts";
import { placeCaret } from "./place-caret.ts";
import { queryOptions } from "./query-options.ts";
import { readDraft, readText } from "./read-draft.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import { useBarClipboard } from "./use-bar-clipboard.ts";
import { useBarKeys } from "./use-bar-keys.ts";
import type { Bar } from "./use-query-bar.ts";
import { useRecents } from "./use-recents.ts";
import { useSource } from "./use-source.ts";
import { useSuggest } from "./use-suggest.ts";

export { ChipEditor } from "./chip-editor.tsx";

interface BarEditorProps {
  readonly bar: Bar;
  readonly onLeave: () => void;
}

/** What helps to write in the query bar: suggestions, the keys among chips, the clipboard. It joins the field that is there already. */
export function BarEditor({ bar, onLeave }: BarEditorProps) {
  const { views, recentQueries } = usePrefsServices();
  const view = useViewStore();
  const { draft, isText } = bar.state;
  const openSource = useSource((text, caret) => othersWritten(bar.query, text, caret, isText));
  const suggest = useSuggest({
    field: bar.input,
    text: draft,
    open: openSource,
    openQueries: () =>
      queryOptions({
        views: views.get(),
        recent: recentQueries.get(),
        showView: (search) => view.show(search),
        showText: (text) => bar.apply(parse(text).query, filterStrings.shown),
      }),
    onPick: (option) => {
      const { text, caret } = option.write();
      if (option.isWhole === "yes" && !isText) bar.commit(text);
      else bar.type(text, option.isWhole !== "no" && caret === text.length ? "typed space" : "keys");
      placeCaret(bar.input.current, caret);
    },
  });
  useRecents(bar.query);
  useBarKeys(bar, onLeave);
  useBarClipboard(bar);
  const reading = isText ? readText(bar.query, draft) : readDraft(bar.query, draft);
  // With a choice marked, Enter takes that one.
  const isForEnter = reading.kind === "understood" && suggest.active === undefined && !suggest.isOfQueries;
  const note = [isForEnter ? filterStrings.enterApplies : undefined, suggest.note].filter(Boolean).join(" ");
  return (
    <>
      <MeantNotes bar={bar} />
      <SuggestionList suggest={suggest} field={bar.input} note={note === "" ? undefined : note} />
    </>
  );
}
