import { afterEach, expect, test, vi } from "vitest";
import { ownMoment, stampLead, stampOf, systemClock } from "./clock.ts";
import { ownTime, localTime } from "./local-time.ts";
import { upstreamTime } from "./upstream-time.ts";

const HOUR = 3_600_000;

afterEach(() => void vi.useRealTimers());

test("what was asked for later is stamped later, though this computer's clock is set back while one waits", () => {
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: 1_700_000_000_000 });
  const reply = (sent: ReturnType<typeof ownMoment>) => {
    upstreamTime.note(Date.now(), Date.now(), Date.now());
    return stampOf(sent);
  };
  const first = ownMoment();
  vi.advanceTimersByTime(100);
  expect(reply(first)).toBe(1_700_000_000_000);
  const second = ownMoment();
  vi.advanceTimersByTime(2_000);
  vi.setSystemTime(Date.now() - HOUR);
  expect(reply(second)).toBe(1_700_000_000_100);
  const third = ownMoment();
  vi.advanceTimersByTime(5_000);
  expect(reply(third)).toBe(1_700_000_002_100);
  expect(stampLead()).toBe(HOUR);
  // Said to a person, it is by the clock as it goes now.
  expect(ownTime(systemClock.stamp())).toBe(localTime(Date.now()));
});
