import { expect, test } from "vitest";
import { createCountsBeat } from "./counts-beat.ts";
import { createSteadySnapshot } from "./steady-snapshot.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

test("what happened between drawing it and following it is caught up with", async () => {
  const { clock, fleet, show } = createTestFleet({ sandboxes: 50 });
  const steady = createSteadySnapshot(fleet, createCountsBeat(clock));
  expect(steady.get().end).toBe("unread");
  await show();
  steady.subscribe(() => {});
  expect(steady.get()).toBe(fleet.get());
  expect(steady.get().end).toBe("complete");
});

test("whoever follows it as well sees what the others see", async () => {
  const { clock, fleet, show } = createTestFleet({ sandboxes: 50 });
  const steady = createSteadySnapshot(fleet, createCountsBeat(clock));
  const leave = steady.subscribe(() => {});
  await show();
  const seen = steady.get();
  steady.subscribe(() => {});
  leave();
  expect(steady.get()).toBe(seen);
  expect(seen).toBe(fleet.get());
});
