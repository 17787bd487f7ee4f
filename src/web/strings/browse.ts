import { formatCount, plural } from "#web/lib/plural.ts";

const sandboxes = (count: number) => plural(count, "sandbox", "sandboxes");
const conditions = (count: number) => plural(count, "condition");
const atRate = (rowsPerSecond: number | undefined) =>
  rowsPerSecond === undefined ? "" : ` at ${formatCount(rowsPerSecond)} a second`;

export const browseStrings = {
  gridName: "Sandboxes",
  columns: {
    select: "Selection",
    id: "Sandbox",
    state: "State",
    template: "Template",
    metadata: "Metadata",
    started: "Started",
    ends: "Ends in",
    cpu: "CPU",
    "cpu-use": "CPU use",
    memory: "Memory",
    "memory-use": "Memory use",
    actions: "Actions",
  },
  selectAll: "Select all loaded",
  select: (id: string) => `Select ${id}`,
  copyId: (id: string) => `Copy id ${id}`,
  copiedId: (id: string) => `Copied ${id}`,
  kill: (id: string) => `Kill ${id}`,
  pause: (id: string) => `Pause ${id}`,
  resume: (id: string) => `Resume ${id}`,
  more: (count: number) => `+${formatCount(count)}`,
  moreOf: (count: number, id: string) => ` more ${count === 1 ? "pair" : "pairs"} of ${id}, in its details`,
  noMetadata: "no metadata",
  absent: "none",
  noValue: (key: string) => `No ${key}`,
  sortBy: (column: string) => `Sort by ${column}`,
  sortedBy: (column: string, direction: "asc" | "desc") =>
    `Sorted by ${column}, ${direction === "asc" ? "ascending" : "descending"}`,
  sortedAmong: (count: number) => `Sorted among the ${formatCount(count)} loaded`,
  unsortedUse: "Not sortable: the use of the rows on screen alone is known",
  newestFirst: "Newest first, the server's own order",
  startedAt: (local: string) => `Started ${local}`,
  endsAt: (local: string) => `Ends ${local}`,
  overdue: "due",
  mayHaveEnded: "ended?",
  byEvent: (state: string) => `${state}, by event`,
  cpuUnit: "vCPU",
  mebibytes: "MiB",
  gibibytes: "GiB",
  doing: { kill: "killing…", pause: "pausing…", resume: "resuming…", extend: "extending…" },
  busy: {
    kill: "It is being killed",
    pause: "It is being paused",
    resume: "It is being resumed",
    extend: "It is being extended",
  },
  failed: {
    kill: (why: string) => `Not killed: ${why}`,
    pause: (why: string) => `Not paused: ${why}`,
    resume: (why: string) => `Not resumed: ${why}`,
    extend: (why: string) => `Not extended: ${why}`,
  },
  dismissFailure: (id: string) => `Dismiss the failure of ${id}`,
  gone: {
    killed: "killed",
    ended: "ended",
    told: "ended, by event",
    unmatched: "no longer matches",
    unlisted: "no longer listed",
  },
  newName: "New sandboxes",
  waiting: (count: number) => `${formatCount(count)} new`,
  showWaiting: (count: number) => `Show ${formatCount(count)} new`,
  created: "Created",
  createdHidden: "Created; hidden by the filter",

  statusName: "Fleet",
  count: {
    loading: "Loading sandboxes…",
    loadingAll: (shown: number) => `${sandboxes(shown)} so far · checking the server…`,
    loadingShown: (shown: number) => `${formatCount(shown)} match so far · checking the server…`,
    whole: (count: number) => sandboxes(count),
    wholeFiltered: (count: number) => `${sandboxes(count)} ${count === 1 ? "matches" : "match"}`,
    refined: (matching: number, checked: number) =>
      `${formatCount(matching)} of ${formatCount(checked)} match`,
    finding: "Looking through all that is loaded…",
    undecided: (known: string, undecided: number) => `${known}, ${formatCount(undecided)} undecided`,
    noneYet: (undecided: number, checked: number) =>
      `No match so far, ${formatCount(undecided)} of ${formatCount(checked)} undecided`,
    none: "No sandboxes",
    noneMatch: "No sandbox matches",
    noneOf: (checked: number) => `None of ${formatCount(checked)} matches`,
    noneYetPartial: (checked: number) =>
      checked === 0
        ? "Nothing found yet, more on the server"
        : `No match yet in ${formatCount(checked)} loaded, more on the server`,
    noneTrusted: (checked: number) => `No match in the ${formatCount(checked)} loaded`,
    partial: (count: number) => `${sandboxes(count)} loaded, more on the server`,
    partialOf: (count: number, total: number) => `${formatCount(count)} of ${sandboxes(total)} loaded`,
    scanning: (matching: number, checked: number, rowsPerSecond: number | undefined) =>
      matching === 0
        ? `No match yet in ${formatCount(checked)} checked${atRate(rowsPerSecond)}, more loading…`
        : `${formatCount(matching)} match so far · ${formatCount(checked)} checked${atRate(rowsPerSecond)}, more loading…`,
    scanningOf: (matching: number, checked: number, total: number, rowsPerSecond: number | undefined) =>
      matching === 0
        ? `No match yet in ${formatCount(checked)} of ${formatCount(total)} checked${atRate(rowsPerSecond)}…`
        : `${formatCount(matching)} match so far · ${formatCount(checked)} of ${formatCount(total)} checked${atRate(rowsPerSecond)}`,
    sorting: (loaded: number, rowsPerSecond: number | undefined) =>
      `${formatCount(loaded)} loaded${atRate(rowsPerSecond)}, more loading…`,
    stopped: (matching: number, checked: number) =>
      `${matching === 0 ? "No match" : `${formatCount(matching)} match`} in the ${formatCount(checked)} checked. There are more on the server.`,
    stoppedUndecided: (matching: number, undecided: number, checked: number) =>
      `${matching === 0 ? "No match so far" : `${formatCount(matching)} match`}, ${formatCount(undecided)} of the ${formatCount(checked)} checked are undecided. There are more on the server.`,
    stoppedSorting: (loaded: number) => `${formatCount(loaded)} loaded. There are more on the server.`,
    looped: (known: string) =>
      `${known}. The server repeats itself, so the list has no end that can be trusted.`,
    loopedWhole: (count: number) => `${sandboxes(count)} loaded`,
  },
  asOf: (time: string) => `as of ${time}`,
  stale: (count: string, time: string, why: string) => `${count} · as of ${time} · cannot refresh: ${why}`,
  failedFirst: (why: string) => `The sandboxes could not be loaded: ${why}`,
  failedKnown: (shown: number, time: string, why: string) =>
    `${formatCount(shown)} known from before · as of ${time} · the list could not be loaded: ${why}`,
  failedAfter: (checked: number, why: string) => `Loading stopped after ${formatCount(checked)}: ${why}`,
  failedSearching: (matching: number, checked: number, why: string) =>
    `Loading stopped after ${formatCount(checked)}, ${formatCount(matching)} match so far: ${why}`,
  unauthorized: (why: string) => `The upstream refuses the key: ${why}`,
  askedToWait: (why: string, time: string) => `${why}. The upstream asks to wait ${time}.`,
  nextTry: (time: string) => `Next try in ${time}.`,
  trying: "Trying now…",
  retryNow: "Retry now",
  continue: "Continue",
  stop: "Stop loading",
  scanName: "Checked so far",
  reasons: {
    "rate-limited": "too many requests",
    offline: "Sandbar's server cannot be reached",
    timeout: "no answer in time",
    unreachable: "the upstream cannot be reached",
  },
  noSuch: (ids: readonly string[]) =>
    `No sandbox has the ${ids.length === 1 ? "id" : "ids"} ${ids.join(", ")}`,
  regexMissing:
    "Regular expressions cannot be tried: the script for it does not arrive. What they decide is left out until it does; it is asked for again at least once a minute.",
  tooSlow: (shown: string) =>
    `Too slow on some values, which stay undecided and are left out: ${shown}. Repetition inside of repetition does that; write a simpler pattern.`,
  checkedHere: (count: number) => `${conditions(count)} checked in the browser`,
  notUnderstood: (count: number) =>
    count === 1
      ? "A part of the filter's text is not understood and not applied"
      : `${formatCount(count)} parts of the filter's text are not understood and not applied`,

  emptyTitle: "No sandboxes yet",
  emptyBody: (upstream: string) =>
    `Nothing runs on ${upstream}. Create one here, or point a program at it: what it creates appears in this table.`,
  createFirst: "Create the first one",
  shellHeading: "In a shell",
  programHeading: "In a program, with the official SDK",
  copyShell: "Copy the shell lines",
  copyProgram: "Copy the program",
  noMatchTitle: "No sandbox matches",
  noMatchBody: (count: number) =>
    count === 1
      ? "This condition holds for none:"
      : `These ${formatCount(count)} conditions together hold for none:`,
  showWithoutWord: "Show without ",
  showAll: "Show all sandboxes",
  impossibleTitle: "No sandbox can match",
  nothingTitle: "Nothing found so far",
  searchingTitle: "No match yet",
  stoppedTitle: "No match so far",
  failedTitle: "The sandboxes could not be loaded",
  failedOnWayTitle: "Loading has stopped on its way",
  failedStaleTitle: "The fleet cannot be read just now",
  failedStaleBody: (time: string) =>
    `As of ${time} there was none that matches. Whether there is one now is not known.`,
  unauthorizedTitle: "The upstream refuses the key",
  unauthorizedBody: (variable: string) =>
    `Check the key in the variable ${variable} that Sandbar's server was started with, then start it again.`,
  saidBy: "What was said",
  endpoint: "Request",
  status: (status: number) => `answered ${status}`,
  noAnswer: "no answer",
} as const;
