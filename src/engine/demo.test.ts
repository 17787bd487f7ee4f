import { expect, test } from "vitest";
import { isSecret } from "#contract/secret.ts";
import { demoFleet } from "./demo.ts";

const now = Date.parse("2026-11-23T12:00:00Z") * 1000;
const fleet = [...demoFleet(5000, now)];

test("the same fleet every time", () => {
  expect([...demoFleet(5000, now)]).toEqual(fleet);
});

test("ids and starts are unique, starts ascend and lie in the past", () => {
  expect(new Set(fleet.map(({ id }) => id)).size).toBe(5000);
  const starts = fleet.map(({ startedAt }) => startedAt);
  expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
  expect(starts.at(-1)).toBeLessThanOrEqual(now);
});

test("ages go from seconds to weeks, deadlines keep it alive for hours, a twelfth is paused", () => {
  const ageSeconds = fleet.map(({ startedAt }) => (now - startedAt) / 1e6);
  expect(ageSeconds.at(-1)).toBeLessThan(60);
  expect(ageSeconds[0]).toBeGreaterThan(14 * 24 * 3600);
  const paused = fleet.filter(({ state }) => state === "paused");
  expect(paused.length / fleet.length).toBeCloseTo(0.08, 1);
  for (const { state, startedAt, endAt } of fleet) {
    if (state === "running") expect(endAt).toBeGreaterThan(now + 5 * 3600e6);
    else expect(endAt >= startedAt && endAt <= now).toBe(true);
  }
});

test("tags are skewed, and some are long, empty, foreign, secret or missing", () => {
  const counts = new Map<string, number>();
  for (const { metadata } of fleet)
    for (const [key, value] of metadata)
      counts.set(`${key}=${value}`, (counts.get(`${key}=${value}`) ?? 0) + 1);
  expect(counts.get("env=prod")).toBeGreaterThan(1500);
  expect([...counts.values()].filter((count) => count === 1).length).toBeGreaterThan(2000);
  const pairs = fleet.flatMap(({ metadata }) => metadata);
  expect(pairs.some(([, value]) => value.length > 500)).toBe(true);
  expect(pairs.some(([, value]) => value === "")).toBe(true);
  expect(pairs.some(([, value]) => /\p{Script=Hiragana}/u.test(value))).toBe(true);
  const secrets = pairs.filter(([key, value]) => isSecret(key, value)).length;
  expect(secrets).toBeGreaterThan(2);
  expect(secrets).toBeLessThan(50);
  expect(fleet.some(({ metadata }) => metadata.length === 0)).toBe(true);
});

test("no more than asked for", () => {
  expect([...demoFleet(0, now)]).toEqual([]);
  expect([...demoFleet(1, now)]).toHaveLength(1);
});
