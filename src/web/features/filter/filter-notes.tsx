import { useEffect, useState } from "react";
import { sameQuery } from "#query/ast.ts";
import { Button, IconButton } from "#web/design/button.tsx";
import { Icon } from "#web/design/icon.tsx";
import { filterStrings } from "#web/strings/filter.ts";
import { useView, useViewStore } from "#web/view/use-view.ts";
import { notUnderstood } from "./not-understood.ts";
import type { Bar } from "./use-query-bar.ts";

/** More are counted. */
const MOST_REASONS = 5;

/** What there is to know about the filter below it: why text is not applied, what was just done, and what no link holds. */
export function FilterNotes({ bar, id }: { readonly bar: Bar; readonly id: string }) {
  const { leftOut, privateCount, unread } = useView();
  const view = useViewStore();
  const { draft, errors, isGiven } = bar.state;
  const notice =
    bar.state.notice && sameQuery(bar.state.notice.of, bar.query) ? bar.state.notice.words : undefined;
  const isFocused = useHasFocus(bar.input);
  const parts = notUnderstood(draft, errors.slice(0, MOST_REASONS));
  const dropDraft = () => {
    bar.set({ draft: "", errors: [] });
    if (unread !== "") view.dropUnread();
    bar.input.current?.focus();
  };
  return (
    <div className="text-xs">
      <div id={id}>
        {parts.length > 0 && (
          <div className="mt-1 flex flex-wrap items-start gap-x-2 gap-y-1">
            <Icon name="warning" className="mt-1 shrink-0 text-danger-text" />
            <div className="min-w-0 flex-1 py-0.5">
              <p className="font-medium">{filterStrings.notApplied}</p>
              <ul>
                {parts.map((part, index) => (
                  <li key={index}>
                    {part.text !== "" && (
                      <code className="rounded-chip border border-line bg-bg-sunken px-1 font-mono break-all">
                        <bdi>{part.text}</bdi>
                      </code>
                    )}{" "}
                    {part.why}
                  </li>
                ))}
                {errors.length > parts.length && (
                  <li>{filterStrings.moreErrors(errors.length - parts.length)}</li>
                )}
              </ul>
            </div>
            <Button size="small" onClick={dropDraft}>
              {filterStrings.removeText}
            </Button>
          </div>
        )}
        {draft !== "" && errors.length === 0 && (isGiven || !isFocused) && (
          <p className="mt-1 text-fg-muted">{filterStrings.enterApplies}</p>
        )}
      </div>
      {leftOut > 0 && (
        <p className="mt-1 flex items-start gap-1.5">
          <Icon name="warning" className="mt-1 shrink-0 text-danger-text" />
          <span className="min-w-0 flex-1 py-0.5">{filterStrings.leftOutOfLink(leftOut)}</span>
          <IconButton
            size="small"
            icon="close"
            label={filterStrings.dismiss(filterStrings.leftOutOfLink(leftOut))}
            onClick={() => view.setQuery(view.get().query)}
          />
        </p>
      )}
      {notice !== undefined && (
        <p className="mt-1 flex items-center gap-2">
          {notice}
          <Button size="small" onClick={bar.undo}>
            {filterStrings.undo}
          </Button>
          <IconButton
            size="small"
            icon="close"
            label={filterStrings.dismiss(notice)}
            onClick={() => bar.set({ notice: undefined })}
          />
        </p>
      )}
      {privateCount > 0 && (
        <p className="mt-1 flex items-center gap-1.5 text-fg-muted">
          <Icon name="eyeOff" />
          {filterStrings.privateNote(privateCount)}
        </p>
      )}
    </div>
  );
}

function useHasFocus(element: Bar["input"]): boolean {
  const [hasFocus, setHasFocus] = useState(true);
  useEffect(() => {
    const field = element.current;
    const follow = () => setHasFocus(field === document.activeElement);
    follow();
    field?.addEventListener("focus", follow);
    field?.addEventListener("blur", follow);
    return () => {
      field?.removeEventListener("focus", follow);
      field?.removeEventListener("blur", follow);
    };
  }, [element]);
  return hasFocus;
}
