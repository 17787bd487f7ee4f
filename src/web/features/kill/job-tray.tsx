import { useEffect, useRef } from "react";
import { useToasts } from "#web/design/toasts.tsx";
import { useFleetServices, useKillJobs } from "#web/fleet/use-fleet.ts";
import type { KillJob } from "#web/fleet/kill-job.ts";
import { killStrings } from "#web/strings/kill.ts";
import { JobCard } from "./job-card.tsx";
import { jobProgress, milestoneOf, type Milestone } from "./job-progress.ts";

interface JobTrayProps {
  /** A job was dismissed, and focus stood in it: the page says where it goes. */
  readonly onDismissed?: () => void;
}

/** Running and finished kill jobs, each until it is dismissed. Renders nothing without one. */
export function JobTray({ onDismissed }: JobTrayProps) {
  const jobs = useKillJobs();
  useSpokenProgress(jobs);
  useLeaveWarning(jobs.some(({ phase }) => phase !== "done"));
  useDeselectKilled(jobs);
  if (jobs.length === 0) return null;
  return (
    <section
      aria-label={killStrings.jobs}
      className="max-h-[40vh] shrink-0 divide-y divide-line overflow-y-auto overscroll-contain border-t border-line-strong bg-bg-raised"
    >
      {jobs.map((job) => (
        <JobCard key={job.id} job={job} onDismissed={onDismissed} />
      ))}
    </section>
  );
}

/** Speaks at a job's start, at each quarter and at its end; never for each sandbox. */
function useSpokenProgress(jobs: readonly KillJob[]): void {
  const toasts = useToasts();
  const spoken = useRef(new Map<number, Milestone>());
  useEffect(() => {
    for (const job of jobs) {
      const milestone = milestoneOf(job);
      if (spoken.current.get(job.id) === milestone) continue;
      spoken.current.set(job.id, milestone);
      const counts = jobProgress(job);
      if (milestone === "start") toasts.announce(killStrings.started(counts.total));
      else toasts.announce(milestone === "end" ? killStrings.outcome(counts) : killStrings.progress(counts));
    }
  }, [jobs, toasts]);
}

/** The browser asks before the page is left while a job runs: leaving would end it half done. */
function useLeaveWarning(isRunning: boolean): void {
  useEffect(() => {
    if (!isRunning) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isRunning]);
}

/** What a job has killed is selected no longer; what failed stays, to be seen to. */
function useDeselectKilled(jobs: readonly KillJob[]): void {
  const { selection } = useFleetServices();
  useEffect(() => {
    const selected = selection.get();
    if (selected.size === 0) return;
    const ended = jobs
      .flatMap(({ items }) => items)
      .filter(({ status }) => status.kind === "killed" || status.kind === "already-gone")
      .map(({ row }) => row.sandboxID)
      .filter((id) => selected.has(id));
    if (ended.length > 0) selection.remove(ended);
  }, [jobs, selection]);
}
