import { useLayoutEffect, useRef } from "react";
import { IconButton } from "#web/design/button.tsx";
import { CopyButton } from "#web/design/copy-button.tsx";
import type { FleetRow } from "#web/fleet/row.ts";
import { detailsStrings } from "#web/strings/details.ts";
import { ActionBar } from "./action-bar.tsx";
import { ConnectLines } from "./connect-lines.tsx";
import { EventList } from "./event-list.tsx";
import { Facts, LifeFacts } from "./facts.tsx";
import { MetadataTable } from "./metadata-table.tsx";
import { StatusNote } from "./status-note.tsx";
import { useSandboxDetail } from "./use-sandbox-detail.ts";
import { useSandboxEvents } from "./use-sandbox-events.ts";
import { useShortcuts } from "./use-shortcuts.ts";

interface DetailsPanelProps {
  readonly id: string;
  /** Opened by keyboard: the focus moves to the heading from there, unless it has left that already. */
  readonly focusFrom?: Element | null | undefined;
  /** Also by Escape inside. Returning focus to the row is the page's part. */
  readonly onClose: () => void;
  /** Also by `[` and `]` inside; absent at the list's ends. */
  readonly onPrevious?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
  readonly onKill: (row: FleetRow) => void;
  readonly onPause: (row: FleetRow) => void;
  readonly onResume: (row: FleetRow) => void;
  readonly onExtend: (row: FleetRow) => void;
}

/** Everything about one sandbox, beside the table. Reading it never connects to the sandbox. */
export function DetailsPanel({ id, focusFrom, onClose, onPrevious, onNext, ...on }: DetailsPanelProps) {
  const shown = useSandboxDetail(id);
  const { row, detail, status } = shown;
  const isGone = status === "gone";
  const life = isGone ? "gone" : `${row?.state} ${row?.startedAt} ${row?.endAt}`;
  const events = useSandboxEvents(id, life);

  const panel = useShortcuts({ Escape: onClose, "[": onPrevious, "]": onNext });

  return (
    <aside
      ref={panel}
      aria-label={detailsStrings.panel}
      className="flex min-h-0 w-full flex-1 flex-col bg-bg-raised"
    >
      <header className="flex flex-col gap-2 border-b border-line px-4 py-2">
        <div className="flex items-center gap-1">
          <Heading id={id} focusFrom={focusFrom} />
          <CopyButton label={detailsStrings.copyId(id)} text={id} />
          <div className="ms-auto flex items-center">
            {onPrevious && <IconButton icon="up" label={detailsStrings.previous} onClick={onPrevious} />}
            {onNext && <IconButton icon="down" label={detailsStrings.next} onClick={onNext} />}
            <IconButton icon="close" label={detailsStrings.close} onClick={onClose} />
          </div>
        </div>
        <ActionBar id={id} row={isGone ? undefined : row} isGone={isGone} mark={shown.mark} {...on} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto p-4">
        <StatusNote
          shown={shown}
          events={events}
          onGone={() => panel.current?.querySelector("h2")?.focus()}
        />
        {row && (
          <>
            <LifeFacts row={row} isGone={isGone} />
            <MetadataTable key={`metadata ${id}`} metadata={row.metadata} />
            <Facts row={row} detail={detail} isLoading={status === "loading"} />
          </>
        )}
        {row && !isGone && <ConnectLines id={id} />}
        {status !== "unsafe" && <EventList events={events} />}
      </div>
    </aside>
  );
}

function Heading({ id, focusFrom }: Pick<DetailsPanelProps, "id" | "focusFrom">) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(id);
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    const isNext = shown.current !== id;
    shown.current = id;
    // At the list's end the button that led there is gone, with the focus.
    const isLost = isNext && activeElement === body;
    const isWanted =
      focusFrom !== undefined && (isNext || activeElement === focusFrom || activeElement === body);
    if (isWanted || isLost) heading.current?.focus();
  }, [focusFrom, id]);
  return (
    <h2 ref={heading} tabIndex={-1} className="min-w-0 truncate font-mono font-semibold" title={id}>
      {id}
    </h2>
  );
}
