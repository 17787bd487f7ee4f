import type { Failure } from "#contract/failure.ts";
import { shownValue } from "#contract/secret.ts";
import { regexesOf, type Query } from "#query/ast.ts";
import type { Plan } from "#query/plan.ts";
import { shownCondition } from "#query/print.ts";
import { readsOn, type FleetSnapshot } from "#web/fleet/snapshot.ts";
import { longDuration } from "#web/lib/duration.ts";
import { ownTime } from "#web/lib/local-time.ts";
import { browseStrings as strings } from "#web/strings/browse.ts";

/** Loading, partial, stale, failed and empty are different things, and so are these. */
export type FleetStatusKind =
  | "loading"
  | "partial"
  | "complete"
  | "scanning"
  | "stopped"
  | "failing"
  | "stale"
  | "unauthorized"
  | "impossible"
  | "looped";

export type FleetStatusAction = "continue" | "stop" | "retry" | "refresh";

export interface FleetStatus {
  readonly kind: FleetStatusKind;
  /** True as long as nothing new is read: it holds no ticking part. */
  readonly text: string;
  /** When the next try is due, milliseconds since 1970; in words it belongs behind `text`. */
  readonly nextTryAt?: number;
  /** What can be done about it. `retry`: going on where reading stopped; `refresh`: reading anew what is shown. */
  readonly actions: readonly FleetStatusAction[];
  /** Whether a scan has found anything so far. */
  readonly hasFound?: boolean;
  /** How far a scan has come, where the total is known. */
  readonly progress?: { readonly checked: number; readonly total: number };
}

/** What the fleet's counts cover, in words; that something else is being found, where that takes longer than a moment, and then nothing of what is left. */
export const fleetStatus = (snapshot: FleetSnapshot): FleetStatus =>
  snapshot.isLate ? { kind: "loading", text: strings.count.finding, actions: [] } : covered(snapshot);

/** What the counts cover, whatever is found instead. */
export function covered(snapshot: FleetSnapshot): FleetStatus {
  const { trouble, plan } = snapshot;
  if (plan.kind === "impossible") return { kind: "impossible", text: plan.why, actions: [] };
  if (!trouble) return { ...reading(snapshot), ...progress(snapshot) };

  const { failure, nextTryAt } = trouble;
  const base = { nextTryAt, actions: ["refresh"] } as const;
  if (failure.kind === "unauthorized")
    return { ...base, kind: "unauthorized", text: strings.unauthorized(failure.message) };
  const why = reasonToWait(failure);
  if (snapshot.end === "unread") return { ...base, kind: "failing", text: unread(snapshot, why) };
  // It had not come to where it wanted to when it failed.
  if (readsOn(snapshot))
    return {
      ...{ nextTryAt, actions: ["retry", "stop"], ...progress(snapshot) },
      ...{ kind: "failing", text: stopped(snapshot, why) },
    };
  return { ...base, kind: "stale", text: strings.stale(known(snapshot), time(snapshot), why) };
}

const stopped = (snapshot: FleetSnapshot, why: string): string =>
  isSearch(snapshot) && snapshot.matching > 0
    ? strings.failedSearching(snapshot.matching, snapshot.checked, why)
    : strings.failedAfter(snapshot.checked, why);

/** Nothing of the list could be read; what other lists have brought and may match is shown all the same. */
const unread = (snapshot: FleetSnapshot, why: string): string =>
  snapshot.rows.length === 0
    ? strings.failedFirst(why)
    : strings.failedKnown(snapshot.rows.length, time(snapshot), why);

/** Not all that was read is shown. */
const isSearch = ({ plan, matching, checked }: FleetSnapshot): boolean =>
  plan.kind === "lists" && (plan.inBrowser.length > 0 || matching !== checked);

function reading(snapshot: FleetSnapshot): FleetStatus {
  const { end, rows, checked, matching, undecided } = snapshot;
  const { count } = strings;
  if (end === "unread" || snapshot.standIns > 0)
    return { kind: "loading", text: loading(snapshot, rows.length), actions: [] };
  if (end === "looped") {
    const text = count.looped(isSearch(snapshot) ? known(snapshot) : count.loopedWhole(checked));
    return { kind: "looped", text, actions: [] };
  }
  const knownAsOf = `${known(snapshot)} · ${strings.asOf(time(snapshot))}`;
  if (end === "complete") return { kind: "complete", text: knownAsOf, actions: [] };
  if (snapshot.scanPaused) {
    const text = !isSearch(snapshot)
      ? count.stoppedSorting(checked)
      : undecided > 0
        ? count.stoppedUndecided(matching, undecided, checked)
        : count.stopped(matching, checked);
    return { kind: "stopped", text, actions: ["continue"] };
  }
  if (!snapshot.refined) return { kind: "partial", text: knownAsOf, actions: [] };
  const total = scanTotal(snapshot);
  const { rowsPerSecond } = snapshot;
  const text = !isSearch(snapshot)
    ? count.sorting(checked, rowsPerSecond)
    : total === undefined
      ? count.scanning(matching, checked, rowsPerSecond)
      : count.scanningOf(matching, checked, total, rowsPerSecond);
  return { kind: "scanning", text, actions: ["stop"], hasFound: matching > 0 };
}

