import { afterAll, test } from "vitest";
import { microsToTimestamp } from "#contract/timestamp.ts";
import { median, recordFigures, type Figure } from "#e2e/bench/figures.ts";
import { stopwatch } from "#e2e/bench/stopwatch.ts";
import { settledRows, type LiveRows, type Look } from "../live-rows.ts";
import { nextLiveRows } from "../next-live-rows.ts";
import { fleetRow, type FleetRow } from "../row.ts";

const ROWS = 100_000;
const PAGE = 100;
const ROUNDS = 15;
const LIMIT_MS = 12;

const START = Date.UTC(2026, 10, 23) * 1000;

function rowAt(n: number, state = "running"): FleetRow {
  const startedAt = microsToTimestamp(START - n * 1000);
  return fleetRow(
    {
      ...{ sandboxID: `i${n}`, templateID: "base", startedAt, endAt: startedAt, cpuCount: 1, memoryMB: 512 },
      ...{ state, metadata: [] },
    },
    0,
  );
}

const all = Array.from({ length: ROWS }, (_, n) => rowAt(n));
const page = (from: number, state?: string) => Array.from({ length: PAGE }, (_, n) => rowAt(from + n, state));
const middle: Look = { first: ROWS / 2, last: ROWS / 2 + 40, isGuarded: true, isGrouped: false };
const end: Look = { ...middle, first: ROWS - 60, last: ROWS - 20 };

const settled = settledRows(all);
const withNew = [...page(-PAGE), ...all];
const waiting = nextLiveRows(settled, withNew, middle, () => "ended").live;

const figures: Figure[] = [];
afterAll(() =>
  recordFigures(
    `What is on screen kept in place: processor time, medians of ${ROUNDS}`,
    `${ROWS.toLocaleString("en")} rows`,
    figures,
  ),
);

test.each<readonly [string, LiveRows, readonly FleetRow[], Look]>([
  ["a page of new rows, which wait", settled, withNew, end],
  ["a page changed", settled, [...page(0, "paused"), ...all.slice(PAGE)], middle],
  [
    "a page changed while one waits",
    waiting,
    [...withNew.slice(0, PAGE), ...page(0, "paused"), ...all.slice(PAGE)],
    middle,
  ],
  ["a page gone here and there", settled, all.filter((_, n) => n % (ROWS / PAGE) !== 7), middle],
  [
    "a page gone and as many new while one waits",
    waiting,
    [...page(-2 * PAGE), ...withNew.slice(0, PAGE), ...all.slice(0, -PAGE)],
    end,
  ],
  ["all on screen gone", settled, all.filter((_, n) => n < middle.first || n > middle.last), middle],
])(`%s, among ${ROWS}`, (name, before, source, look) => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const spent = stopwatch();
    nextLiveRows(before, source, look, () => "ended");
    times.push(spent());
  }
  figures.push({ name, value: median(times), unit: "ms", limit: LIMIT_MS });
});
