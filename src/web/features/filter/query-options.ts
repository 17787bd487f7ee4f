import { cut } from "#query/cut.ts";
import { builtInViews } from "#web/prefs/built-in-views.ts";
import type { SavedView } from "#web/prefs/saved-view.ts";
import { suggestStrings as strings } from "#web/strings/suggest.ts";
import type { QueryOption } from "./option.ts";

const SHOWN_LENGTH = 200;

interface QuerySources {
  readonly views: readonly SavedView[];
  /** Query texts, the last used first. */
  readonly recent: readonly string[];
  readonly showView: (search: string) => void;
  readonly showText: (text: string) => void;
}

/** Whole filters to choose from: saved views, those used before, and those that are always there. */
export function queryOptions({ views, recent, showView, showText }: QuerySources): readonly QueryOption[] {
  const option = (
    group: string,
    text: string,
    detail: string | undefined,
    show: () => void,
  ): QueryOption => ({
    ...{ kind: "query", id: `${group} ${text}`, text: cut(text, SHOWN_LENGTH), detail, group, show },
  });
  return [
    ...views.map(({ name, search }) => option(strings.views, name, undefined, () => showView(search))),
    ...recent.map((text) => option(strings.queries, text, undefined, () => showText(text))),
    ...builtInViews.map(({ text }) =>
      option(strings.always, text === "" ? strings.allSandboxes : text, undefined, () => showText(text)),
    ),
  ];
}
