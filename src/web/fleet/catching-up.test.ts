import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Failure } from "#contract/failure.ts";
import { settle } from "./testing/fake-clock.ts";
import type { FakeUpstreamOptions } from "./testing/fake-upstream.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

/** Long enough for a machine that has other things to do. */
const PATIENCE_MS = 60_000;
const INTERVAL = 10_000;
const FAR = 1_900_000_000_000;

/** A fleet of 600 that was read to its end, of which the rows from 300 on are looked at. */
async function scrolled(options: FakeUpstreamOptions = {}) {
  const made = createTestFleet({ sandboxes: 600, ...options });
  const { clock, fleet, upstream, show, readToEnd, shownIds } = made;
  for (const id of upstream.ids()) upstream.setDeadline(id, FAR);
  await show();
  await readToEnd();
  fleet.setViewport(300, 330);
  fleet.setInterval(INTERVAL);
  await settle();
  await clock.advance(2 * INTERVAL);
  upstream.forgetRequests();
  const looked = shownIds().slice(300, 331);
  return {
    ...made,
    looked,
    /** As the table does: the same rows stay in view, wherever they stand. */
    follow: () => {
      const first = shownIds().indexOf(looked[0] ?? "");
      fleet.setViewport(first, first + 30);
      return shownIds().slice(first, first + 31);
    },
    start: (count: number) => {
      for (const id of upstream.createMany(count)) upstream.setDeadline(id, FAR);
    },
    /** One interval: how many requests it costs, of lists and of all kinds. */
    interval: async () => {
      upstream.forgetRequests();
      const events = upstream.eventReads();
      await clock.advance(INTERVAL);
      const lists = upstream.requests.length;
      return { lists, all: lists + upstream.detailReads.length + upstream.eventReads() - events };
    },
  };
}

describe.each([
  ["without events", {}],
  ["with events", { events: {} }],
] as const)("a thousand that start while one looks at rows far below, %s,", (_, options) => {
  test(
    "are caught up with by at most three list requests an interval, and nothing looked at moves",
    async () => {
      const { clock, fleet, upstream, shownIds, looked, follow, start, interval } = await scrolled(options);
      const before = shownIds();
      const begunAt = clock.now();
      start(1_000);
      let intervals = 0;
      for (; shownIds().length === 600; intervals += 1) {
        const { lists, all } = await interval();
        expect(lists).toBeLessThanOrEqual(3);
        expect(all).toBeLessThanOrEqual(10);
        expect(follow()).toEqual(looked);
        // None of them is shown before all of them are there, and the age that is told is that of the head.
        if (shownIds().length > 600) break;
        expect(shownIds()).toEqual(before);
        expect(fleet.get().oldestAsOf).toBeLessThanOrEqual(begunAt);
        expect(fleet.get().headAsOf).toBeLessThanOrEqual(begunAt);
      }
      expect(intervals).toBeLessThanOrEqual(6);
      expect(shownIds()).toEqual(upstream.ids());
      expect(fleet.get().end).toBe("complete");
    },
    PATIENCE_MS,
  );

  test(
    "and a few that start meanwhile come right after",
    async () => {
      const { upstream, shownIds, looked, follow, start, interval } = await scrolled(options);
      start(1_000);
      await interval();
      start(5);
      await interval();
      for (let more = 0; more < 6; more += 1) {
        expect((await interval()).lists).toBeLessThanOrEqual(3);
        expect(follow()).toEqual(looked);
      }
      expect(shownIds()).toEqual(upstream.ids());
    },
    PATIENCE_MS,
  );
});

test("coming back after an hour, in which much started, is no burst", async () => {
  const { clock, fleet, upstream, shownIds, looked, follow, start, interval } = await scrolled();
  fleet.setActive(false);
  start(900);
  await clock.advance(3_600_000);
  upstream.forgetRequests();
  fleet.setActive(true);
  await settle();
  expect(upstream.requests).toHaveLength(3);
  for (let more = 0; more < 7; more += 1) {
    expect((await interval()).lists).toBeLessThanOrEqual(3);
    expect(follow()).toEqual(looked);
  }
  expect(shownIds()).toEqual(upstream.ids());
});

test("who asks by hand gets all that is new at once", async () => {
  const { fleet, upstream, shownIds, start, interval } = await scrolled();
  start(1_000);
  await interval();
  start(1);
  fleet.refresh();
  await settle();
  expect(shownIds()).toEqual(upstream.ids());
  expect(fleet.get().isRefreshing).toBe(false);
});

test("what an event tells of one that was read and is not shown yet holds once it is shown", async () => {
  const { fleet, upstream, shownIds, start, interval } = await scrolled({ events: {} });
  start(1_000);
  const [gone = "", paused = "", extended = ""] = upstream.ids();
  await interval();
  expect(shownIds()).toHaveLength(600);
  upstream.kill(gone);
  upstream.setState(paused, "paused");
  upstream.setDeadline(extended, FAR + 1_000);
  for (let more = 0; shownIds().length === 600 && more < 9; more += 1) await interval();
  expect(shownIds()).toHaveLength(1_599);
  expect(shownIds()).not.toContain(gone);
  expect(fleet.row(paused)?.state).toBe("paused");
  expect(fleet.row(extended)?.endMillis).toBe(FAR + 1_000);
});

