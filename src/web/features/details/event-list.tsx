import type { LifecycleEvent } from "#contract/account.ts";
import { localDateTime, utcTime } from "#web/lib/local-time.ts";
import { detailsStrings, eventName } from "#web/strings/details.ts";
import { isFailure } from "./end-story.ts";
import type { SandboxEvents } from "./use-sandbox-events.ts";

/** What happened to the sandbox, newest first, or a quiet word where the upstream does not tell. */
export function EventList({ events }: { readonly events: SandboxEvents }) {
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-semibold">{detailsStrings.events}</h3>
      {events.kind === "read" && events.events.length > 0 ? (
        <ol aria-label={detailsStrings.events} className="text-grid">
          {events.events.map((event) => (
            <Event key={event.eventID} event={event} />
          ))}
        </ol>
      ) : (
        <p className="text-grid break-words text-fg-muted">{emptyWords(events)}</p>
      )}
    </section>
  );
}

function Event({ event }: { readonly event: LifecycleEvent }) {
  const millis = event.recordAt * 1000;
  return (
    <li className="flex flex-wrap gap-x-3 border-t border-line py-1">
      <time dateTime={utcTime(millis)} title={utcTime(millis)} className="text-fg-muted">
        {localDateTime(millis)}
      </time>
      <span className="font-medium" title={event.eventName}>
        {eventName(event.eventName)}
      </span>
      {isFailure(event) && (
        <span className="text-danger-text">{detailsStrings.eventFailed(event.statusCode ?? 0)}</span>
      )}
      {event.errorMsg && <span className="min-w-0 break-words">{event.errorMsg}</span>}
    </li>
  );
}

function emptyWords(events: SandboxEvents): string {
  switch (events.kind) {
    case "loading":
      return detailsStrings.eventsLoading;
    case "not-offered":
      return detailsStrings.eventsNotOffered;
    case "failed":
      return detailsStrings.eventsFailed(events.reason);
    case "read":
      return detailsStrings.noEvents;
  }
}
