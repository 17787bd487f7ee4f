import { useCallback } from "react";
import { useQuery } from "@tanstack/react-query";
import type { Failure } from "#contract/failure.ts";
import { quotaOptions } from "#web/data/account.ts";
import { Icon } from "#web/design/icon.tsx";
import { TickingText } from "#web/design/ticking-text.tsx";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { failureWords } from "./create-failure.ts";

interface FailureNoteProps {
  readonly failure: Failure;
  /** When it happened, milliseconds since 1970: what is left of a wait is counted from there. */
  readonly failedAt: number;
}

/** Why nothing was created. A full account's numbers are asked for then, and are not waited for. */
export function FailureNote({ failure, failedAt }: FailureNoteProps) {
  const { upstream } = useFleetServices();
  const quota = useQuery({ ...quotaOptions(upstream), enabled: failure.kind === "quota" });
  const usage = quota.data && {
    used: quota.data.usage.concurrentInstances,
    limit: quota.data.limit.concurrentInstances,
  };
  const { retryAfterSeconds } = failure;
  const hasty = useCallback(
    (now: number) => {
      const wait = retryAfterSeconds && Math.ceil(retryAfterSeconds - (now - failedAt) / 1000);
      return failureWords(failure, undefined, wait).summary;
    },
    [failure, failedAt, retryAfterSeconds],
  );
  const words = failureWords(failure, usage);
  return (
    <div className="flex items-start gap-2 rounded-box border border-danger-text p-2 text-start">
      <Icon name="warning" className="mt-0.5 shrink-0 text-danger-text" />
      <div className="min-w-0 break-words">
        {failure.kind === "rate-limited" ? (
          <TickingText className="font-medium" read={hasty} />
        ) : (
          <p className="font-medium">{words.summary}</p>
        )}
        {words.detail !== undefined && <p className="text-fg-muted">{words.detail}</p>}
      </div>
    </div>
  );
}
