import { useRef, useState } from "react";
import { isSecret } from "#contract/secret.ts";
import { choiceOf, includeValue, namedValues } from "#query/edit.ts";
import { metadataIs } from "#query/ast.ts";
import { shownCondition } from "#query/print.ts";
import { subjectId, type Subject } from "#query/subject.ts";
import { Button } from "#web/design/button.tsx";
import { useToasts } from "#web/design/toasts.tsx";
import { rankByText } from "#web/lib/rank.ts";
import { facetsStrings as strings } from "#web/strings/facets.ts";
import { useView, useViewStore } from "#web/view/use-view.ts";
import { facetName, valueName } from "./facet-label.ts";
import { FacetValue } from "./facet-value.tsx";
import { useFacets } from "./use-facets.ts";
import { useHeldOrder } from "./use-held-order.ts";
import { useValueSearch } from "./use-value-search.ts";

/** So many values stand there before one asks for more; with a few more than that, all do. */
const FIRST = 6;
const SLACK = 2;
/** From so many on they can be searched. */
const MANY = 12;

interface Listed {
  readonly text: string;
  /** Absent where it is not kept. */
  readonly count: number | undefined;
}

interface FacetValuesProps {
  readonly subject: Subject;
  /** Somebody points into the panel: nothing is to move. */
  readonly isHeld: boolean;
  /** A value is there no more, with the focus on it. */
  readonly onGone: () => void;
}

/** The values of one facet: all of them within reach, a few at a time. */
export function FacetValues({ subject, isHeld, onGone }: FacetValuesProps) {
  const { query } = useView();
  const { facets, counts } = useFacets();
  const [typed, setTyped] = useState("");
  const [showsAll, setShowsAll] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const { values, masked, isSearchOnly } = counts.values(subject);
  const key = subject.kind === "metadata" ? subject.key : undefined;
  const found = useValueSearch(facets, isSearchOnly ? key : undefined, typed);

  // What the query names is there, whether a loaded row has it or not.
  const named = namedValues(query, subject).filter((value) => key === undefined || !isSecret(key, value));
  const listed = isSearchOnly ? (found?.values ?? []) : values;
  const unseen = named.filter((value) => !listed.some(({ text }) => text === value));
  // Of a key that is only searched the counts of all values are not kept.
  const unseenCount = isSearchOnly && values.length === 0 ? undefined : 0;
  const countOf = (value: string) => values.find(({ text }) => text === value)?.count ?? unseenCount;
  const all: readonly Listed[] = [...listed, ...unseen.map((text) => ({ text, count: countOf(text) }))];
  const held = useHeldOrder(all, ({ text }) => text, isHeld);
  const matching = rankByText(held, typed, ({ text }) => valueName(subject, text), "exact");
  const isLong = !isSearchOnly && matching.length > FIRST + SLACK;
  const shown = matching.filter(
    ({ text }, place) => !isLong || showsAll || place < FIRST || named.includes(text),
  );
  const isPushed = counts.pushed.has(subjectId(subject));
  const name = facetName(subject);
  const hasSearch = key !== undefined && (isSearchOnly || values.length >= MANY);

  return (
    <div className="flex flex-col gap-0.5">
      {hasSearch && (
        <input
          ref={search}
          type="search"
          value={typed}
          aria-label={strings.search(name)}
          placeholder={strings.search(name)}
          className="input-box mx-1 mb-1 min-h-7! font-mono text-xs placeholder:font-sans"
          autoComplete="off"
          spellCheck="false"
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {isPushed && values.some(({ text }) => !named.includes(text)) && (
        <p className="px-1 text-xs text-fg-muted">{strings.pushed}</p>
      )}
      <ul aria-label={name} className="flex flex-col text-grid">
        {shown.map(({ text, count }) => (
          <FacetValue
            key={text}
            {...{ subject, count, onGone }}
            value={text}
            isPartial={counts.isPartial || (isPushed && choiceOf(query, subject, text) !== "included")}
          />
        ))}
        {masked > 0 && typed === "" && (
          <li className="flex min-h-6 items-center gap-2 ps-1 pe-1.5 text-fg-muted">
            <span className="sr-only">{strings.masked(strings.count(masked, counts.isPartial))}</span>
            <span aria-hidden="true" className="min-w-0 flex-1 truncate ps-5.5 text-xs">
              {strings.maskedText}
            </span>
            <span aria-hidden="true" className="shrink-0 text-xs">
              {strings.count(masked, counts.isPartial)}
            </span>
          </li>
        )}
      </ul>
      {hasSearch && typed === "" && isSearchOnly && shown.length === 0 && masked === 0 && (
        <p className="px-1 text-xs text-fg-muted">{strings.searchHint(name)}</p>
      )}
      {typed.trim() !== "" && (
        <SearchEnd
          subject={subject}
          typed={typed.trim()}
          isSearching={isSearchOnly && !found}
          hasMore={found?.hasMore === true}
          isListed={matching.some(({ text }) => text === typed.trim())}
          isEmpty={matching.length === 0}
          onAsked={() => search.current?.focus()}
        />
      )}
      {isLong && (
        <Button
          size="small"
          variant="quiet"
          className="self-start text-fg-muted"
          aria-label={
            showsAll ? strings.showFewer(name) : strings.showMore(matching.length - shown.length, name)
          }
          aria-expanded={showsAll}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? strings.showFewerShort : strings.showMoreShort(matching.length - shown.length)}
        </Button>
      )}
    </div>
  );
}

interface SearchEndProps {
  readonly subject: Subject;
  readonly typed: string;
  readonly isSearching: boolean;
  readonly hasMore: boolean;
  readonly isListed: boolean;
  readonly isEmpty: boolean;
  /** What was typed is asked for, and the button with the focus goes. */
  readonly onAsked: () => void;
}

/** Under what was found: that there is more or nothing, and the way to ask for exactly what was typed, which needs no row to be loaded. */
function SearchEnd({ subject, typed, isSearching, hasMore, isListed, isEmpty, onAsked }: SearchEndProps) {
  const view = useViewStore();
  const toasts = useToasts();
  const asked = subject.kind === "metadata" ? shownCondition(metadataIs(subject.key, typed)) : undefined;
  return (
    <>
      <output className="px-1 text-xs text-fg-muted empty:hidden">
        {isSearching ? strings.searching : hasMore ? strings.moreFound : isEmpty ? strings.noSuchValue : ""}
      </output>
      {asked !== undefined && !isListed && (
        <Button
          size="small"
          className="mx-1 self-start whitespace-normal! break-all"
          onClick={() => {
            view.setQuery(includeValue(view.get().query, subject, typed));
            toasts.announce(strings.added(asked));
            onAsked();
          }}
        >
          {strings.ask(asked)}
        </Button>
      )}
    </>
  );
}
