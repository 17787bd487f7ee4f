import fc from "fast-check";
import { expect, test } from "vitest";
import type { Metadata } from "#contract/metadata.ts";
import { fleetRow, type FleetRow } from "#web/fleet/row.ts";
import { isTypedCount, mustTypeCount, summarize } from "./kill-summary.ts";

const row = (index: number, metadata: Metadata, state = "running"): FleetRow =>
  fleetRow(
    {
      sandboxID: `i${index}`,
      templateID: "base",
      startedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString(),
      endAt: "2026-02-01T00:00:00Z",
      cpuCount: 2,
      memoryMB: 512,
      state,
      metadata,
    },
    0,
  );

const fleet = (count: number, metadataOf: (index: number) => Metadata): FleetRow[] =>
  Array.from({ length: count }, (_, index) => row(index, metadataOf(index)));

test("the three production sandboxes among 1,200 stand first and are marked", () => {
  const rows = fleet(1200, (index) => [
    ["team", "core"],
    ["user", `u${index}`],
    ["region", index % 2 ? "eu" : "us"],
    ["env", index < 3 ? "prod" : "dev"],
  ]);
  expect(summarize(rows).keys).toEqual([
    {
      key: "env",
      shares: [
        { value: "prod", count: 3, isMinority: true },
        { value: "dev", count: 1197, isMinority: false },
      ],
    },
    {
      key: "region",
      shares: [
        { value: "us", count: 600, isMinority: false },
        { value: "eu", count: 600, isMinority: false },
      ],
    },
    { key: "team", shares: [{ value: "core", count: 1200, isMinority: false }] },
  ]);
});

test("those without a key are a share of their own, and a key that few have comes after one that all have", () => {
  const rows = fleet(20, (index) => [
    ...(index === 0 ? ([["debug", "1"]] as const) : []),
    ["env", index < 2 ? "prod" : "dev"],
  ]);
  const { keys } = summarize(rows);
  expect(keys.map(({ key }) => key)).toEqual(["env", "debug"]);
  expect(keys[1]?.shares).toEqual([
    { value: "1", count: 1, isMinority: true },
    { value: undefined, count: 19, isMinority: false },
  ]);
});

test("labels that only some have do not stand out, whatever their values", () => {
  const rows = fleet(40, (index) => [
    ["env", "dev"],
    ...(index < 2 ? ([["purpose", `${index}`]] as const) : []),
  ]);
  const purpose = summarize(rows).keys.find(({ key }) => key === "purpose");
  expect(purpose?.shares.map(({ count, isMinority }) => [count, isMinority])).toEqual([
    [1, false],
    [1, false],
    [38, false],
  ]);
});

test("a key with masked values never shows", () => {
  const rows = fleet(4, () => [
    ["api_key", "sk-live"],
    ["note", "sk-hidden-by-its-value"],
    ["__proto__", "data"],
  ]);
  expect(summarize(rows).keys.map(({ key }) => key)).toEqual(["__proto__"]);
});

test("states come with the most frequent first, ages with their extremes", () => {
  const rows = [row(5, []), row(1, []), row(9, [], "paused"), row(3, [])];
  const summary = summarize(rows);
  expect(summary.states).toEqual([
    { value: "running", count: 3, isMinority: false },
    { value: "paused", count: 1, isMinority: false },
  ]);
  expect(summary.oldestStartMicros).toBe(Date.UTC(2026, 0, 1, 0, 0, 1) * 1000);
  expect(summary.youngestStartMicros).toBe(Date.UTC(2026, 0, 1, 0, 0, 9) * 1000);
});

test("the shares of every key shown add up to all sandboxes", () => {
  const metadata = fc.uniqueArray(
    fc.tuple(fc.constantFrom("a", "b", "c", "constructor"), fc.constantFrom("1", "2", "")),
    {
      selector: ([key]) => key,
    },
  );
  fc.assert(
    fc.property(fc.array(metadata, { minLength: 1, maxLength: 60 }), (all) => {
      const { keys, states } = summarize(all.map((pairs, index) => row(index, pairs)));
      for (const shares of [states, ...keys.map((key) => key.shares)])
        expect(shares.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
    }),
  );
});

test("from 25 up the number is typed", () => {
  expect([1, 2, 24, 25, 1200].map(mustTypeCount)).toEqual([false, false, false, true, true]);
});

test.each([
  ["1200", true],
  ["1,200", true],
  [" 1 200 ", true],
  ["1.200", true],
  ["", false],
  ["120", false],
  ["12000", false],
  ["+1200", false],
  ["1200x", false],
  ["1e3", false],
])("typing %j for 1,200 confirms: %j", (text, confirms) => {
  expect(isTypedCount(text, 1200)).toBe(confirms);
});
