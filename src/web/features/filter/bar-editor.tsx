import { parse } from "#query/parse.ts";
import { usePrefsServices } from "#web/prefs/use-prefs.ts";
import { filterStrings } from "#web/strings/filter.ts";
import { useViewStore } from "#web/view/use-view.ts";
import { MeantNotes } from "./meant-notes.tsx";
import { placeCaret } from "./place-caret.ts";
import { queryOptions } from "./query-options.ts";
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
  const { note, openSource } = useSource(bar.query);
  const suggest = useSuggest({
    field: bar.input,
    text: bar.state.draft,
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
      if (option.isWhole === "yes" && !bar.state.isText) bar.commit(text);
      else bar.type(text, option.isWhole !== "no" && caret === text.length);
      placeCaret(bar.input.current, caret);
    },
  });
  useRecents(bar.query);
  useBarKeys(bar, onLeave);
  useBarClipboard(bar);
  return (
    <>
      <MeantNotes bar={bar} />
      <SuggestionList suggest={suggest} field={bar.input} note={suggest.isOfQueries ? undefined : note} />
    </>
  );
}
