import { stampLead } from "./clock.ts";
import { upstreamTime } from "./upstream-time.ts";

const clockTime = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayAndTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const day = new Intl.DateTimeFormat("en-CA");

/** The time of day where the operator is: `12:04:31`. Milliseconds since 1970, as in all of these. */
export const localTime = (millis: number): string => clockTime.format(millis);

/** The same of a stamp, on the operator's own clock, which may be far from the upstream's. */
export const ownTime = (stamp: number): string => localTime(stamp - stampLead() - upstreamTime.ahead());

/** Day and time where the operator is: `3 Jan 2026, 12:04:31`. */
export const localDateTime = (millis: number): string => dayAndTime.format(millis);

/** The time alone when it is on the same local day as `now`, else with its day. */
export const localMoment = (millis: number, now: number): string =>
  day.format(millis) === day.format(now) ? localTime(millis) : localDateTime(millis);

/** The same moment for everyone, as copies carry it: `2026-01-03T11:04:31.000Z`. */
export const utcTime = (millis: number): string => new Date(millis).toISOString();
