import { Button } from "#web/design/button.tsx";
import { Icon } from "#web/design/icon.tsx";
import { filterStrings } from "#web/strings/filter.ts";
import { useView, useViewStore } from "#web/view/use-view.ts";
import { notUnderstood } from "./not-understood.ts";

/** What there is to know about the filter beside its conditions: text that is not applied, and what no link holds. */
export function FilterNotes() {
  const { text, queryErrors, privateCount } = useView();
  const view = useViewStore();
  const parts = notUnderstood(text, queryErrors);
  return (
    <>
      {parts.length > 0 && (
        <div className="flex flex-wrap items-start gap-x-2 gap-y-1 text-xs">
          <Icon name="warning" className="mt-1 shrink-0 text-warn-text" />
          <div className="min-w-0 py-0.5">
            <p className="font-medium">{filterStrings.notUnderstood(parts.length)}</p>
            <ul>
              {parts.map((part, index) => (
                <li key={index}>
                  <code className="rounded-chip border border-line bg-bg-sunken px-1 font-mono break-all">
                    <bdi>{part.text}</bdi>
                  </code>{" "}
                  {part.why}
                </li>
              ))}
            </ul>
          </div>
          <Button size="small" onClick={view.dropUnread}>
            {filterStrings.removeText(parts.length)}
          </Button>
        </div>
      )}
      {privateCount > 0 && (
        <p className="flex items-center gap-1.5 text-xs text-fg-muted">
          <Icon name="eyeOff" />
          {filterStrings.privateNote(privateCount)}
        </p>
      )}
    </>
  );
}
