import { expect } from "vitest";
import type { Figure } from "./figures.ts";
import { isHead, wholeIntervals } from "./intervals.ts";
import { knobs } from "./knobs.ts";
import type { SyntheticUpstream } from "./synthetic-upstream.ts";

/** What the console refreshes after unless somebody chose otherwise. */
export const INTERVAL_MS = 10_000;
/** What an interval may cost, whatever is loaded. */
export const MOST_LISTS = 3;
export const MOST_REQUESTS = 10;

/**
 * Lets a page that nobody touches refresh itself so many times, and counts what its upstream receives of it in the intervals between two
 * refreshes.
 */
export async function idleFigures(
  upstream: SyntheticUpstream,
  intervals: number,
): Promise<readonly Figure[]> {
  const begin = upstream.received().length;
  const received = () => upstream.received().slice(begin);
  await expect
    .poll(() => received().filter(isHead).length, {
      timeout: (intervals + 3) * 3 * INTERVAL_MS,
      interval: 250,
    })
    .toBeGreaterThan(intervals);
  const whole = wholeIntervals(received()).slice(0, intervals);
  const sum = (of: "length" | "lists" | "requests") =>
    whole.reduce((total, interval) => total + interval[of], 0);
  const most = (of: "lists" | "requests") => Math.max(...whole.map((interval) => interval[of]));
  const perInterval = `of ${whole.length} idle intervals`;
  const minutes = sum("length") / 60_000;
  return [
    { name: `list requests, most ${perInterval}`, value: most("lists"), unit: "", limit: MOST_LISTS },
    {
      name: `requests of all kinds, most ${perInterval}`,
      value: most("requests"),
      ...{ unit: "", limit: MOST_REQUESTS },
    },
    {
      // An interval that were shorter would cost more than it seems to.
      name: `the shortest ${perInterval}`,
      value: Math.min(...whole.map(({ length }) => length)),
      unit: "ms",
      ...unlessRefused({ atLeast: INTERVAL_MS }),
    },
    {
      name: "list requests in an idle minute",
      value: sum("lists") / minutes,
      unit: "",
      ...unlessRefused({ limit: (MOST_LISTS * 60_000) / INTERVAL_MS }),
    },
    {
      name: "requests of all kinds in an idle minute",
      value: sum("requests") / minutes,
      unit: "",
      ...unlessRefused({ limit: (MOST_REQUESTS * 60_000) / INTERVAL_MS }),
    },
  ];
}

/** A refresh whose first page was refused asks for it again, which makes two intervals of one. */
const unlessRefused = <Limit>(limit: Limit): Limit | undefined => (knobs.failEvery > 0 ? undefined : limit);