describe("a failure on the way", () => {
  const failure = (kind: Failure["kind"], status: number): Failure => ({
    ...{ kind, endpoint: "listSandboxes", status, message: kind },
  });

  test("that passes costs nothing of what was read", async () => {
    const { clock, upstream, shownIds, start, interval } = await scrolled();
    start(1_000);
    await interval();
    const read = new Set(upstream.requests.map(({ cursor }) => cursor));
    upstream.failLists(failure("upstream", 500));
    await clock.advance(INTERVAL);
    upstream.failLists(undefined);
    const later: (string | undefined)[] = [];
    for (let more = 0; shownIds().length === 600 && more < 9; more += 1) {
      await interval();
      later.push(...upstream.requests.map(({ cursor }) => cursor));
    }
    expect(shownIds()).toEqual(upstream.ids());
    // Only what is looked at was read again on the way.
    expect(later.filter((cursor) => read.has(cursor)).length).toBeLessThanOrEqual(later.length / 2);
  });

  test("that refuses where one left off begins anew", async () => {
    const { clock, upstream, shownIds, start, interval } = await scrolled();
    start(1_000);
    await interval();
    upstream.failLists(failure("invalid", 400));
    await clock.advance(INTERVAL);
    upstream.failLists(undefined);
    upstream.forgetRequests();
    await clock.advance(INTERVAL);
    expect(upstream.requests.map(({ cursor }) => cursor)).toContain(undefined);
    for (let more = 0; shownIds().length === 600 && more < 12; more += 1) await interval();
    expect(shownIds()).toEqual(upstream.ids());
  });
});

test("a sorted list that was read whole is not read anew because much is new", async () => {
  const { clock, fleet, upstream, show, start, interval } = await scrolled();
  await show(undefined, { column: "id", direction: "asc" });
  fleet.setViewport(0, 30);
  await clock.advance(INTERVAL);
  start(500);
  for (let more = 0; more < 5; more += 1) {
    expect((await interval()).lists).toBeLessThanOrEqual(3);
    expect(fleet.get().end).toBe("complete");
  }
  expect(fleet.get().rows.map(({ sandboxID }) => sandboxID)).toEqual([...upstream.ids()].sort());
});

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

const happening = fc.oneof(
  fc.record({ kind: fc.constant("start" as const), at: fc.nat({ max: 40 }) }),
  fc.record({ kind: fc.constantFrom("end", "restart"), at: fc.nat({ max: 400 }) }),
  fc.record({ kind: fc.constant("scroll" as const), at: fc.nat({ max: 60 }) }),
);

test(
  "whatever happens: at most three list requests an interval, no id twice, and in the end the truth",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(happening, { maxLength: 5 }), { maxLength: 8 }),
        fc.boolean(),
        fc.boolean(),
        async (rounds, withEvents, isOldestFirst) => {
          const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({
            ...{ sandboxes: 60, pageSize: 9, ...(withEvents ? { events: {} } : {}) },
            capabilities: { template: true, startedAfter: true, order: true },
          });
          for (const id of upstream.ids()) upstream.setDeadline(id, FAR);
          await show(undefined, isOldestFirst ? { column: "started", direction: "asc" } : undefined);
          await readToEnd();
          fleet.setInterval(INTERVAL);
          fleet.setViewport(30, 38);
          const interval = async () => {
            // What is read as one scrolls is no interval's.
            await settle();
            upstream.forgetRequests();
            let hasMore = fleet.get().end === "more";
            const stop = fleet.subscribe(() => {
              hasMore ||= fleet.get().end === "more";
            });
            await clock.advance(INTERVAL);
            stop();
            // Where the list goes on, what comes near the screen is read as well.
            if (!hasMore) expect(upstream.requests.length).toBeLessThanOrEqual(3);
            const ids = shownIds();
            expect(new Set(ids).size).toBe(ids.length);
          };
          for (const round of rounds) {
            for (const { kind, at } of round) {
              const id = upstream.ids()[at % Math.max(1, upstream.ids().length)];
              if (kind === "start")
                for (let n = 0; n < at; n += 1) upstream.setDeadline(upstream.create(), FAR);
              else if (kind === "scroll") fleet.setViewport(at, at + 8);
              else if (id !== undefined && kind === "end") upstream.kill(id);
              else if (id !== undefined) upstream.restart(id);
            }
            await interval();
          }
          fleet.setViewport(30, 38);
          const truth = isOldestFirst ? upstream.ids().toReversed() : upstream.ids();
          for (let more = 0; more < 200 && !isSame(shownIds(), truth); more += 1) {
            await interval();
            await readToEnd();
            fleet.setViewport(30, 38);
          }
          expect(shownIds()).toEqual(truth);
        },
      ),
      { numRuns: 15 },
    );
  },
  PATIENCE_MS,
);
