import { useState, type ReactNode } from "react";
import { Button } from "#web/design/button.tsx";
import { Icon, type IconName } from "#web/design/icon.tsx";
import { localMoment, ownTime } from "#web/lib/local-time.ts";
import { useGoneWithFocus } from "#web/lib/use-gone-with-focus.ts";
import { detailsStrings } from "#web/strings/details.ts";
import { endStory } from "./end-story.ts";
import type { ShownSandbox } from "./use-sandbox-detail.ts";
import type { SandboxEvents } from "./use-sandbox-events.ts";

interface StatusNoteProps {
  readonly shown: ShownSandbox;
  readonly events: SandboxEvents;
  /** The button with the focus is gone, since what failed could be read. */
  readonly onGone: () => void;
}

/** What must be said before the facts: still reading, could not be read, unsafe to ask for, or gone and why. */
export function StatusNote(props: StatusNoteProps) {
  return (
    // Always there, so that what comes into it is read out.
    <div aria-live="polite" className="empty:-mb-5">
      <Words {...props} />
    </div>
  );
}

function Words({ shown, events, onGone }: StatusNoteProps) {
  const [openedAt] = useState(Date.now);
  const { status, row, failure, detailAsOf, retry } = shown;
  switch (status) {
    case "shown":
      return null;
    case "loading":
      return row ? null : <p className="text-fg-muted">{detailsStrings.loading}</p>;
    case "unsafe":
      return (
        <Note icon="warning">
          <strong className="font-semibold">{detailsStrings.unsafeTitle}</strong>
          <p>{detailsStrings.unsafe}</p>
        </Note>
      );
    case "gone":
      return (
        <Note icon="info">
          <p className="font-semibold break-words">{endWords(events, openedAt)}</p>
          {row && <p className="text-fg-muted">{detailsStrings.lastKnown}</p>}
        </Note>
      );
    case "failed":
      return (
        <Note icon="warning">
          <p className="break-words">
            {detailAsOf === undefined
              ? detailsStrings.failed(failure?.message ?? "")
              : detailsStrings.failedSince(ownTime(detailAsOf), failure?.message ?? "")}
          </p>
          <RetryButton onClick={retry} onGone={onGone} />
        </Note>
      );
  }
}

interface RetryButtonProps extends Pick<StatusNoteProps, "onGone"> {
  readonly onClick: () => void;
}

function RetryButton({ onClick, onGone }: RetryButtonProps) {
  return (
    <Button
      ref={useGoneWithFocus(onGone)}
      size="small"
      icon="refresh"
      className="self-start"
      onClick={onClick}
    >
      {detailsStrings.retry}
    </Button>
  );
}

function endWords(events: SandboxEvents, now: number): string {
  if (events.kind === "loading") return detailsStrings.goneLooking;
  if (events.kind === "not-offered") return detailsStrings.endedOrNeverNoEvents;
  if (events.kind === "failed" || events.events.length === 0) return detailsStrings.endedOrNever;
  const end = endStory(events.events);
  return end ? detailsStrings.ended(localMoment(end.at, now), end.reason) : detailsStrings.endedUnrecorded;
}

function Note({ icon, children }: { readonly icon: IconName; readonly children: ReactNode }) {
  return (
    <div className="flex gap-2 rounded-box border border-line-strong bg-bg-sunken px-3 py-2">
      <Icon name={icon} className="mt-0.5 shrink-0" />
      <div className="flex min-w-0 flex-col gap-2">{children}</div>
    </div>
  );
}
