import type { Failure } from "#contract/failure.ts";
import type { Query } from "#query/ast.ts";
import type { Clock } from "#web/lib/clock.ts";
import type { ReadableStore } from "#web/lib/store.ts";
import { waitSeconds } from "./backoff.ts";
import type { FleetControl } from "./control.ts";
import { fleetRow, type FleetRow } from "./row.ts";
import { createRecheck, type RecheckDependencies } from "./recheck.ts";

/** What became of one sandbox of the job. `changed`: read again, it no longer met the condition it was chosen by, and was left alone. */
export type ItemStatus =
  | { readonly kind: "waiting" | "working" | "killed" | "already-gone" | "changed" | "stopped" }
  | { readonly kind: "failed"; readonly failure: Failure };

export interface KillItem {
  /** The row as it was shown when the operator confirmed. */
  readonly row: FleetRow;
  readonly status: ItemStatus;
}

export interface KillJob {
  readonly id: number;
  /** What a sandbox must still meet, read again, to be killed, as far as it met it when shown. */
  readonly condition: Query;
  /** When the operator confirmed, milliseconds since 1970. */
  readonly startedAt: number;
  readonly items: readonly KillItem[];
  readonly phase: "running" | "stopping" | "done";
}

export interface KillJobs extends ReadableStore<readonly KillJob[]> {
  /**
   * Starts killing exactly these rows. Each is read again first, and left alone when it no longer meets a part of `condition` that it met
   * as shown. Gives the job's id.
   */
  readonly start: (rows: readonly FleetRow[], condition: Query) => number;
  /** Sends nothing further; what is under way is finished. */
  readonly stop: (jobId: number) => void;
  /** Tries the failed ones again. */
  readonly retryFailed: (jobId: number) => void;
  readonly dismiss: (jobId: number) => void;
}

export interface KillJobLimits {
  /** Sandboxes worked on at once. Browsers open six connections to one origin: some must stay free for looking. */
  readonly concurrency: number;
  /** Tries of one sandbox, waiting in between, when the upstream is in haste or trouble. */
  readonly tries: number;
}

export const defaultKillJobLimits: KillJobLimits = { concurrency: 4, tries: 4 };

const worthRepeating = new Set<Failure["kind"]>([
  "rate-limited",
  "unreachable",
  "timeout",
  "upstream",
  "offline",
]);
const endsTheJob = new Set<Failure["kind"]>(["unauthorized", "read-only", "refused"]);

export function createKillJobs(
  control: Pick<FleetControl, "read" | "kill" | "mark">,
  clock: Clock,
  judging: RecheckDependencies,
  limits: KillJobLimits = defaultKillJobLimits,
): KillJobs {
  let jobs: readonly KillJob[] = [];
  let lastId = 0;
  const hasLeft = createRecheck(judging, clock);
  const listeners = new Set<() => void>();

  function update(jobId: number, change: (job: KillJob) => KillJob): void {
    jobs = jobs.map((job) => (job.id === jobId ? change(job) : job));
    for (const listener of [...listeners]) listener();
  }
  const setStatus = (jobId: number, index: number, status: ItemStatus) =>
    update(jobId, (job) => ({
      ...job,
      items: job.items.with(index, { row: itemAt(job, index).row, status }),
    }));
  const find = (jobId: number) => jobs.find((job) => job.id === jobId);

  async function runJob(jobId: number): Promise<void> {
    await Promise.all(Array.from({ length: limits.concurrency }, () => workOn(jobId)));
    update(jobId, (job) => ({
      ...job,
      phase: "done",
      items: job.items.map((item) =>
        item.status.kind === "waiting" ? { ...item, status: { kind: "stopped" } } : item,
      ),
    }));
  }

  async function workOn(jobId: number): Promise<void> {
    for (;;) {
      const job = find(jobId);
      const index =
        job?.phase === "running" ? job.items.findIndex((item) => item.status.kind === "waiting") : -1;
      if (!job || index < 0) return;
      setStatus(jobId, index, { kind: "working" });
      const { row } = itemAt(job, index);
      const status = await killOne(job, row);
      markAs(status, row.sandboxID);
      setStatus(jobId, index, status);
      if (status.kind === "failed" && endsTheJob.has(status.failure.kind)) stop(jobId);
    }
  }

  /** What became of it in the end is said on its row: between the tries that says that it is being killed. */
  function markAs(status: ItemStatus, id: string): void {
    if (status.kind === "failed")
      control.mark(id, { kind: "failed", action: "kill", failure: status.failure });
    else if (status.kind === "changed" || status.kind === "stopped") control.mark(id, undefined);
  }

  async function killOne(job: KillJob, row: FleetRow): Promise<ItemStatus> {
    const isRunning = () => find(job.id)?.phase === "running";
    for (let attempt = 1; ; attempt += 1) {
      const status = await tryKill(row, job, isRunning);
      const again =
        status.kind === "failed" && worthRepeating.has(status.failure.kind) && attempt < limits.tries;
      if (!again || !isRunning()) return status;
      await pauseFor(waitSeconds(status.failure, attempt));
      if (!isRunning()) return status;
    }
  }

  async function tryKill(
    row: FleetRow,
    { condition, startedAt }: KillJob,
    isRunning: () => boolean,
  ): Promise<ItemStatus> {
    const read = await control.read(row.sandboxID);
    if (!read.ok)
      return read.error.kind === "not-found"
        ? { kind: "already-gone" }
        : { kind: "failed", failure: read.error };
    const now = fleetRow(read.value, clock.now());
    if (await hasLeft(condition, { row, at: startedAt }, now)) return { kind: "changed" };
    // Reading again can take long, and whoever stops the job means this one too.
    if (!isRunning()) return { kind: "stopped" };
    const killed = await control.kill(row.sandboxID, true);
    return killed.ok ? { kind: killed.value } : { kind: "failed", failure: killed.error };
  }

  const pauseFor = (seconds: number) =>
    new Promise<void>((resolve) => void clock.after(seconds * 1000, resolve));

  function stop(jobId: number): void {
    update(jobId, (job) => (job.phase === "running" ? { ...job, phase: "stopping" } : job));
  }

  return {
    get: () => jobs,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: (rows, condition) => {
      lastId += 1;
      const id = lastId;
      const items = rows.map((row): KillItem => ({ row, status: { kind: "waiting" } }));
      jobs = [...jobs, { id, condition, startedAt: clock.now(), phase: "running", items }];
      void runJob(id);
      return id;
    },
    stop,
    retryFailed: (jobId) => {
      if (find(jobId)?.phase !== "done") return;
      update(jobId, (job) => ({
        ...job,
        phase: "running",
        items: job.items.map((item) =>
          item.status.kind === "failed" ? { ...item, status: { kind: "waiting" } } : item,
        ),
      }));
      void runJob(jobId);
    },
    dismiss: (jobId) => {
      jobs = jobs.filter((job) => job.id !== jobId);
      for (const listener of [...listeners]) listener();
    },
  };
}

function itemAt(job: KillJob, index: number): KillItem {
  const item = job.items[index];
  if (!item) throw new RangeError(`kill job ${job.id} has no item ${index}`);
  return item;
}
