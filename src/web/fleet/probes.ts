import type { ListFilter } from "#contract/list-query.ts";
import type { ListedSandbox } from "#contract/sandbox.ts";
import type { Finding, Findings } from "#query/capability-memory.ts";
import { fleetRow, type FleetRow } from "./row.ts";

/** The questions put to an upstream, in this order, each a list of one row. */
export const probeNames = ["ascending", "noTemplate", "tomorrow", "since", "alias", "template"] as const;
export type ProbeName = (typeof probeNames)[number];

/** So many of them are asked at most. */
export const MOST_PROBES = 5;

export interface ProbeReply {
  readonly rows: readonly ListedSandbox[];
  /** The cursor of the next page, if there is one. */
  readonly next: string | undefined;
}

/** The replies so far. */
export type Evidence = Partial<Readonly<Record<ProbeName, ProbeReply>>>;

/** What of the fleet the questions are about. */
export interface ProbeSubject {
  /** Rows known before the first question. */
  readonly known: readonly FleetRow[];
  readonly oldest: FleetRow;
  readonly newest: FleetRow;
  /** Halfway between them, and started before the newest where any has. */
  readonly middle: FleetRow;
  /** Started after that where any has. Its template is asked for. */
  readonly later: FleetRow;
  /** A template that nobody has. */
  readonly noTemplate: string;
  /** A moment at which nothing has started, RFC 3339. */
  readonly tomorrow: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What to ask about, of rows that were read.
 * @param now milliseconds since 1970
 * @returns `undefined` for an empty fleet, of which nothing can be learnt
 */
export function probeSubject(
  rows: readonly FleetRow[],
  now: number,
  noTemplate: string,
): ProbeSubject | undefined {
  const known = rows.toSorted((a, b) => a.startedMicros - b.startedMicros);
  const oldest = known[0];
  const newest = known.at(-1);
  if (!oldest || !newest) return undefined;
  const earlier = known.filter(({ startedMicros }) => startedMicros < newest.startedMicros);
  const middle = earlier[Math.floor(earlier.length / 2)] ?? oldest;
  const later = known.filter(({ startedMicros }) => startedMicros > middle.startedMicros);
  // Of the template of the newest, an upstream that ignores the question would show a sandbox as well.
  const other = later.find(({ templateID }) => templateID !== newest.templateID);
  return {
    ...{ known, oldest, newest, noTemplate, middle },
    later: other ?? later[0] ?? newest,
    tomorrow: new Date(now + DAY_MS).toISOString(),
  };
}

/**
 * The next question, or `undefined` when there is none left that could tell anything. What must exclude comes before what must find: a
 * sandbox known before that is found afterwards was there in between, so that nothing was excluded only by being gone. Where an ascending
 * list from a moment on seems to be given, it finds the very sandbox that is asked about, and not one that has come meanwhile.
 */
export function nextProbe(
  subject: ProbeSubject,
  evidence: Evidence,
): { readonly name: ProbeName; readonly filter: ListFilter } | undefined {
  if (Object.keys(evidence).length >= MOST_PROBES) return undefined;
  for (const name of probeNames) {
    if (evidence[name]) continue;
    const question = probeQuestion(name, subject, evidence);
    if (question) return { name, filter: { metadata: [], ...question } };
  }
  return undefined;
}

function probeQuestion(
  name: ProbeName,
  subject: ProbeSubject,
  evidence: Evidence,
): Omit<ListFilter, "metadata"> | undefined {
  const { oldest, middle, newest, later } = subject;
  const isFound = findsMiddle(subject, evidence);
  const fromLater = isFound ? ({ startedAfter: later.startedAt, order: "asc" } as const) : {};
  switch (name) {
    case "ascending":
      return oldest.startedMicros < newest.startedMicros
        ? { startedAfter: middle.startedAt, order: "asc" }
        : undefined;
    case "noTemplate":
      return { template: subject.noTemplate };
    case "tomorrow":
      return { startedAfter: subject.tomorrow };
    case "since":
      if (!excludesAll(evidence.tomorrow)) return undefined;
      if (!isFound) return { startedAfter: newest.startedAt };
      return excludesAll(evidence.noTemplate) ? undefined : fromLater;
    // People write the alias, programs the id, and an upstream could know only one of them.
    case "alias":
      return excludesAll(evidence.noTemplate) && typeof later.alias === "string"
        ? { template: later.alias, ...fromLater }
        : undefined;
    case "template":
      return excludesAll(evidence.noTemplate) ? { template: later.templateID, ...fromLater } : undefined;
  }
}

/** What the replies prove. Proof needs both that what is there is found and that what is not meant is left out; any doubt is `unknown`. */
export const judge = (subject: ProbeSubject, evidence: Evidence): Findings => ({
  template: judgeTemplate(subject, evidence),
  startedAfter: judgeStartedAfter(subject, evidence),
  order: judgeOrder(subject, evidence),
});

function judgeTemplate({ known, later }: ProbeSubject, evidence: Evidence): Finding {
  const { noTemplate, tomorrow, since, alias, template } = evidence;
  if (noTemplate && noTemplate.rows.length > 0) return "refuted";
  const found = [alias, template].filter((reply) => reply !== undefined);
  if (found.some(({ rows }) => rows.some(({ templateID }) => templateID !== later.templateID)))
    return "refuted";
  const isProven =
    found.length > 0 &&
    found.every(({ rows }) => rows.length > 0) &&
    excludesAll(noTemplate) &&
    shows(known, [tomorrow, since, ...found]);
  return isProven ? "proven" : "unknown";
}

function judgeStartedAfter(subject: ProbeSubject, evidence: Evidence): Finding {
  const { ascending, tomorrow, since, alias, template } = evidence;
  const { middle, newest, known } = subject;
  if (tomorrow && tomorrow.rows.length > 0) return "refuted";
  if (startsBefore(ascending, middle)) return "refuted";
  const isFound = findsMiddle(subject, evidence) || firstStart(since) === newest.startedMicros;
  return isFound && excludesAll(tomorrow) && shows(known, [since, alias, template]) ? "proven" : "unknown";
}

function judgeOrder({ known, middle, newest }: ProbeSubject, evidence: Evidence): Finding {
  const { ascending, noTemplate, tomorrow, since, alias, template } = evidence;
  const start = firstStart(ascending);
  if (start === undefined) return "unknown";
  if (start <= middle.startedMicros) {
    // Where the order is ignored the newest comes first: a newer one that was there all the time says that it is not.
    const newer = known.filter((row) => row.startedMicros > start);
    return shows(newer, [noTemplate, tomorrow, since, alias, template]) ? "proven" : "unknown";
  }
  const passedOver = known.filter(
    ({ startedMicros }) => startedMicros >= middle.startedMicros && startedMicros < start,
  );
  // One that should have come first can have ended just before; that several have at once is not to be believed.
  return start >= newest.startedMicros && passedOver.length > 1 ? "refuted" : "unknown";
}

const firstStart = (reply: ProbeReply | undefined): number | undefined => {
  const first = reply?.rows[0];
  return first && fleetRow(first, 0).startedMicros;
};

/** Whether the list of what started from the middle on, oldest first, began there. */
const findsMiddle = ({ oldest, middle, newest }: ProbeSubject, { ascending }: Evidence): boolean =>
  oldest.startedMicros < newest.startedMicros && firstStart(ascending) === middle.startedMicros;

const startsBefore = (reply: ProbeReply | undefined, row: FleetRow): boolean =>
  (firstStart(reply) ?? Number.POSITIVE_INFINITY) < row.startedMicros;

/** Nothing, and nothing further either: an upstream that filters after cutting its pages could have more. */
const excludesAll = (reply: ProbeReply | undefined): boolean =>
  reply !== undefined && reply.rows.length === 0 && reply.next === undefined;

/** Whether one of these sandboxes is in one of the replies, not started again since. */
const shows = (rows: readonly FleetRow[], replies: readonly (ProbeReply | undefined)[]): boolean =>
  replies.some((reply) =>
    reply?.rows.some((listed) => {
      const { sandboxID, startedMicros } = fleetRow(listed, 0);
      return rows.some((row) => row.sandboxID === sandboxID && row.startedMicros === startedMicros);
    }),
  );
