import { describe, expect, test } from "vitest";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

/** Long enough for a machine that has other things to do. */
const PATIENCE_MS = 60_000;
const INTERVAL = 10_000;
const HOUR = 3_600_000;
const FAR = 1_900_000_000_000;

/** A fleet that was read to its end, and is looked at in the middle. */
async function loaded(sandboxes: number) {
  const made = createTestFleet({ sandboxes });
  const { clock, fleet, upstream, show, readToEnd } = made;
  for (const id of upstream.ids()) upstream.setDeadline(id, FAR);
  await show();
  await readToEnd();
  fleet.setViewport(sandboxes / 2, sandboxes / 2 + 30);
  fleet.setInterval(INTERVAL);
  await settle();
  upstream.forgetRequests();
  /** How many requests each interval of some time costs: of the list, and of all kinds. */
  const perInterval = async (milliseconds: number) => {
    const costs: (readonly [lists: number, all: number])[] = [];
    for (let passed = 0; passed < milliseconds; passed += INTERVAL) {
      upstream.forgetRequests();
      const events = upstream.eventReads();
      await clock.advance(INTERVAL);
      const lists = upstream.requests.length;
      costs.push([lists, lists + upstream.detailReads.length + upstream.eventReads() - events]);
    }
    return costs;
  };
  return { ...made, perInterval };
}

describe("an hour of looking at 1,000 rows", () => {
  test(
    "costs at most three list requests and ten of all kinds in any interval",
    async () => {
      const { upstream, perInterval } = await loaded(1_000);
      // Half of them come to their deadlines on the way, and go on all the same.
      for (const [index, id] of upstream.ids().entries())
        if (index % 2 === 0) upstream.setDeadline(id, 1_700_000_000_000 + index * 1_000);
      const costs = await perInterval(HOUR);
      expect(costs).toHaveLength(360);
      expect(Math.max(...costs.map(([lists]) => lists))).toBe(3);
      expect(Math.max(...costs.map(([, all]) => all))).toBeLessThanOrEqual(10);
      expect(costs.reduce((sum, [lists]) => sum + lists, 0)).toBeLessThanOrEqual(3 * 360);
    },
    PATIENCE_MS,
  );

  test("reads every part again within the time that a page an interval takes, and says how old the oldest is", async () => {
    const { clock, fleet, perInterval } = await loaded(1_000);
    for (let minute = 0; minute < 15; minute += 1) {
      await perInterval(60_000);
      const age = clock.now() - (fleet.get().oldestAsOf ?? 0);
      expect(age).toBeLessThanOrEqual(60_000 + 10 * INTERVAL);
    }
  });

  test("reads every part again also while two pages are looked at, and those every second interval at least", async () => {
    const { clock, fleet, upstream, perInterval } = await loaded(1_000);
    fleet.setViewport(485, 515);
    for (let minute = 0; minute < 15; minute += 1) {
      const costs = await perInterval(60_000);
      expect(Math.max(...costs.map(([lists]) => lists))).toBe(3);
      const age = clock.now() - (fleet.get().oldestAsOf ?? 0);
      expect(age).toBeLessThanOrEqual(60_000 + 3 * 10 * INTERVAL);
    }
    const seen = upstream.ids()[500] ?? "";
    upstream.setState(seen, "paused");
    await perInterval(2 * INTERVAL);
    expect(fleet.row(seen)?.state).toBe("paused");
  });

  test("sees what ended far from what is looked at", async () => {
    const { upstream, shownIds, perInterval } = await loaded(1_000);
    const dead = upstream.ids()[850] ?? "";
    upstream.kill(dead);
    await perInterval(INTERVAL);
    expect(shownIds()).toContain(dead);
    await perInterval(60_000 + 10 * INTERVAL);
    expect(shownIds()).toEqual(upstream.ids());
  });
});

test("what was not looked at for an hour is caught up with by one interval's requests", async () => {
  const { clock, fleet, upstream, perInterval } = await loaded(1_000);
  fleet.setActive(false);
  await clock.advance(HOUR);
  expect(upstream.requests).toHaveLength(0);
  fleet.setActive(true);
  await settle();
  expect(upstream.requests).toHaveLength(3);
  expect(await perInterval(INTERVAL)).toEqual([[3, 3]]);
});

test("5,000 rows cost exactly 50 list requests in a scan", async () => {
  const { clock, fleet, upstream, show } = createTestFleet({ sandboxes: 5_000 });
  await show(undefined, { column: "id", direction: "asc" });
  while (fleet.get().end === "more") await clock.advance(1);
  expect(fleet.get()).toMatchObject({ checked: 5_000, end: "complete" });
  expect(upstream.requests).toHaveLength(50);
  await clock.advance(HOUR);
  expect(upstream.requests).toHaveLength(50);
});

describe("a deadline that has passed", () => {
  /** Thirty rows of which 25 come to their deadlines, ten of them first on screen. */
  async function passed() {
    const made = createTestFleet({ sandboxes: 300, limits: { refreshPages: 0 } });
    const { clock, fleet, upstream, show, readToEnd, shownIds } = made;
    for (const id of upstream.ids()) upstream.setDeadline(id, FAR);
    const due = upstream.ids().slice(100, 125);
    for (const [index, id] of due.entries()) upstream.setDeadline(id, clock.now() + 5_000 - index);
    await show();
    await readToEnd();
    fleet.setViewport(100, 103);
    fleet.setInterval(INTERVAL);
    upstream.forgetRequests();
    return { ...made, due, isShown: (id: string) => shownIds().includes(id) };
  }

  test("is verified by at most ten single reads an interval, what is seen and what is most overdue first", async () => {
    const { clock, upstream, due } = await passed();
    await clock.advance(INTERVAL);
    expect(upstream.detailReads.length).toBeLessThanOrEqual(10);
    const seen = due.slice(0, 4).toReversed();
    const first = due.slice(4).toReversed();
    expect(upstream.detailReads).toEqual([...seen, ...first].slice(0, upstream.detailReads.length));
    await clock.advance(3 * INTERVAL);
    expect(new Set(upstream.detailReads)).toEqual(new Set(due));
    expect(upstream.detailReads).toHaveLength(25);
    // Those that go on were told to: they are asked about no more.
    await clock.advance(HOUR);
    expect(upstream.detailReads).toHaveLength(25);
  });

  test("takes away what has ended, and leaves what could not be read in doubt", async () => {
    const { clock, fleet, upstream, due, isShown } = await passed();
    const [gone = "", paused = "", extended = "", running = ""] = due;
    upstream.kill(gone);
    upstream.setState(paused, "paused");
    upstream.setDeadline(extended, FAR);
    upstream.failDetail(running, true);
    await clock.advance(INTERVAL);
    expect(isShown(gone)).toBe(false);
    expect(fleet.row(paused)?.state).toBe("paused");
    expect(fleet.row(extended)?.endMillis).toBe(FAR);
    expect(fleet.row(running)).toMatchObject({ state: "running" });
    expect(fleet.get().trouble).toBeUndefined();
    upstream.failDetail(running, false);
    await clock.advance(INTERVAL);
    expect(fleet.row(running)?.asOf).toBe(clock.now());
  });
});
