import type { MatchContext } from "../match.ts";

/** A context that stands still at a moment (milliseconds since 1970) and runs regular expressions at once: for texts that a test chose. */
export const testContext = (now = 1_700_000_000_000): MatchContext => ({
  now,
  regex: (pattern, value) => new RegExp(pattern, "u").test(value),
});
