import { fail, ok, type Result } from "./result.ts";

const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|z|[+-]\d{2}:\d{2})$/;

/**
 * Reads an RFC 3339 timestamp as whole microseconds since 1970 (UTC), which a double holds exactly until the year 2255.
 * Upstreams order sandboxes by fractions of a millisecond, which `Date` drops (contract 3.5). Finer digits are cut.
 */
export function timestampToMicros(text: string): Result<number, string> {
  const match = RFC3339.exec(text);
  if (!match) return fail("is not an RFC 3339 timestamp");
  const [, date, time, fraction = "", zone] = match;
  const wholeSeconds = Date.parse(`${date}T${time}${zone === "z" ? "Z" : zone}`);
  if (Number.isNaN(wholeSeconds) || !isRealTime(date, time)) return fail("is not a date that exists");
  return ok(wholeSeconds * 1000 + Number(fraction.padEnd(6, "0").slice(0, 6)));
}

/** `Date.parse` takes 30 February for 2 March, and 24:00 for the next day. */
function isRealTime(date = "", time = ""): boolean {
  if (time.startsWith("24")) return false;
  const day = Number(date.slice(8));
  return day <= 28 || new Date(`${date}T00:00:00Z`).getUTCDate() === day;
}

/** Writes microseconds since 1970 as an RFC 3339 UTC timestamp with six fractional digits. */
export function microsToTimestamp(micros: number): string {
  const millis = Math.floor(micros / 1000);
  const rest = String(micros - millis * 1000).padStart(3, "0");
  return new Date(millis).toISOString().replace("Z", `${rest}Z`);
}
