import type { Failure } from "#contract/failure.ts";
import type { UsageSample } from "#contract/metrics.ts";
import { isSafeId } from "#contract/sandbox-id.ts";
import { metricsBatch } from "#web/data/metrics.ts";
import type { Clock } from "#web/lib/clock.ts";
import { createReader, type Due } from "./reader.ts";

/** What is known of what a sandbox uses. */
export type UsageState =
  | { readonly kind: "unread" }
  /** The upstream has no sample of it. */
  | { readonly kind: "none" }
  | {
      readonly kind: "known";
      readonly sample: UsageSample;
      /** When it was asked for, milliseconds since 1970. */
      readonly readAt: number;
      /** Another one should be here by now. */
      readonly isOld: boolean;
    }
  /** It could not be read, and is tried again. */
  | { readonly kind: "failed"; readonly failure: Failure }
  /** The upstream does not serve it: it is asked no more as long as the page lasts. */
  | { readonly kind: "absent"; readonly failure: Failure };

/** What sandboxes use, read only of those that are watched. */
export interface Usage {
  /** The same object until something changes. */
  readonly of: (id: string) => UsageState;
  /** Has a running sandbox read, and calls back after changes, until the returned function is called. */
  readonly watch: (id: string, listener: () => void) => () => void;
  /** Everything watched is read again every so many milliseconds; `undefined`: only with the list, see `listRead`. */
  readonly setInterval: (milliseconds: number | undefined) => void;
  /** False while nobody can see the page: no reads at all. */
  readonly setActive: (active: boolean) => void;
  /** When the list was asked for last, milliseconds since 1970. */
  readonly listRead: (at: number | undefined) => void;
}

export interface UsageDependencies {
  /** Ids of one `metricsBatch`. */
  readonly read: (ids: readonly string[], signal: AbortSignal) => Promise<ReadonlyMap<string, UsageSample>>;
  readonly failureOf: (error: unknown) => Failure;
  readonly clock: Clock;
}

/** Rows that scroll by are not asked for: nothing new came into view for so long. */
const QUIET_MS = 250;
/** What is shown is old when its successor takes longer than that to come. */
const LATE_MS = 5_000;
/** A sample is old that is so much behind the newest of the same reply: upstreams take one every few seconds. */
const BEHIND_MS = 60_000;
/** Of so many sandboxes it is remembered what they used. */
const MOST_KEPT = 1_000;

const UNREAD: UsageState = { kind: "unread" };
const NONE: UsageState = { kind: "none" };

/** The upstream's own answer, which asked again would be the same. A gateway's page in its stead is none. */
const isFinal = ({ kind, status }: Failure): boolean =>
  ["not-found", "not-offered", "invalid", "refused"].includes(kind) ||
  (kind === "malformed" && status === 200);

interface Entry {
  /** By the clock's `elapsed`, as all in here but what is told. */
  readonly askedAt: number;
  readonly state: UsageState;
}

/**
 * Reads in rounds: in each, every sandbox watched is asked for once, whether it was in view at its start or came into view during it. One
 * request at a time, none while the page is hidden; one whose sandboxes all left is cancelled.
 */
