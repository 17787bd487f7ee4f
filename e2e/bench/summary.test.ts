import { expect, test } from "vitest";
import { summaryOf } from "./summary.ts";

test("figures of one table stand side by side, each judged by its limit", () => {
  const { text, isFailed } = summaryOf([
    {
      table: "Pages",
      column: "10 rows",
      figures: [
        { name: "requests", value: 9, unit: "", limit: 10 },
        { name: "time", value: 3.21, unit: "ms", limit: 5, plain: 1.6, empty: 0.25 },
        { name: "throughput", value: 71, unit: "%", atLeast: 70 },
      ],
    },
    {
      table: "Pages",
      column: "20,000 rows",
      figures: [
        { name: "requests", value: 10, unit: "", limit: 10 },
        { name: "time", value: 12_345.6, unit: "ms", limit: 8 },
        { name: "throughput", value: 57.5, unit: "%", atLeast: 70 },
      ],
    },
    {
      table: "Others",
      column: "figure",
      figures: [
        { name: "heap", value: Number.NaN, unit: "MB", limit: 200 },
        { name: "rounds", value: 3, unit: "" },
      ],
    },
  ]);
  expect(text).toBe(`## Pages

| what       | limit          | 10 rows                                      | 20,000 rows   | verdict |
| ---------- | -------------- | -------------------------------------------- | ------------- | ------- |
| requests   | ≤ 10           | 9                                            | 10            | met     |
| time       | ≤ 5 ms, ≤ 8 ms | 3.2 ms (plain 1.6 ms, × 2.01; empty 0.25 ms) | **12,346 ms** | MISSED  |
| throughput | ≥ 70 %         | 71 %                                         | **57.5 %**    | MISSED  |

## Others

| what   | limit    | figure | verdict      |
| ------ | -------- | ------ | ------------ |
| heap   | ≤ 200 MB | ?      | not measured |
| rounds |          | 3      |              |

Of 7 limits 4 are met, 1 could not be measured here, 2 are MISSED.

- Pages
  - 20,000 rows: time: 12,346 ms instead of ≤ 8 ms
  - 20,000 rows: throughput: 57.5 % instead of ≥ 70 %`);
  expect(isFailed).toBe(false);
});

test("a count or bytes over their limit fail the run, a time does not", () => {
  const failsWith = (unit: "" | "kB" | "MB" | "ms" | "%") =>
    summaryOf([{ table: "A", column: "b", figures: [{ name: "c", value: 2, unit, limit: 1 }] }]).isFailed;
  expect([failsWith(""), failsWith("kB"), failsWith("MB")]).toEqual([true, true, true]);
  expect([failsWith("ms"), failsWith("%")]).toEqual([false, false]);
});
