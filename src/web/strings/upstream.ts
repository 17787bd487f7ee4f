import { longDuration } from "#web/lib/duration.ts";
import { localDateTime } from "#web/lib/local-time.ts";
import { plural } from "#web/lib/plural.ts";

/** The panel that says what an upstream is and does. */
export const upstreamStrings = {
  title: "Upstream",
  done: "Done",
  kind: "Kind",
  address: "Address",
  reason: "Chosen because",
  clock: "Clock",
  /** By how many milliseconds it is ahead of the browser's, in whole minutes. */
  clockDiffers: (ahead: number) =>
    `${longDuration(Math.round(Math.abs(ahead) / 60_000) * 60)} ${ahead > 0 ? "ahead of" : "behind"} this computer's. Ages, deadlines and conditions on them go by it.`,
  tableName: "What it does",
  ability: "Asked to",
  known: "It does",
  observed: "Seen since this page was opened",
  abilities: {
    metadata: "filter by metadata",
    state: "filter by state",
    template: "filter by template",
    startedAfter: "filter by start time",
    order: "list the oldest first",
    totals: "tell how many match",
    pages: "answer in pages",
  },
  proven: (at: number) => `yes, proven on ${localDateTime(at)}`,
  refuted: (at: number) => `no, as of ${localDateTime(at)}`,
  comesWith: "yes: it comes with this console",
  seen: "yes, as seen here",
  onlyRunning: "of running ones",
  notSupported: "not supported",
  unknown: "not known yet",
  promised: "promised by its API",
  nothingSeen: "nothing yet",
  obeyed: (pages: number) => `obeyed in ${plural(pages, "page")}`,
  disobeyed: (rows: number) => `${plural(rows, "row")} came that should not have`,
  pagesRead: (pages: number) => `${plural(pages, "page")} read`,
  shortPages: (pages: number) =>
    `${plural(pages, "page")} shorter than asked for: it filters after cutting its pages`,
  told: "the total comes with the list",
  notTold: "no total comes with the list",
  promise:
    "What it is not known to do is done in the browser. Every row is checked there anyway, so what is shown is right either way; an upstream that filters saves the reading.",
  probeAgain: "Probe again",
  local: "What the local engine does is known: it comes with this console.",
  probing: "Asking about sandboxes that are there…",
  empty: "There is no sandbox to ask about. Show some, then probe again.",
  failed: (why: string) => `Probing ended: ${why}`,
} as const;