export function createUsage({ read, failureOf, clock }: UsageDependencies): Usage {
  const watched = new Map<string, Set<() => void>>();
  /** The reading longest ago first. */
  const entries = new Map<string, Entry>();
  let interval: number | undefined;
  let listReadAt = 0;
  let isListNew = false;
  let roundAt = -Infinity;
  let quietAt = 0;
  let asked: readonly string[] = [];
  let isSweepDue = false;
  let failed: UsageState | undefined;
  let absent: UsageState | undefined;
  const reader = createReader(clock, failureOf, due, noteTrouble);

  function tell(): void {
    for (const listeners of [...watched.values()]) for (const listener of [...listeners]) listener();
  }

  function due(): Due {
    if (absent || watched.size === 0) return undefined;
    const now = clock.elapsed();
    if (interval === undefined ? isListNew : now >= roundAt + interval) {
      roundAt = now;
      isListNew = false;
    }
    const ids = [...watched.keys()].filter((id) => isWanted(entries.get(id)));
    if (ids.length === 0) return interval === undefined ? undefined : roundAt + interval;
    return now < quietAt ? quietAt : (signal) => readSome(metricsBatch(ids), signal);
  }

  const isWanted = (entry: Entry | undefined) => !entry || entry.askedAt < roundAt;

  async function readSome(ids: readonly string[], signal: AbortSignal): Promise<void> {
    asked = ids;
    const askedAt = clock.elapsed();
    const readAt = clock.now();
    const cancelLate = clock.after(LATE_MS, () => {
      age();
      tell();
    });
    try {
      const samples = await read(ids, signal);
      if (!signal.aborted) take(ids, samples, { askedAt, readAt });
    } catch (error) {
      const failure = failureOf(error);
      if (signal.aborted || !isFinal(failure)) throw error;
      absent = { kind: "absent", failure };
      tell();
    } finally {
      cancelLate();
    }
  }

  function take(
    ids: readonly string[],
    samples: ReadonlyMap<string, UsageSample>,
    { askedAt, readAt }: { readonly askedAt: number; readonly readAt: number },
  ): void {
    const newest = Math.max(...[...samples.values()].map(({ at = 0 }) => at));
    for (const id of ids) {
      const sample = samples.get(id);
      const isOld = sample?.at !== undefined && sample.at < newest - BEHIND_MS;
      entries.delete(id);
      entries.set(id, { askedAt, state: sample ? { kind: "known", sample, readAt, isOld } : NONE });
    }
    for (const id of entries.keys()) {
      if (entries.size <= MOST_KEPT) break;
      if (!watched.has(id)) entries.delete(id);
    }
    tell();
  }

  /** What was read before this round is shown as what it is. */
  function age(): void {
    for (const [id, { askedAt }] of entries) if (askedAt < roundAt) ageOne(id);
  }

  function ageOne(id: string): void {
    const entry = entries.get(id);
    if (entry?.state.kind === "known") entries.set(id, { ...entry, state: { ...entry.state, isOld: true } });
  }

  function noteTrouble(): void {
    const failure = reader.trouble()?.failure;
    if (failure === (failed?.kind === "failed" ? failed.failure : undefined)) return;
    failed = failure && { kind: "failed", failure };
    if (failed) age();
    tell();
  }

  /** Ends a request that is for nobody any more. */
  function sweep(): void {
    isSweepDue = false;
    if (!reader.reading() || asked.some((id) => watched.has(id))) return;
    reader.drop();
    reader.wake();
  }

  function unwatch(id: string, listeners: Set<() => void>, listener: () => void): void {
    listeners.delete(listener);
    if (listeners.size > 0 || watched.get(id) !== listeners) return;
    watched.delete(id);
    // A row that is drawn anew leaves for a moment.
    if (!isSweepDue) clock.after(QUIET_MS, sweep);
    isSweepDue = true;
  }

  return {
    of: (id) => absent ?? (isSafeId(id) ? (entries.get(id)?.state ?? failed ?? UNREAD) : NONE),
    watch: (id, listener) => {
      // One that may not stand in a request is not asked for.
      if (!isSafeId(id)) return () => {};
      const listeners = watched.get(id) ?? new Set();
      listeners.add(listener);
      if (!watched.has(id)) {
        watched.set(id, listeners);
        const now = clock.elapsed();
        quietAt = now + QUIET_MS;
        if (interval !== undefined && (entries.get(id)?.askedAt ?? now) < now - interval) ageOne(id);
        reader.wake();
      }
      return () => unwatch(id, listeners, listener);
    },
    setInterval: (milliseconds) => {
      interval = milliseconds;
      reader.wake();
    },
    setActive: (active) => {
      reader.hold(!active);
      if (!active) return reader.drop();
      age();
      tell();
    },
    listRead: (at = 0) => {
      if (at <= listReadAt) return;
      listReadAt = at;
      isListNew = true;
      reader.wake();
    },
  };
}
