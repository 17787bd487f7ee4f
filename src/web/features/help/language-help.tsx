import { parse } from "#query/parse.ts";
import { withCondition } from "#query/ast.ts";
import { useToasts } from "#web/design/toasts.tsx";
import { languageHelp as strings } from "#web/strings/language-help.ts";
import { useView, useViewStore } from "#web/view/use-view.ts";

/** The query language by examples, each of which can be added to the filter. */
export function LanguageHelp({ onAdded }: { readonly onAdded: () => void }) {
  const { query } = useView();
  const view = useViewStore();
  const toasts = useToasts();
  const add = (example: string) => {
    const next = parse(example).query.conditions.reduce(withCondition, query);
    if (next !== query) view.setQuery(next);
    toasts.announce(next === query ? strings.there(example) : strings.added(example));
    onAdded();
  };
  return (
    <section className="flex flex-col gap-4">
      <h3 className="text-base font-semibold">{strings.title}</h3>
      <p className="text-fg-muted">{strings.intro}</p>
      {strings.groups.map(({ name, rows }) => (
        <section key={name} className="flex flex-col gap-2">
          <h4 className="font-semibold">{name}</h4>
          <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4 gap-y-1.5 max-sm:grid-cols-1 max-sm:gap-y-0.5">
            {rows.map(({ queries, says }) => (
              <div key={says} className="contents">
                <dt className="flex flex-wrap items-start gap-1">
                  {queries.map((example) => (
                    <button
                      key={example}
                      type="button"
                      aria-label={strings.add(example)}
                      className="min-h-6 rounded-chip border border-line-strong bg-bg px-1.5 text-start font-mono text-xs hover:bg-bg-hover"
                      onClick={() => add(example)}
                    >
                      {example}
                    </button>
                  ))}
                </dt>
                <dd className="py-0.5 text-fg-muted max-sm:pb-2.5">{says}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="text-fg-muted">{strings.paste}</p>
    </section>
  );
}
