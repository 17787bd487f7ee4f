import { fail, ok, type Result } from "#contract/result.ts";
import { parseDuration } from "#web/lib/duration.ts";

const PRESETS = [300, 900, 3_600, 14_400, 86_400] as const;

/** The timeouts offered at a click, in seconds: those the upstream allows. */
export const lifetimePresets = (maxSeconds: number): readonly number[] =>
  PRESETS.filter((seconds) => seconds <= maxSeconds);

/** Offered at first: the SDKs' own default (contract 5.1). */
const DEFAULT_SECONDS = 300;

/**
 * The timeout a dialog opens with, in seconds. What is called "extend" must not bring the deadline forward unless someone asks for it: the
 * shortest preset that does not, or, where even the longest would, that one.
 */
export function firstTimeout(
  kind: "resume" | "extend",
  currentEndMillis: number,
  maxSeconds: number,
  now: number,
): number {
  const presets = lifetimePresets(maxSeconds);
  const first = Math.min(DEFAULT_SECONDS, maxSeconds);
  if (kind === "resume") return first;
  return presets.find((seconds) => now + seconds * 1000 >= currentEndMillis) ?? presets.at(-1) ?? first;
}

export type TimeoutProblem = "empty" | "not-a-duration" | "too-short" | "too-long";

/** Reads a typed timeout as seconds, or says what is wrong with it. */
export function readTimeout(text: string, maxSeconds: number): Result<number, TimeoutProblem> {
  if (text.trim() === "") return fail("empty");
  const seconds = parseDuration(text);
  if (seconds === undefined) return fail("not-a-duration");
  if (seconds < 1) return fail("too-short");
  return seconds > maxSeconds ? fail("too-long") : ok(seconds);
}

export interface NewDeadline {
  /** Milliseconds since 1970. */
  readonly endMillis: number;
  /** By how much an extension would bring the deadline forward, in seconds; absent when it does not. */
  readonly shortensBySeconds?: number;
}

/**
 * What a timeout counted from `now` does. Setting a running sandbox's timeout moves its deadline either way; a paused one has none to
 * shorten (contract 6).
 */
export function newDeadline(
  kind: "resume" | "extend",
  seconds: number,
  currentEndMillis: number,
  now: number,
): NewDeadline {
  const endMillis = now + seconds * 1000;
  const earlierBy = Math.floor((currentEndMillis - endMillis) / 1000);
  return kind === "extend" && earlierBy > 0 ? { endMillis, shortensBySeconds: earlierBy } : { endMillis };
}
