import { expect, test } from "vitest";
import { firstTimeout, lifetimePresets, newDeadline, readTimeout } from "./lifetime-choice.ts";

test.each([
  ["90", { ok: true, value: 90 }],
  ["1h30m", { ok: true, value: 5400 }],
  ["4 h", { ok: true, value: 14_400 }],
  ["", { ok: false, error: "empty" }],
  ["  ", { ok: false, error: "empty" }],
  ["soon", { ok: false, error: "not-a-duration" }],
  ["-5m", { ok: false, error: "not-a-duration" }],
  ["0", { ok: false, error: "too-short" }],
  ["0.2s", { ok: false, error: "too-short" }],
  ["4h1s", { ok: false, error: "too-long" }],
])("a timeout of %j, four hours allowed", (text, expected) => {
  expect(readTimeout(text, 14_400)).toEqual(expected);
});

test("no preset is offered that would be refused", () => {
  expect(lifetimePresets(3_600)).toEqual([300, 900, 3_600]);
  expect(lifetimePresets(60)).toEqual([]);
});

const now = Date.UTC(2026, 0, 1);

test("extending to an earlier end says by how much it shortens", () => {
  expect(newDeadline("extend", 300, now + 3_600_000, now)).toEqual({
    endMillis: now + 300_000,
    shortensBySeconds: 3_300,
  });
});

test("extending to the same or a later end does not shorten", () => {
  expect(newDeadline("extend", 3_600, now + 3_600_000, now)).toEqual({ endMillis: now + 3_600_000 });
  expect(newDeadline("extend", 7_200, now + 3_600_000, now)).toEqual({ endMillis: now + 7_200_000 });
});

test("a paused sandbox has no deadline that resuming could shorten", () => {
  expect(newDeadline("resume", 300, now + 3_600_000, now)).toEqual({ endMillis: now + 300_000 });
});

test.each([
  ["resume", 9 * 3_600, 86_400, 300],
  ["extend", 60, 86_400, 300],
  ["extend", 3_600, 86_400, 3_600],
  ["extend", 9 * 3_600, 86_400, 86_400],
  ["extend", 9 * 86_400, 86_400, 86_400],
  ["extend", 9 * 3_600, 7_200, 3_600],
  ["extend", 9 * 3_600, 60, 60],
] as const)("to %s one with %i s left, at most %i s, starts with %i s", (kind, left, most, first) => {
  expect(firstTimeout(kind, now + left * 1000, most, now)).toBe(first);
});