function loading({ plan }: FleetSnapshot, shown: number): string {
  const { count } = strings;
  if (shown === 0) return count.loading;
  const isFiltered = plan.kind === "lists" && plan.pushed.length + plan.inBrowser.length > 0;
  return isFiltered ? count.loadingShown(shown) : count.loadingAll(shown);
}

/** What is known, in numbers. */
function known(snapshot: FleetSnapshot): string {
  const { matching, checked, undecided } = snapshot;
  if (undecided === 0) return counted(snapshot);
  return matching === 0
    ? strings.count.noneYet(undecided, checked)
    : strings.count.undecided(counted(snapshot), undecided);
}

function counted({ end, checked, matching, plan, ...snapshot }: FleetSnapshot): string {
  const { count } = strings;
  // As long as anything may still come, nothing is called none.
  if (matching === 0 && end === "more") return count.noneYetPartial(checked);
  if (matching === 0 && end === "looped") return count.noneTrusted(checked);
  if (snapshot.isAnswered) return matching > 0 ? count.whole(matching) : count.noneMatch;
  if (plan.kind === "lists" && (plan.inBrowser.length > 0 || (end !== "more" && matching !== checked)))
    return matching > 0
      ? count.refined(matching, checked)
      : checked > 0
        ? count.noneOf(checked)
        : count.noneMatch;
  if (end === "more") {
    const total = scanTotal({ ...snapshot, end, checked, matching, plan });
    return total === undefined ? count.partial(matching) : count.partialOf(matching, total);
  }
  const isFiltered = plan.kind === "lists" && plan.pushed.length > 0;
  if (matching === 0) return isFiltered ? count.noneMatch : count.none;
  return isFiltered ? count.wholeFiltered(matching) : count.whole(matching);
}

/** How many rows the list has, which only a list of running ones tells; a total already passed is no total. */
function scanTotal({ plan, totalRunning, checked }: FleetSnapshot): number | undefined {
  const isRunning = plan.kind === "lists" && plan.lists.every(({ state }) => state === "running");
  return isRunning && totalRunning !== undefined && totalRunning > checked ? totalRunning : undefined;
}

function progress(snapshot: FleetSnapshot): Pick<FleetStatus, "progress"> {
  const total = scanTotal(snapshot);
  const isScan = snapshot.refined && snapshot.end === "more";
  return isScan && total !== undefined ? { progress: { checked: snapshot.checked, total } } : {};
}

const time = ({ oldestAsOf }: FleetSnapshot): string => ownTime(oldestAsOf ?? 0);

const isShort = (kind: string): kind is keyof typeof strings.reasons => kind in strings.reasons;

/** A failure in few words: ours where the kind says all, else the upstream's. */
export const shortReason = ({ kind, message }: Failure): string =>
  isShort(kind) ? strings.reasons[kind] : message.replace(/\.$/, "");

/** The same, with how long the upstream asked to be left alone. */
function reasonToWait(failure: Failure): string {
  const { retryAfterSeconds = 0 } = failure;
  const why = shortReason(failure);
  return retryAfterSeconds > 0 ? strings.askedToWait(why, longDuration(retryAfterSeconds)) : why;
}

/** The order holds among what was read so far; while that is nothing, there is none to speak of. */
export const isPartlySorted = ({ sortedHere, end, checked }: FleetSnapshot): boolean =>
  sortedHere && end !== "complete" && checked > 0;

/** Which conditions hold a pattern that takes too long on some values. */
export function slowConditions(query: Query, tooSlow: readonly string[]): string | undefined {
  const slow = query.conditions.filter((condition) =>
    regexesOf({ conditions: [condition] }).some((pattern) => tooSlow.includes(pattern)),
  );
  return slow.length === 0 ? undefined : strings.tooSlow(slow.map(shownCondition).join(", "));
}

/** Which ids of the query no sandbox has. */
export const missingSandboxes = (ids: readonly string[]): string | undefined =>
  ids.length === 0 ? undefined : strings.noSuch(ids.map((id) => shownValue("id", id)));

/** What the browser had to do itself, and why, each reason once. */
export function checkedInBrowser(plan: Plan): { readonly count: number; readonly whys: string } | undefined {
  if (plan.kind === "impossible" || plan.inBrowser.length === 0) return undefined;
  const whys = [...new Set(plan.inBrowser.map(({ why }) => why))].join("; ");
  return { count: plan.inBrowser.length, whys };
}
