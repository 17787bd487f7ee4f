import { afterAll, expect, test } from "vitest";
import { parseListedSandboxes } from "#contract/sandbox.ts";
import { timestampToMicros } from "#contract/timestamp.ts";
import { recordFigures, type Figure } from "#e2e/bench/figures.ts";
import { stopwatch } from "#e2e/bench/stopwatch.ts";
import { matcher, type MatchContext, type QueryRow } from "../match.ts";
import { parse } from "../parse.ts";

const ROWS = 100_000;
const ROUNDS = 31;
const now = Date.UTC(2026, 10, 23, 12);

/** Rows as they come from the wire, with five pairs each; one in twelve holds both pairs of the first query. */
const page: unknown = JSON.parse(
  JSON.stringify(
    Array.from({ length: ROWS }, (_, n) => ({
      sandboxID: `i${n}`,
      templateID: `tpl${n % 7}`,
      ...(n % 2 === 0 ? { alias: "base" } : {}),
      startedAt: new Date(now - n * 1_000).toISOString(),
      endAt: new Date(now + (n % 3_600) * 1_000).toISOString(),
      cpuCount: 2,
      memoryMB: 512,
      state: n % 10 === 0 ? "paused" : "running",
      metadata: {
        run: `run-${n}`,
        owner: `user-${n % 900}`,
        env: n % 3 === 0 ? "prod" : "dev",
        region: `r${n % 5}`,
        attempt: String(n % 40),
      },
    })),
  ),
);
const parsed = parseListedSandboxes(page);
if (!parsed.ok) throw new Error(parsed.error);
const micros = (text: string): number => {
  const read = timestampToMicros(text);
  return read.ok ? read.value : 0;
};
// Field by field, as the fleet's rows are made: copies of what the parser gives are read many times slower.
const rows = parsed.value.map((row): QueryRow => ({
  sandboxID: row.sandboxID,
  templateID: row.templateID,
  alias: row.alias,
  state: row.state,
  metadata: row.metadata,
  startedMicros: micros(row.startedAt),
  endMillis: micros(row.endAt) / 1000,
  cpuCount: row.cpuCount,
  memoryMB: row.memoryMB,
}));

/** As in the browser, where a pattern was run on each value once, elsewhere, and is looked up from then on. */
function answeredRegex(): MatchContext["regex"] {
  const found = new Map<string, Map<string, boolean>>();
  return (pattern, value) => {
    let answers = found.get(pattern);
    if (!answers) {
      answers = new Map();
      found.set(pattern, answers);
    }
    let answer = answers.get(value);
    if (answer === undefined) {
      answer = new RegExp(pattern, "u").test(value);
      answers.set(value, answer);
    }
    return answer;
  };
}

const medianMillis = (work: () => void): number => {
  const times = Array.from({ length: ROUNDS }, () => {
    const spent = stopwatch();
    work();
    return spent();
  });
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
};

const figures: Figure[] = [];
afterAll(() =>
  recordFigures(
    `\`match\`: processor time, medians of ${ROUNDS}`,
    `${ROWS.toLocaleString("en")} rows`,
    figures,
  ),
);

test.each([
  ["env=prod region=r1", 10],
  ["state:running region=r1", 10],
  ["template:base absent=x", 10],
  ["env=(prod, dev) region!=r1", 50],
  ["owner*=77", 50],
  ["owner^=user-1 -region$=3", 50],
  ["owner=~7$ has:run", 50],
  ["run=~99$", 50],
  ["attempt>20 age:<2h", 50],
  ["ends:<5m mem:>=512", 50],
  ["user-77", 50],
  ["env=prod attempt>20 OR owner*=77 -state:paused", 50],
] as const)(`match %j over ${ROWS} rows`, (text, limit) => {
  const { query, errors } = parse(text);
  expect(errors).toEqual([]);
  const context: MatchContext = { now, regex: answeredRegex() };
  let matching = 0;
  const time = medianMillis(() => {
    const verdict = matcher(query, context);
    matching = rows.filter((row) => verdict(row) === true).length;
  });
  figures.push({ name: `\`${text}\`, ${matching} match`, value: time, unit: "ms", limit });
});
