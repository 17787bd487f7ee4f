import { emptyQuery, withoutCondition, type Condition } from "#query/ast.ts";
import { printCondition, shownCondition } from "#query/print.ts";
import type { ReactNode } from "react";
import { Button } from "#web/design/button.tsx";
import type { FleetSnapshot } from "#web/fleet/snapshot.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { useView, useViewStore } from "#web/view/use-view.ts";
import { EmptyFleet } from "./empty-fleet.tsx";
import { FailedFleet } from "./failed-fleet.tsx";
import { fleetStatus } from "./fleet-status-text.ts";

interface GridNoticeProps {
  readonly snapshot: FleetSnapshot;
  readonly onCreate: () => void;
  readonly readOnlyReason: string | undefined;
  /** The button with the focus is gone, since there are rows now. */
  readonly onGone: () => void;
}

/** What stands in the table's place while it has no rows: failed, impossible, searching, no match and empty are five different things. */
export function GridNotice({ snapshot, onCreate, readOnlyReason, onGone }: GridNoticeProps) {
  const { trouble, plan, end, headAsOf } = snapshot;
  const { query } = useView();
  if (trouble) {
    const soFar = end === "more" ? fleetStatus(snapshot).text : undefined;
    return <FailedFleet trouble={trouble} asOf={headAsOf} soFar={soFar} onGone={onGone} />;
  }
  if (plan.kind === "impossible")
    return (
      <Notice title={strings.impossibleTitle} text={plan.why}>
        <Conditions conditions={query.conditions} />
      </Notice>
    );
  if (end === "complete" && query.conditions.length === 0)
    return <EmptyFleet onCreate={onCreate} readOnlyReason={readOnlyReason} />;
  if (end === "complete" && snapshot.undecided === 0)
    return (
      <Notice title={strings.noMatchTitle} text={strings.noMatchBody(query.conditions.length)}>
        <Conditions conditions={query.conditions} />
      </Notice>
    );
  return (
    <Notice
      title={
        query.conditions.length === 0
          ? strings.nothingTitle
          : snapshot.scanPaused || end === "complete"
            ? strings.stoppedTitle
            : strings.searchingTitle
      }
      text={fleetStatus(snapshot).text}
    />
  );
}

interface NoticeProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

function Notice({ title, text, children }: NoticeProps) {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-start gap-3 px-4 py-12">
      <h2 className="text-lg font-semibold">{title}</h2>
      <p className="max-w-full break-words text-fg-muted">{text}</p>
      {children}
    </div>
  );
}

function Conditions({ conditions }: { readonly conditions: readonly Condition[] }) {
  const viewStore = useViewStore();
  return (
    <>
      <ul className="flex max-w-full flex-wrap gap-2">
        {conditions.map((condition) => (
          <li key={printCondition(condition)} className="min-w-0 max-w-full">
            <Button
              icon="close"
              className="max-w-full font-mono"
              onClick={() => viewStore.setQuery(withoutCondition(viewStore.get().query, condition))}
            >
              <span className="sr-only">{strings.showWithoutWord}</span>
              <span className="truncate">{shownCondition(condition)}</span>
            </Button>
          </li>
        ))}
      </ul>
      {conditions.length > 1 && (
        <Button variant="quiet" onClick={() => viewStore.setQuery(emptyQuery)}>
          {strings.showAll}
        </Button>
      )}
    </>
  );
}
