import { formatCount, plural } from "#web/lib/plural.ts";

const sandboxes = (count: number) => plural(count, "sandbox", "sandboxes");

/** Counts of one job, as its texts need them. */
interface JobCounts {
  readonly total: number;
  readonly killed: number;
  readonly alreadyGone: number;
  readonly failed: number;
  readonly changed: number;
  readonly stopped: number;
}

const rest = ({ alreadyGone, failed, changed }: JobCounts): string =>
  [
    alreadyGone > 0 && `${formatCount(alreadyGone)} already gone`,
    changed > 0 && `${formatCount(changed)} changed meanwhile and left alone`,
    failed > 0 && `${formatCount(failed)} failed`,
  ]
    .filter(Boolean)
    .map((part) => ` · ${String(part)}`)
    .join("");

export const killStrings = {
  titleOne: "Kill sandbox",
  titleSeveral: (count: number) => `Kill ${sandboxes(count)}`,
  cancel: "Cancel",
  kill: "Kill",
  killSeveral: (count: number) => `Kill ${formatCount(count)}`,
  pauseInstead: "Pause instead",
  readOnly: "This console is read-only",
  state: "State",
  age: "Age",
  ageSince: (duration: string) => `started ${duration} ago`,
  template: "Template",
  metadata: "Metadata",
  noMetadata: "none",
  morePairs: (count: number) => `+${formatCount(count)} more`,

  undone: "Killing cannot be undone.",
  undonePaused: "Killing cannot be undone, and the data it kept when it was paused is lost.",
  undoneSomePaused: (paused: number) =>
    `Killing cannot be undone, and ${paused === 1 ? "the paused one loses" : `the ${formatCount(paused)} paused ones lose`} the data kept when paused.`,
  onlyThese: (count: number) =>
    `Exactly these ${formatCount(count)} are killed, each read again just before.`,
  recheck: "One that no longer meets the filter it was chosen by is left alone.",
  hidden: (count: number) =>
    `${formatCount(count)} of them ${count === 1 ? "is" : "are"} hidden by the current filter.`,
  leftOut: (count: number, reason: string) => `${sandboxes(count)} left out: ${reason}.`,
  listComplete: "The list was read to its end when this was asked.",
  listPartial: "The list was not read to its end: there may be more that match. Those are not touched.",
  whatTheyAre: "What they are",
  states: "State",
  ages: "Age",
  ageRange: (youngest: string, oldest: string) => `youngest ${youngest} · oldest ${oldest}`,
  share: formatCount,
  absentValue: "no value",
  emptyValue: "empty",
  idsHeading: "Ids",
  idsLabel: (count: number) => `Ids of the ${sandboxes(count)}`,
  idLine: (id: string, state: string, age: string) => `${id}  ${state} · ${age}`,
  outcomeLine: (id: string, outcome: string) => `${id}  ${outcome}`,
  showAll: (count: number) => `Show all ${formatCount(count)}`,
  typeCount: (count: number) => `Type ${formatCount(count)} to confirm`,
  typeFirst: (count: number) => `Type ${formatCount(count)} above first`,
  wrongCount: (count: number) => `That is not ${formatCount(count)}`,

  killed: (id: string) => `${id} killed`,
  alreadyGone: (id: string) => `${id} was already gone`,
  notKilled: (id: string, reason: string) => `${id} was not killed. ${reason}`,
  paused: (id: string) => `${id} paused`,
  notPaused: (id: string, reason: string) => `${id} was not paused. ${reason}`,

  jobs: "Kill jobs",
  jobTitle: (count: number, isRunning: boolean) =>
    isRunning ? `Killing ${sandboxes(count)}` : `Kill of ${sandboxes(count)}`,
  progressName: (count: number) => `Killing ${sandboxes(count)}`,
  progress: (counts: JobCounts) =>
    `Killed ${formatCount(counts.killed)} of ${formatCount(counts.total)}${rest(counts)}`,
  stopping: "Stopping: what is under way is finished.",
  outcome: (counts: JobCounts) =>
    counts.stopped > 0
      ? `Stopped. ${formatCount(counts.killed)} killed, ${formatCount(counts.stopped)} not touched.${rest(counts)}`
      : `${formatCount(counts.killed)} killed${rest(counts)}`,
  started: (count: number) => `Killing ${sandboxes(count)}`,
  stop: "Stop",
  stopLabel: (count: number) => `Stop killing ${sandboxes(count)}`,
  retryFailed: (count: number) => `Retry ${formatCount(count)} failed`,
  showIds: "Show ids",
  hideIds: "Hide ids",
  copyIds: "Copy ids",
  copyJson: "Copy as JSON",
  copyCsv: "Copy as CSV",
  dismissJob: (count: number) => `Dismiss the kill of ${sandboxes(count)}`,
  failures: "Failures by reason",
  failureGroup: (count: number) => `${formatCount(count)} ×`,
  someIds: (ids: readonly string[], more: number) =>
    more > 0 ? `${ids.join(", ")} and ${formatCount(more)} more` : ids.join(", "),
  outcomes: {
    waiting: "waiting",
    working: "killing…",
    killed: "killed",
    "already-gone": "already gone",
    changed: "changed meanwhile, left alone",
    stopped: "not touched",
  },
  failedBecause: (reason: string) => `failed: ${reason}`,
} as const;
