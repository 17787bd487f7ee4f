import { expect, test } from "vitest";
import { createUpstreamTime } from "./upstream-time.ts";

const HOUR = 3_600_000;
const noon = Date.UTC(2026, 10, 23, 12);
/** Replies tell whole seconds. */
const date = (at: number) => at - (at % 1_000);

test.each([
  ["agrees", 0, 0],
  ["is off by what nobody would notice", 60_000, 0],
  ["is an hour ahead", HOUR, HOUR],
  ["is an hour behind", -HOUR, -HOUR],
])("a clock that %s", (_, off, ahead) => {
  const time = createUpstreamTime();
  time.note(date(noon + off), noon - 100, noon + 100);
  expect(Math.abs(time.ahead() - ahead)).toBeLessThanOrEqual(1_000);
});

test("a reply that took long, or says no time, tells nothing new", () => {
  const time = createUpstreamTime();
  time.note(undefined, noon, noon);
  time.note(date(noon), noon, noon + 30_000);
  expect(time.ahead()).toBe(0);
});

test("the difference is told once, stays while replies come, and goes when the clock was put right", () => {
  const time = createUpstreamTime();
  const told: number[] = [];
  const stop = time.subscribe(() => told.push(time.ahead()));
  for (const after of [0, 5_000, 10_000]) {
    const at = noon + after;
    time.note(date(at + HOUR), at - 200, at);
  }
  expect(told).toHaveLength(1);
  for (const at of [noon + HOUR, noon + HOUR + 1_000]) time.note(date(at), at, at);
  expect(time.ahead()).toBe(0);
  expect(told).toHaveLength(2);
  stop();
  for (const at of [noon, noon + 1_000]) time.note(date(at - HOUR), at, at);
  expect(time.ahead()).toBeLessThan(0);
  expect(told).toHaveLength(2);
});

test("once the difference is known, one reply alone changes nothing, nor do two that say different things", () => {
  const time = createUpstreamTime();
  for (const off of [0, HOUR, 0, HOUR, -HOUR, HOUR, 5 * HOUR]) time.note(date(noon + off), noon, noon);
  expect(time.ahead()).toBe(0);
  time.note(date(noon + 5 * HOUR), noon, noon);
  time.note(date(noon), noon, noon);
  expect(Math.abs(time.ahead() - 5 * HOUR)).toBeLessThanOrEqual(1_000);
});
