import fc from "fast-check";
import { expect, test } from "vitest";
import { createStamps } from "./stamps.ts";

/** A machine whose time passes and whose clock is set by hand. */
function machine() {
  let now = 1_700_000_000_000;
  let elapsed = 0;
  return {
    now: () => now,
    pass: (milliseconds: number) => {
      now += milliseconds;
      elapsed += milliseconds;
    },
    /** Time that `performance.now` does not count. */
    sleep: (milliseconds: number) => {
      now += milliseconds;
    },
    set: (milliseconds: number) => {
      now += milliseconds;
    },
    stamps: createStamps(
      () => now,
      () => elapsed,
    ),
  };
}

test("as long as the clock goes forward they are what it tells, also after a sleep", () => {
  const { stamps, pass, sleep, now } = machine();
  for (const go of [pass, sleep, pass]) {
    expect(stamps.now()).toBe(now());
    go(3_600_000);
  }
  expect([stamps.now(), stamps.lead()]).toEqual([now(), 0]);
});

test("where it is set back they go on as time passes", () => {
  const { stamps, pass, set, now } = machine();
  const before = stamps.now();
  set(-3_600_000);
  pass(5_000);
  expect(stamps.now()).toBe(before + 5_000);
  expect(stamps.lead()).toBe(3_600_000);
  // And so they do when it is set right again, later by as much.
  set(3_600_000);
  pass(1_000);
  expect(stamps.now()).toBe(now() + 3_600_000);
});

test("they never go back, whatever is done to the clock", () => {
  const step = fc.record({
    passes: fc.nat({ max: 100_000 }),
    sleeps: fc.nat({ max: 100_000 }),
    set: fc.integer({ min: -5_000_000, max: 5_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { stamps, pass, sleep, set } = machine();
      let before = stamps.now();
      for (const { passes, sleeps, set: by } of steps) {
        pass(passes);
        sleep(sleeps);
        set(by);
        const stamp = stamps.now();
        expect(stamp).toBeGreaterThanOrEqual(before);
        // What passes is seen, but for what is less than a step.
        expect(stamp).toBeGreaterThanOrEqual(before + passes - 1_000);
        before = stamp;
      }
    }),
  );
});
