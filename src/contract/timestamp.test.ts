import fc from "fast-check";
import { expect, test } from "vitest";
import { microsToTimestamp, timestampToMicros } from "./timestamp.ts";

const second = Date.UTC(2026, 10, 23, 7, 0, 8) * 1000;

test.each([
  ["2026-11-23T07:00:08Z", second],
  ["2026-11-23T07:00:08.0Z", second],
  ["2026-11-23T07:00:08.1Z", second + 100_000],
  ["2026-11-23T07:00:08.12Z", second + 120_000],
  ["2026-11-23T07:00:08.065Z", second + 65_000],
  ["2026-11-23T07:00:08.0651Z", second + 65_100],
  ["2026-11-23T07:00:08.06512Z", second + 65_120],
  ["2026-11-23T07:00:08.065123Z", second + 65_123],
  ["2026-11-23T07:00:08.0651239Z", second + 65_123],
  ["2026-11-23T07:00:08.06512399Z", second + 65_123],
  ["2026-11-23T07:00:08.065123999Z", second + 65_123],
  ["2026-11-23t07:00:08z", second],
  ["2026-11-23T08:30:08+01:30", second],
  ["2026-11-22T23:00:08.5-08:00", second + 500_000],
  ["2026-11-23T07:00:08-00:00", second],
  ["1969-12-31T23:59:59.999999Z", -1],
  ["2028-02-29T00:00:00Z", Date.UTC(2028, 1, 29) * 1000],
])("%s is read", (text, micros) => {
  expect(timestampToMicros(text)).toEqual({ ok: true, value: micros });
});

test.each([
  "",
  "now",
  "2026-11-23",
  "2026-11-23 07:00:08Z",
  "2026-11-23T07:00Z",
  "2026-11-23T07:00:08",
  "2026-11-23T07:00:08.Z",
  "2026-11-23T07:00:08.1234567890Z",
  "2026-11-23T07:00:08+0100",
  " 2026-11-23T07:00:08Z",
  "2026-11-23T07:00:08Z\n",
  "+02026-11-23T07:00:08Z",
  "1795417208",
])("%j is no timestamp", (text) => {
  expect(timestampToMicros(text)).toEqual({ ok: false, error: "is not an RFC 3339 timestamp" });
});

test.each([
  "2026-02-29T00:00:00Z",
  "2026-02-30T00:00:00Z",
  "2026-04-31T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-00-10T00:00:00Z",
  "2026-01-00T00:00:00Z",
  "2026-01-32T00:00:00Z",
  "2026-01-01T24:00:00Z",
  "2026-01-01T25:00:00Z",
  "2026-01-01T00:60:00Z",
  "2026-01-01T00:00:61Z",
  "2026-01-01T00:00:00+24:00",
])("%s does not exist", (text) => {
  expect(timestampToMicros(text)).toEqual({ ok: false, error: "is not a date that exists" });
});

/** Years 1900 to 2199. */
const micros = fc.integer({ min: Date.UTC(1900) * 1000, max: Date.UTC(2200) * 1000 - 1 });

test("what is written is read back to the microsecond", () => {
  fc.assert(
    fc.property(micros, (value) => {
      const text = microsToTimestamp(value);
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      expect(timestampToMicros(text)).toEqual({ ok: true, value });
    }),
    { numRuns: 2000 },
  );
});

test("written timestamps sort as text as they do in time", () => {
  const close = fc
    .tuple(micros, fc.integer({ min: 0, max: 2_000_000 }))
    .map(([a, gap]) => [a, a + gap] as const);
  fc.assert(
    fc.property(fc.oneof(fc.tuple(micros, micros), close), ([a, b]) => {
      const [first, last] = [microsToTimestamp(a), microsToTimestamp(b)];
      expect(Math.sign(a - b)).toBe(first < last ? -1 : first > last ? 1 : 0);
    }),
  );
});
