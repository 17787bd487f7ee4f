import type { Clock } from "#web/lib/clock.ts";
import { scriptWaitMs } from "./backoff.ts";
import { createRegexAnswers, type AnswerLimits, type PatternAnswers } from "./regex-answers.ts";
import type { RegexReply } from "./regex-batch.ts";
import { startRegexThread, type RegexThread, type RegexThreadEvents } from "./regex-thread.ts";

/** Tries operators' regular expressions, which may run for ever, outside of the page's thread. */
export interface RegexService {
  /** Whether the pattern is found in the value; `undefined` while that is not known, and for ever where it takes too long. Case-sensitive. */
  readonly test: (pattern: string, value: string) => boolean | undefined;
  /** Whether some values of this pattern were given up. */
  readonly tooSlow: (pattern: string) => boolean;
  /** Its script does not arrive: nothing is known of anything before it does. */
  readonly isMissing: () => boolean;
  /** Calls back when more is known, some tenths of a second apart, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
}

export interface RegexLimits extends AnswerLimits {
  /** Values sent at once, and how long they may be together. */
  readonly batchValues: number;
  readonly batchLength: number;
  /** How long many values may show no progress before they are tried one at a time, and how long a single one may take; milliseconds. */
  readonly suspectMs: number;
  readonly valueMs: number;
  /** So many values may take too long before the pattern is given up as a whole. */
  readonly stuckValues: number;
}

export const defaultRegexLimits: RegexLimits = {
  ...{ patterns: 1_000, answers: 500_000, keepMs: 60_000 },
  ...{ batchValues: 1_000, batchLength: 200_000, suspectMs: 400, valueMs: 1_000, stuckValues: 3 },
};

/** Answers that were sent arrive first: a page that was busy, or asleep, must not take its own pause for the worker's. */
const GRACE_MS = 50;
const TELL_EVERY_MS = 150;
const IDLE_MS = 30_000;

interface Work {
  readonly batch: number;
  readonly entry: PatternAnswers;
  readonly values: readonly string[];
  answered: number;
}

export interface RegexDependencies {
  /** Absent: the browser's own worker. */
  readonly startThread?: (events: RegexThreadEvents) => RegexThread;
  readonly clock: Clock;
  readonly limits?: RegexLimits;
}

/**
 * Each value is tried once; asking never waits. A pattern that shows no progress has its thread ended under it, and its values are then tried
 * one at a time behind those of all others, until it is known which take too long. The thread starts with the first question.
 */
