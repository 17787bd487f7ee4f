import fc from "fast-check";
import { expect, test } from "vitest";
import { longDuration, parseDuration, shortDuration } from "./duration.ts";

test.each([
  [-5, "0 s", "0 s"],
  [0, "0 s", "0 s"],
  [59.9, "59 s", "59 s"],
  [60, "1 min", "1 min"],
  [119, "1 min", "1 min 59 s"],
  [5_400, "1 h", "1 h 30 min"],
  [3_605, "1 h", "1 h"],
  [86_400, "1 d", "1 d"],
  [100_000, "1 d", "1 d 3 h"],
])("%d s reads %s and %s", (seconds, short, long) => {
  expect(shortDuration(seconds)).toBe(short);
  expect(longDuration(seconds)).toBe(long);
});

test.each([
  ["90", 90],
  ["90s", 90],
  ["1h30m", 5_400],
  ["1 h 30 min", 5_400],
  ["7D", 604_800],
  ["0.5h", 1_800],
  ["", undefined],
  ["1h30", undefined],
  ["-5m", undefined],
  ["5 weeks", undefined],
  ["soon", undefined],
])("reads %j as %s seconds", (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test("what is written is read back, to the unit it was written in", () => {
  fc.assert(
    fc.property(fc.nat({ max: 10_000_000 }), (seconds) => {
      const read = parseDuration(longDuration(seconds)) ?? Number.NaN;
      expect(seconds - read).toBeGreaterThanOrEqual(0);
      expect(longDuration(read)).toBe(longDuration(seconds));
    }),
  );
});
