import type { RegexAnswer } from "./regex-batch.ts";

/** What is known and wanted of one pattern. */
export interface PatternAnswers {
  readonly pattern: string;
  /** The answer where it was asked for lately or is held from before; `undefined` when the value was never tried. */
  readonly get: (value: string) => RegexAnswer | undefined;
  readonly set: (value: string, answer: RegexAnswer) => void;
  /** Values to be tried. */
  readonly wanted: ReadonlySet<string>;
  /** False where there is no room. */
  readonly want: (value: string) => boolean;
  readonly unwantAll: () => void;
  /** In which round it was asked for last. */
  round: number;
  /** Took too long before: it is tried one value at a time, after all others. */
  careful: boolean;
  /** How many values took too long. */
  stuck: number;
  /** Some of its values are given up. */
  tooSlow: boolean;
}

/** Answers of all patterns, within bounds. */
export interface RegexAnswers {
  /** `undefined` where there is no room for another pattern. */
  readonly of: (pattern: string, round: number) => PatternAnswers | undefined;
  readonly find: (pattern: string) => PatternAnswers | undefined;
  readonly all: () => Iterable<PatternAnswers>;
  readonly clear: () => void;
}

export interface AnswerLimits {
  readonly patterns: number;
  /** Values with their answers, of all patterns together. */
  readonly answers: number;
  /** How long what is not asked for stays at least, in milliseconds, once half of the room is taken. */
  readonly keepMs: number;
}

/**
 * Two generations of answers: asking for one moves it into the young one. When space gets scarce, the old generation goes and the young one
 * becomes old, so that what goes has not been asked for at least `keepMs`. What is in use is never thrown out for something new: two that
 * do not fit together would be tried in turns for ever.
 */
export function createRegexAnswers(
  { patterns, answers, keepMs }: AnswerLimits,
  now: () => number,
): RegexAnswers {
  const held = new Map<string, Held>();
  let count = 0;
  let turnedAt = now();

  function turn(): void {
    turnedAt = now();
    for (const [pattern, entry] of held) {
      count -= entry.old.size;
      entry.old = entry.young;
      entry.young = new Map();
      // One that is too slow would have to be found out again.
      if (entry.old.size === 0 && entry.wanted.size === 0 && !entry.tooSlow) held.delete(pattern);
    }
  }

  const makesRoom = (): boolean => {
    if (count >= answers / 2 && now() - turnedAt >= keepMs) turn();
    return count < answers;
  };

  interface Held extends PatternAnswers {
    young: Map<string, RegexAnswer>;
    old: Map<string, RegexAnswer>;
    readonly wanted: Set<string>;
  }

  function create(pattern: string, round: number): Held {
    const entry: Held = {
      ...{ pattern, round, careful: false, stuck: 0, tooSlow: false },
      ...{ young: new Map<string, RegexAnswer>(), old: new Map<string, RegexAnswer>() },
      wanted: new Set<string>(),
      get: (value) => {
        const young = entry.young.get(value);
        if (young !== undefined) return young;
        const old = entry.old.get(value);
        if (old === undefined) return undefined;
        entry.old.delete(value);
        entry.young.set(value, old);
        return old;
      },
      set: (value, answer) => {
        // What was wanted is counted already; what was not is no longer of interest.
        if (entry.wanted.delete(value)) entry.young.set(value, answer);
      },
      want: (value) => {
        if (entry.wanted.has(value)) return true;
        if (!makesRoom()) return false;
        count += 1;
        entry.wanted.add(value);
        return true;
      },
      unwantAll: () => {
        count -= entry.wanted.size;
        entry.wanted.clear();
      },
    };
    return entry;
  }

  /** Drops patterns that were not asked for in the round before this one either. */
  function dropStale(round: number): void {
    for (const [pattern, entry] of held) {
      if (entry.round >= round - 1) continue;
      count -= entry.young.size + entry.old.size + entry.wanted.size;
      held.delete(pattern);
    }
  }

  return {
    of: (pattern, round) => {
      let entry = held.get(pattern);
      if (!entry) {
        if (held.size >= patterns) dropStale(round);
        if (held.size >= patterns) return undefined;
        entry = create(pattern, round);
        held.set(pattern, entry);
      }
      entry.round = round;
      return entry;
    },
    find: (pattern) => held.get(pattern),
    all: () => held.values(),
    clear: () => {
      held.clear();
      count = 0;
    },
  };
}