export function createRegexService({
  startThread = startRegexThread,
  clock,
  limits = defaultRegexLimits,
}: RegexDependencies): RegexService {
  const answers = createRegexAnswers(limits, clock.now);
  const listeners = new Set<() => void>();
  let thread: RegexThread | undefined;
  let isReady = false;
  let work: Work | undefined;
  let batches = 0;
  /** Goes up each time listeners were told: what they still want they ask for again. */
  let round = 0;
  let hasNews = false;
  /** How often in a row the thread could not be had. */
  let failures = 0;
  const startTimer = timer(clock);
  const watchTimer = timer(clock);
  const tellTimer = timer(clock);
  const idleTimer = timer(clock);

  function test(pattern: string, value: string): boolean | undefined {
    const entry = answers.of(pattern, round);
    const answer = entry?.get(value);
    if (answer !== undefined) return answer ?? undefined;
    if (entry && entry.stuck < limits.stuckValues && entry.want(value) && !work) startTimer.atMost(0, next);
    return undefined;
  }

  function next(): void {
    if (work) return;
    startTimer.stop();
    const entry = mostUrgent();
    if (!entry) {
      tell();
      if (thread) idleTimer.at(IDLE_MS, endThread);
      return;
    }
    idleTimer.stop();
    thread ??= startThread({ onReply, onFailure });
    batches += 1;
    work = { batch: batches, entry, values: firstValues(entry.wanted, limits), answered: 0 };
    thread.send({ batch: batches, pattern: entry.pattern, values: work.values, careful: entry.careful });
    if (isReady) watch(work);
  }

  /** The pattern asked for last, and those known to be slow behind all others. What nobody asked for again is forgotten. */
  function mostUrgent(): PatternAnswers | undefined {
    let best: PatternAnswers | undefined;
    for (const entry of answers.all()) {
      if (entry.round < round - 1) entry.unwantAll();
      if (entry.wanted.size === 0) continue;
      if (!best || (entry.careful === best.careful ? entry.round > best.round : best.careful)) best = entry;
    }
    return best;
  }

  function onReply(reply: RegexReply): void {
    if (reply.kind === "ready") arrived();
    else if (work?.batch === reply.batch) record(work, reply.answers);
    if (work) watch(work);
    else next();
  }

  function arrived(): void {
    isReady = true;
    if (failures > 0) hasNews = true;
    failures = 0;
  }

  function record(current: Work, given: Extract<RegexReply, { kind: "answers" }>["answers"]): void {
    for (const answer of given) {
      const value = current.values[current.answered];
      if (value === undefined) break;
      current.entry.set(value, answer);
      if (answer === null) current.entry.tooSlow = true;
      current.answered += 1;
    }
    if (current.answered >= current.values.length) {
      work = undefined;
      watchTimer.stop();
    }
    hasNews = true;
    tellTimer.atMost(TELL_EVERY_MS, tell);
  }

  function watch({ entry }: Work): void {
    const limit = entry.careful ? limits.valueMs : limits.suspectMs;
    watchTimer.at(limit, () => watchTimer.at(GRACE_MS, onStall));
  }

  function onStall(): void {
    const stalled = work;
    endThread();
    if (stalled) blame(stalled);
    next();
  }

  /** Whose fault it is: of several values tried at once nobody can tell. */
  function blame({ entry, values, answered }: Work): void {
    const value = values[answered];
    const isKnown = entry.careful || values.length - answered === 1;
    entry.careful = true;
    if (!isKnown || value === undefined) return;
    entry.set(value, null);
    entry.tooSlow = true;
    entry.stuck += 1;
    if (entry.stuck >= limits.stuckValues) entry.unwantAll();
    hasNews = true;
  }

  /** The script did not arrive or broke: nothing is known of any pattern by that. */
  function onFailure(): void {
    endThread();
    failures += 1;
    startTimer.at(scriptWaitMs(failures), next);
    hasNews = true;
    tell();
  }

  function endThread(): void {
    for (const each of [watchTimer, idleTimer]) each.stop();
    thread?.end();
    thread = undefined;
    isReady = false;
    work = undefined;
  }

  function tell(): void {
    tellTimer.stop();
    if (!hasNews) return;
    hasNews = false;
    round += 1;
    for (const listener of [...listeners]) listener();
  }

  return {
    test,
    isMissing: () => failures > 0,
    tooSlow: (pattern) => answers.find(pattern)?.tooSlow ?? false,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      endThread();
      for (const each of [startTimer, tellTimer]) each.stop();
      answers.clear();
      listeners.clear();
    },
  };
}

function firstValues(wanted: ReadonlySet<string>, limits: RegexLimits): readonly string[] {
  const values: string[] = [];
  let length = 0;
  for (const value of wanted) {
    if (
      values.length > 0 &&
      (values.length >= limits.batchValues || length + value.length > limits.batchLength)
    )
      break;
    values.push(value);
    length += value.length;
  }
  return values;
}

/** One thing to do later. */
function timer(clock: Clock) {
  let cancel: (() => void) | undefined;
  const stop = (): void => {
    cancel?.();
    cancel = undefined;
  };
  const at = (milliseconds: number, callback: () => void): void => {
    stop();
    cancel = clock.after(milliseconds, () => {
      cancel = undefined;
      callback();
    });
  };
  return {
    stop,
    /** In place of what was to be done. */
    at,
    /** Unless something is to be done already. */
    atMost: (milliseconds: number, callback: () => void): void => {
      if (!cancel) at(milliseconds, callback);
    },
  };
}
