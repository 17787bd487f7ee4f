import { expect, test } from "vitest";
import { httpDate } from "./http-date.ts";

test("a date as HTTP has it", () => {
  expect(httpDate("Mon, 23 Nov 2026 12:00:00 GMT")).toBe(Date.UTC(2026, 10, 23, 12));
});

test.each([
  "",
  "yesterday",
  "2026",
  "1970-01-01T00:00:00Z",
  "Sat, 99 Nov 2026 12:00:00 GMT",
  "Mon, 23 Nov 2026 12:00:00 GMT, Mon, 23 Nov 2026 12:00:00 GMT",
  "in 5 seconds",
])("%j is none", (text) => {
  expect(httpDate(text)).toBeUndefined();
});
