import { expect, test } from "vitest";
import { parseListedSandboxes } from "#contract/sandbox.ts";
import { match } from "../match.ts";
import { parse } from "../parse.ts";

const ROWS = 100_000;
const ROUNDS = 31;

/** Rows as they come from the wire, with five pairs each; one in twelve holds both pairs of the first query. */
const page: unknown = JSON.parse(
  JSON.stringify(
    Array.from({ length: ROWS }, (_, n) => ({
      sandboxID: `i${n}`,
      templateID: `tpl${n % 7}`,
      ...(n % 2 === 0 ? { alias: "base" } : {}),
      startedAt: "2026-11-23T07:00:08.065000Z",
      endAt: "2026-11-23T07:05:08.065000Z",
      cpuCount: 2,
      memoryMB: 512,
      state: n % 10 === 0 ? "paused" : "running",
      metadata: {
        run: `run-${n}`,
        owner: `user-${n % 900}`,
        env: n % 3 === 0 ? "prod" : "dev",
        region: `r${n % 5}`,
        team: `team-${n % 4}`,
      },
    })),
  ),
);
const parsed = parseListedSandboxes(page);
if (!parsed.ok) throw new Error(parsed.error);
const rows = parsed.value;

const medianMillis = (work: () => void): number => {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
};

test.each(["env=prod team=team-1", "state:running team=team-1", "template:base absent=x"])(
  `match %j over ${ROWS} rows: at most 10 ms at the median`,
  (text) => {
    const { query } = parse(text);
    const median = medianMillis(() => rows.filter((row) => match(query, row)));
    console.log(`match ${text}: ${median.toFixed(1)} ms over ${ROWS} rows`);
    expect(median).toBeLessThanOrEqual(10);
  },
);
