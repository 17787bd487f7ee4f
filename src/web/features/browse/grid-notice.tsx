import { emptyQuery, withoutCondition, type Condition, type Query } from "#query/ast.ts";
import { printCondition, shownCondition } from "#query/print.ts";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "#web/design/button.tsx";
import { LazyPart } from "#web/design/lazy-part.tsx";
import { onDemand } from "#web/design/on-demand.ts";
import type { FleetSnapshot } from "#web/fleet/snapshot.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { useGoneWithFocus } from "#web/lib/use-gone-with-focus.ts";
import { useViewStore } from "#web/view/use-view.ts";
import { FailedFleet } from "./failed-fleet.tsx";
import { covered } from "./fleet-status-text.ts";

/** Where there are rows, its script is none that they wait for. */
const emptyFleet = onDemand(async () => (await import("./empty-fleet.tsx")).EmptyFleet);

interface GridNoticeProps {
  readonly snapshot: FleetSnapshot;
  readonly onCreate: () => void;
  readonly readOnlyReason: string | undefined;
  /** The button with the focus is gone with what stood here. */
  readonly onGone: () => void;
}

/** What stands in the table's place while it has no rows: failed, impossible, searching, no match and empty are five different things. */
export function GridNotice({ snapshot, onCreate, readOnlyReason, onGone }: GridNoticeProps) {
  const { trouble, plan, end, headAsOf } = snapshot;
  const { query } = snapshot.wanted;
  if (trouble) {
    const soFar = end === "more" ? covered(snapshot).text : undefined;
    return <FailedFleet trouble={trouble} asOf={headAsOf} soFar={soFar} onGone={onGone} />;
  }
  if (plan.kind === "impossible")
    return (
      <Notice title={strings.impossibleTitle} text={plan.why}>
        <Conditions conditions={query.conditions} onGone={onGone} />
      </Notice>
    );
  if (end === "complete" && query.conditions.length === 0)
    return (
      <LazyPart>
        <emptyFleet.Part {...{ onCreate, readOnlyReason, onGone }} />
      </LazyPart>
    );
  if (end === "complete" && snapshot.undecided === 0)
    return (
      <Notice title={strings.noMatchTitle} text={strings.noMatchBody(query.conditions.length)}>
        <Conditions conditions={query.conditions} onGone={onGone} />
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
      text={covered(snapshot).text}
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

interface ConditionsProps {
  readonly conditions: readonly Condition[];
  readonly onGone: () => void;
}

function Conditions({ conditions, onGone }: ConditionsProps) {
  return (
    <>
      <ul className="flex max-w-full flex-wrap gap-2">
        {conditions.map((condition) => (
          <li key={printCondition(condition)} className="min-w-0 max-w-full">
            <Less
              icon="close"
              className="max-w-full font-mono"
              query={(query) => withoutCondition(query, condition)}
              onGone={onGone}
            >
              <span className="sr-only">{strings.showWithoutWord}</span>
              <span className="truncate">{shownCondition(condition)}</span>
            </Less>
          </li>
        ))}
      </ul>
      {conditions.length > 1 && (
        <Less variant="quiet" query={() => emptyQuery} onGone={onGone}>
          {strings.showAll}
        </Less>
      )}
    </>
  );
}

interface LessProps extends Omit<ComponentProps<typeof Button>, "ref" | "onClick"> {
  /** What is asked for instead. */
  readonly query: (before: Query) => Query;
  readonly onGone: () => void;
}

/** A button that asks for less, and goes with what it takes away. */
function Less({ query, onGone, ...rest }: LessProps) {
  const viewStore = useViewStore();
  const button = useGoneWithFocus(onGone);
  return <Button ref={button} {...rest} onClick={() => viewStore.setQuery(query(viewStore.get().query))} />;
}
