import type { ItemStatus, KillJob } from "#web/fleet/kill-job.ts";

/** How far a kill job is. `left` are those waiting or being worked on; the others add up to `settled`. */
export interface JobProgress {
  readonly total: number;
  readonly killed: number;
  readonly alreadyGone: number;
  readonly failed: number;
  readonly changed: number;
  readonly stopped: number;
  readonly settled: number;
  readonly left: number;
}

export function jobProgress({ items }: Pick<KillJob, "items">): JobProgress {
  const counts = new Map<ItemStatus["kind"], number>();
  for (const { status } of items) counts.set(status.kind, (counts.get(status.kind) ?? 0) + 1);
  const of = (kind: ItemStatus["kind"]) => counts.get(kind) ?? 0;
  const left = of("waiting") + of("working");
  return {
    total: items.length,
    killed: of("killed"),
    alreadyGone: of("already-gone"),
    failed: of("failed"),
    changed: of("changed"),
    stopped: of("stopped"),
    settled: items.length - left,
    left,
  };
}

/** The moments at which a job speaks: its start, each quarter, its end. */
export type Milestone = "start" | 25 | 50 | 75 | "end";

/** The last milestone a job has passed. */
export function milestoneOf(job: Pick<KillJob, "items" | "phase">): Milestone {
  if (job.phase === "done") return "end";
  const { settled, total } = jobProgress(job);
  const passed = ([75, 50, 25] as const).find((quarter) => settled * 100 >= total * quarter);
  return passed ?? "start";
}

export interface FailureGroup {
  /** The upstream's words, with the sandbox's own id taken out when several share them. */
  readonly reason: string;
  readonly ids: readonly string[];
}

/** Failed sandboxes by what the upstream said, the most frequent reason first. */
export function failureGroups({ items }: Pick<KillJob, "items">): readonly FailureGroup[] {
  const groups = new Map<string, { readonly first: string; readonly ids: string[] }>();
  for (const { row, status } of items) {
    if (status.kind !== "failed") continue;
    const { message } = status.failure;
    const reason = message.replaceAll(row.sandboxID, "…");
    const group = groups.get(reason);
    if (group) group.ids.push(row.sandboxID);
    else groups.set(reason, { first: message, ids: [row.sandboxID] });
  }
  return [...groups]
    .map(([reason, { first, ids }]) => ({ reason: ids.length === 1 ? first : reason, ids }))
    .sort((a, b) => b.ids.length - a.ids.length);
}

interface Outcome {
  readonly sandboxID: string;
  readonly outcome: ItemStatus["kind"];
  readonly reason?: string;
}

const outcomesOf = ({ items }: Pick<KillJob, "items">): readonly Outcome[] =>
  items.map(({ row, status }) => ({
    sandboxID: row.sandboxID,
    outcome: status.kind,
    ...(status.kind === "failed" ? { reason: status.failure.message } : {}),
  }));

/** Each id with its outcome, and the reason where it failed. */
export const outcomesAsJson = (job: Pick<KillJob, "items">): string =>
  `${JSON.stringify(outcomesOf(job), undefined, 2)}\n`;

/** The same as CSV (RFC 4180) with a header. */
export const outcomesAsCsv = (job: Pick<KillJob, "items">): string =>
  [
    ["sandboxID", "outcome", "reason"],
    ...outcomesOf(job).map(({ sandboxID, outcome, reason }) => [sandboxID, outcome, reason ?? ""]),
  ]
    .map((cells) => `${cells.map(csvCell).join(",")}\r\n`)
    .join("");

function csvCell(text: string): string {
  // Ids and reasons come from the upstream: a spreadsheet must not take them for formulas.
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
