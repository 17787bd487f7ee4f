import { test } from "vitest";
import { median, recordFigures } from "#e2e/bench/figures.ts";
import { stopwatch } from "#e2e/bench/stopwatch.ts";
import type { Query } from "#query/ast.ts";
import { conditionTest, type MatchContext } from "#query/match.ts";
import { fieldSubject, metadataSubject, type Subject } from "#query/subject.ts";
import { createFacetIndex, type FacetIndex } from "../facet-index.ts";
import { standings } from "../facet-standing.ts";
import { fleetRow, type FleetRow } from "../row.ts";

const ROWS = 100_000;
const PAGE = 100;
const ROUNDS = 15;
/** A page has come into the facets, and they are read again, within a frame. */
const MOST_MERGE_MS = 16;
const MOST_TASK_MS = 50;
/** How long one slice of counting goes on. */
const SLICE_MS = 8;

const NOW = Date.parse("2026-11-23T12:00:00Z");

/** Five pairs each: one key that differs on every row, one with 900 values, three with few. */
const row = (n: number): FleetRow =>
  fleetRow(
    {
      ...{ sandboxID: `i${n}`, templateID: `tpl${n % 7}`, alias: n % 2 === 0 ? "base" : null },
      startedAt: new Date(NOW - n * 7_000).toISOString(),
      endAt: new Date(NOW + 300_000).toISOString(),
      ...{ cpuCount: 1 + (n % 3), memoryMB: 512 * (1 + (n % 4)), state: n % 10 === 0 ? "paused" : "running" },
      metadata: [
        ["run", `run-${n}`],
        ["owner", `user-${n % 900}`],
        ["env", n % 3 === 0 ? "prod" : "dev"],
        ["region", `r${n % 5}`],
        ["team", `team-${n % 40}`],
      ],
    },
    NOW,
  );
const rows = Array.from({ length: ROWS + PAGE * ROUNDS }, (_, n) => row(n));

const context: MatchContext = { now: NOW, regex: () => undefined };
const queries: Readonly<Record<string, Query>> = {
  "no condition": { conditions: [] },
  "three conditions": {
    conditions: [
      { kind: "metadata", key: "env", op: "=", values: ["prod"] },
      { kind: "metadata", key: "team", op: "!=", values: ["team-1", "team-2"] },
      { kind: "span", name: "age", op: ">", seconds: 7_200 },
    ],
  },
  "free text": { conditions: [{ kind: "words", text: "r3" }] },
};

const subjects: readonly Subject[] = [
  ...(["state", "template", "cpu", "mem", "age"] as const).map(fieldSubject),
  ...["run", "owner", "env", "region", "team"].map(metadataSubject),
];

/** Everything an open panel reads, all its groups unfolded. */
function readAll(index: FacetIndex): number {
  const values = subjects.map((subject) => index.values(subject, NOW).values.length);
  return values.reduce((sum, count) => sum + count, index.keys().length);
}

const show = (index: FacetIndex, query: Query) =>
  index.show(standings(query, (condition) => conditionTest(condition, context)));

/** Works until all is counted; gives the length of each slice. */
function settle(index: FacetIndex): readonly number[] {
  const slices: number[] = [];
  while (!index.isSettled()) {
    const spent = stopwatch();
    index.work(() => spent() < SLICE_MS);
    slices.push(spent());
  }
  return slices;
}

const TABLE = `The facets, panel open, ${ROWS.toLocaleString("en")} rows: processor time`;

test.each(Object.entries(queries))(
  `merge a page of ${PAGE} into ${ROWS} rows, panel open, %s`,
  (name, query) => {
    const index = createFacetIndex();
    show(index, query);
    for (const each of rows.slice(0, ROWS)) index.put(each);
    settle(index);
    const merges: number[] = [];
    const changes: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = rows.slice(ROWS + round * PAGE, ROWS + (round + 1) * PAGE);
      const merging = stopwatch();
      for (const each of page) index.put(each);
      readAll(index);
      merges.push(merging());
      const paused = page.map((each) => ({ ...each, state: "paused" }));
      const changing = stopwatch();
      for (const each of paused) index.put(each);
      readAll(index);
      changes.push(changing());
    }
    recordFigures(TABLE, name, [
      {
        name: `page of ${PAGE} taken in and read again`,
        value: median(merges),
        ...{ unit: "ms", limit: MOST_MERGE_MS },
      },
      { name: "the same page changed", value: median(changes), unit: "ms", limit: MOST_MERGE_MS },
    ]);
  },
);

test.each(Object.entries(queries))(`count ${ROWS} rows anew in slices, %s`, (name, query) => {
  const index = createFacetIndex();
  index.putLater(rows.slice(0, ROWS));
  const opening = settle(index);
  const longest: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    show(index, query);
    const slices = settle(index);
    longest.push(Math.max(...slices));
    whole.push(slices.reduce((sum, slice) => sum + slice, 0));
  }
  recordFigures(TABLE, name, [
    { name: "counted for the first time", value: opening.reduce((a, b) => a + b, 0), unit: "ms" },
    { name: "counted anew", value: median(whole), unit: "ms" },
    { name: "longest task of the first", value: Math.max(...opening), unit: "ms", limit: MOST_TASK_MS },
    { name: "longest task of those", value: median(longest), unit: "ms", limit: MOST_TASK_MS },
  ]);
});
