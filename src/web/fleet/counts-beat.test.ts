import { expect, test, vi } from "vitest";
import { createCountsBeat } from "./counts-beat.ts";
import { createFakeClock } from "./testing/fake-clock.ts";

test("all that wait are called in one moment, and who asks again meanwhile in the next", async () => {
  const clock = createFakeClock();
  const beat = createCountsBeat(clock);
  const calls: string[] = [];
  const again = () => {
    calls.push(`again at ${clock.elapsed()}`);
    if (calls.length < 3) beat.next(again);
  };
  beat.next(again);
  beat.next(() => calls.push(`other at ${clock.elapsed()}`));
  await clock.advance(0);
  expect(calls).toEqual(["again at 0", "other at 0"]);
  await clock.advance(1_000);
  expect(calls.slice(2)).toEqual(["again at 300"]);
});

test("one taken back by another in the same moment is not called", async () => {
  const clock = createFakeClock();
  const beat = createCountsBeat(clock);
  const show = vi.fn<() => void>();
  beat.next(() => takeBack());
  const takeBack = beat.next(show);
  await clock.advance(1_000);
  expect(show).not.toHaveBeenCalled();
});

test("one that throws keeps the others waiting for a beat, and not for good", async () => {
  const clock = createFakeClock();
  const beat = createCountsBeat(clock);
  const show = vi.fn<() => void>();
  beat.next(() => {
    throw new Error("It cannot be shown");
  });
  beat.next(show);
  await expect(clock.advance(0)).rejects.toThrow("It cannot be shown");
  await clock.advance(300);
  expect(show).toHaveBeenCalledTimes(1);
});
