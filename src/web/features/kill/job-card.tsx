import { useId, useRef, useState, type ComponentProps } from "react";
import { Button, IconButton } from "#web/design/button.tsx";
import { useCopy } from "#web/design/use-copy.ts";
import type { KillItem, KillJob } from "#web/fleet/kill-job.ts";
import { useFleetServices } from "#web/fleet/use-fleet.ts";
import { useGoneWithFocus } from "#web/lib/use-gone-with-focus.ts";
import { killStrings } from "#web/strings/kill.ts";
import { IdText } from "./id-text.tsx";
import { failureGroups, jobProgress, outcomesAsCsv, outcomesAsJson } from "./job-progress.ts";

const IDS_NAMED = 3;

interface JobCardProps {
  readonly job: KillJob;
  /** The card has left, and focus with it. */
  readonly onDismissed: (() => void) | undefined;
}

/** One kill job: how far it is, or what became of each sandbox. */
export function JobCard({ job, onDismissed }: JobCardProps) {
  const { killJobs } = useFleetServices();
  const copy = useCopy();
  const headingId = useId();
  const [showsIds, setShowsIds] = useState(false);
  // Focus goes here from the buttons that vanish when they are used or the job ends: a second press harms nothing.
  const harmless = useRef<HTMLButtonElement>(null);
  const leave = () => harmless.current?.focus();
  const counts = jobProgress(job);
  const { total } = counts;
  const isDone = job.phase === "done";
  return (
    <article aria-labelledby={headingId} className="flex flex-col gap-2 px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id={headingId} className="font-medium">
          {killStrings.jobTitle(total, !isDone)}
        </h2>
        {!isDone && (
          <Bar
            name={killStrings.progressName(total)}
            value={counts.settled}
            total={total}
            text={killStrings.progress(counts)}
          />
        )}
        <p className="min-w-0">{isDone ? killStrings.outcome(counts) : killStrings.progress(counts)}</p>
        {job.phase === "stopping" && <p className="text-fg-muted">{killStrings.stopping}</p>}
        <div className="ms-auto flex flex-wrap items-center gap-1">
          {job.phase === "running" && (
            <PassingButton
              onGone={leave}
              aria-label={killStrings.stopLabel(total)}
              onClick={() => killJobs.stop(job.id)}
            >
              {killStrings.stop}
            </PassingButton>
          )}
          {isDone && counts.failed > 0 && (
            <PassingButton onGone={leave} icon="refresh" onClick={() => killJobs.retryFailed(job.id)}>
              {killStrings.retryFailed(counts.failed)}
            </PassingButton>
          )}
          <Button
            size="small"
            variant="quiet"
            ref={harmless}
            aria-expanded={showsIds}
            onClick={() => setShowsIds(!showsIds)}
          >
            {showsIds ? killStrings.hideIds : killStrings.showIds}
          </Button>
          <Button size="small" variant="quiet" onClick={() => void copy(job.items.map(idOf).join("\n"))}>
            {killStrings.copyIds}
          </Button>
          <Button size="small" variant="quiet" onClick={() => void copy(outcomesAsJson(job))}>
            {killStrings.copyJson}
          </Button>
          <Button size="small" variant="quiet" onClick={() => void copy(outcomesAsCsv(job))}>
            {killStrings.copyCsv}
          </Button>
          {isDone && (
            <IconButton
              size="small"
              icon="close"
              label={killStrings.dismissJob(total)}
              onClick={() => {
                killJobs.dismiss(job.id);
                onDismissed?.();
              }}
            />
          )}
        </div>
      </div>
      {counts.failed > 0 && <Failures job={job} />}
      {showsIds && <IdText label={killStrings.idsLabel(total)} lines={job.items.map(outcomeLine)} />}
    </article>
  );
}

interface PassingButtonProps extends Omit<ComponentProps<typeof Button>, "ref" | "size"> {
  readonly onGone: () => void;
}

function PassingButton({ onGone, ...rest }: PassingButtonProps) {
  return <Button ref={useGoneWithFocus(onGone)} size="small" {...rest} />;
}

const idOf = ({ row }: KillItem): string => row.sandboxID;

const outcomeLine = ({ row, status }: KillItem): string =>
  killStrings.outcomeLine(
    row.sandboxID,
    status.kind === "failed"
      ? killStrings.failedBecause(status.failure.message)
      : killStrings.outcomes[status.kind],
  );

function Failures({ job }: { readonly job: KillJob }) {
  return (
    <ul aria-label={killStrings.failures} className="flex flex-col gap-1 text-grid">
      {failureGroups(job).map(({ reason, ids }) => (
        <li key={reason} className="break-words">
          <span className="text-danger-text">
            {killStrings.failureGroup(ids.length)} {reason}
          </span>{" "}
          <span className="font-mono text-xs break-all text-fg-muted">
            {killStrings.someIds(ids.slice(0, IDS_NAMED), ids.length - IDS_NAMED)}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface BarProps {
  readonly name: string;
  readonly value: number;
  readonly total: number;
  readonly text: string;
}

function Bar({ name, value, total, text }: BarProps) {
  return (
    <progress
      aria-label={name}
      aria-valuetext={text}
      value={value}
      max={total}
      className="h-1.5 w-40 shrink-0 appearance-none overflow-hidden rounded-chip border border-line-strong bg-bg-sunken [&::-moz-progress-bar]:bg-fg-muted [&::-webkit-progress-bar]:bg-bg-sunken [&::-webkit-progress-value]:bg-fg-muted"
    />
  );
}
