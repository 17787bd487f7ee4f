import { endpoints } from "#contract/endpoints.ts";
import { useConsoleInfo } from "#web/data/use-console-info.ts";
import { Button } from "#web/design/button.tsx";
import { Icon } from "#web/design/icon.tsx";
import type { Trouble } from "#web/fleet/reader.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { ownTime } from "#web/lib/local-time.ts";
import { useGoneWithFocus } from "#web/lib/use-gone-with-focus.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";
import { Countdown } from "./countdown.tsx";

interface FailedFleetProps {
  readonly trouble: Trouble;
  /** When the list was last read, milliseconds since 1970; absent when never. */
  readonly asOf: number | undefined;
  /** How far the list was read before that, in words; absent where it was read as far as was wanted. */
  readonly soFar: string | undefined;
  /** The button with the focus is gone, since the list could be read. */
  readonly onGone: () => void;
}

/** The list cannot be read and there is nothing older to show. An outage must never look like an empty fleet. */
export function FailedFleet({ trouble, asOf, soFar, onGone }: FailedFleetProps) {
  const { fleet } = useFleetServices();
  const { info } = useConsoleInfo();
  const button = useGoneWithFocus(onGone);
  const { failure, nextTryAt } = trouble;
  const { method, path } = endpoints[failure.endpoint];
  // The status of such a failure is the proxy's own: the upstream has answered nothing.
  const hasAnswered = failure.kind !== "unreachable" && failure.kind !== "timeout";
  const isUnauthorized = failure.kind === "unauthorized";
  const title = isUnauthorized
    ? strings.unauthorizedTitle
    : soFar !== undefined
      ? strings.failedOnWayTitle
      : asOf === undefined
        ? strings.failedTitle
        : strings.failedStaleTitle;
  const standing = soFar ?? (asOf === undefined ? undefined : strings.failedStaleBody(ownTime(asOf)));
  return (
    <div className="mx-auto flex max-w-xl flex-col items-start gap-3 px-4 py-12">
      <h2 className="flex items-center gap-2 text-lg font-semibold">
        <Icon name="warning" className="shrink-0 text-danger-text" />
        {title}
      </h2>
      {standing !== undefined && <p className="text-fg-muted">{standing}</p>}
      <dl className="grid w-full grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-box border border-line bg-bg-sunken p-3">
        <dt className="text-fg-muted">{strings.saidBy}</dt>
        <dd className="break-words">{failure.message}</dd>
        <dt className="text-fg-muted">{strings.endpoint}</dt>
        <dd className="font-mono text-xs leading-5 break-words">
          {method} {info?.upstream.url}
          {path},{" "}
          {hasAnswered && failure.status !== undefined ? strings.status(failure.status) : strings.noAnswer}
        </dd>
      </dl>
      {isUnauthorized && info && <p>{strings.unauthorizedBody(info.sdk.keyVariable)}</p>}
      <div className="flex items-center gap-3">
        <Button
          ref={button}
          icon="refresh"
          variant="primary"
          onClick={soFar === undefined ? fleet.refresh : fleet.retry}
        >
          {strings.retryNow}
        </Button>
        <Countdown until={nextTryAt} />
      </div>
    </div>
  );
}
