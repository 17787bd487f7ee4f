import { describe, expect, test } from "vitest";
import { fieldIs, type Query } from "#query/ast.ts";
import { settle } from "./testing/fake-clock.ts";
import type { FakeEventOptions } from "./testing/fake-events.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const INTERVAL = 10_000;

/** A fleet over an upstream that serves events, read to its end; none was asked for yet. */
async function loaded(events: FakeEventOptions | "absent" = {}, sandboxes = 300, query?: Query) {
  const capabilities = { template: true, startedAfter: false, order: false };
  const made = createTestFleet({ sandboxes, capabilities, ...(events === "absent" ? {} : { events }) });
  const { clock, fleet, upstream, show, readToEnd } = made;
  for (const id of upstream.ids()) upstream.setDeadline(id, 1_900_000_000_000);
  await clock.advance(120_000);
  await show(query);
  await readToEnd();
  fleet.setViewport(0, 20);
  fleet.setInterval(INTERVAL);
  return made;
}

/** The same, followed long enough for them to be believed. */
async function followed(events: FakeEventOptions | "absent" = {}, sandboxes = 300, query?: Query) {
  const made = await loaded(events, sandboxes, query);
  const { clock, upstream } = made;
  // The first time tells nothing new, and every page is read once more before events vouch for it.
  await clock.advance(6 * INTERVAL);
  upstream.forgetRequests();
  const cost = async (milliseconds = INTERVAL) => {
    upstream.forgetRequests();
    const before = upstream.eventReads();
    await clock.advance(milliseconds);
    return {
      lists: upstream.requests.length,
      events: upstream.eventReads() - before,
      single: upstream.detailReads.length,
    };
  };
  return { ...made, cost };
}

const quiet = { lists: 0, events: 1, single: 0 };

describe("where lifecycle events are served", () => {
  test("a quiet interval costs one events request and no list, and what is shown is true as of now", async () => {
    const { clock, fleet, cost } = await followed();
    expect(await cost()).toEqual(quiet);
    expect(await cost(6 * INTERVAL)).toEqual({ lists: 0, events: 6, single: 0 });
    expect(fleet.get()).toMatchObject({ oldestAsOf: clock.now(), headAsOf: clock.now() });
  });

  test("a kill and a pause elsewhere show at once, wherever they happen, and are marked so", async () => {
    const { fleet, upstream, shownIds, cost } = await followed();
    const [dead = "", asleep = ""] = upstream.ids().slice(250);
    upstream.kill(dead);
    upstream.setState(asleep, "paused");
    expect(await cost()).toEqual(quiet);
    expect(shownIds()).toEqual(upstream.ids());
    expect(fleet.row(asleep)).toMatchObject({ state: "paused", byEvent: true });
    expect(fleet.get().goneByEvent).toEqual(new Set([dead]));
    fleet.setViewport(240, 260);
    fleet.refresh();
    await settle();
    expect(fleet.row(asleep)?.state).toBe("paused");
    expect(fleet.row(asleep)?.byEvent).toBeUndefined();
  });

  test("a kill and a pause before events were asked for first show with the first of them", async () => {
    for (const ahead of [0, 3_600, -3_600]) {
      const { clock, fleet, upstream, shownIds } = await loaded({ ahead });
      const [dead = "", asleep = "", woken = ""] = upstream.ids().slice(250);
      upstream.setState(woken, "paused");
      upstream.setState(woken, "running");
      upstream.setState(asleep, "paused");
      upstream.kill(dead);
      upstream.forgetRequests();
      await clock.advance(INTERVAL);
      expect(upstream.eventReads()).toBe(1);
      expect(shownIds()).toEqual(upstream.ids());
      expect(fleet.get().goneByEvent).toEqual(new Set([dead]));
      expect(fleet.row(asleep)?.state).toBe("paused");
      // One that was paused and runs, whatever was told of it, is read and not believed to be paused.
      expect(fleet.row(woken)?.state).toBe("running");
      expect(upstream.detailReads.toSorted()).toEqual([asleep, woken].toSorted());
    }
  });

  test("a create and a resume cost one head page in the same interval", async () => {
    const { upstream, shownIds, cost } = await followed();
    upstream.create();
    expect(await cost()).toEqual({ ...quiet, lists: 1 });
    expect(shownIds()).toEqual(upstream.ids());
    upstream.restart(upstream.ids()[200] ?? "");
    expect(await cost()).toEqual({ ...quiet, lists: 1 });
    expect(shownIds()).toEqual(upstream.ids());
    expect(await cost()).toEqual(quiet);
  });

  test("another deadline is read by itself", async () => {
    const { fleet, upstream, cost } = await followed();
    const [id = ""] = upstream.ids().slice(120);
    upstream.setDeadline(id, 1_800_000_000_000);
    expect(await cost()).toEqual({ ...quiet, single: 1 });
    expect(fleet.row(id)?.endMillis).toBe(1_800_000_000_000);
  });

  test("more than a page of events falls back to the lists, and every page is read again", async () => {
    const { upstream, shownIds, cost } = await followed();
    for (const id of upstream.ids().slice(150)) upstream.kill(id);
    expect(await cost()).toMatchObject({ lists: 1, events: 1 });
    await cost(30 * INTERVAL);
    expect(shownIds()).toEqual(upstream.ids());
    expect(await cost()).toEqual(quiet);
  });

  test("lists are looked at now and then however quiet it is", async () => {
    const { cost } = await followed();
    const { lists } = await cost(30 * INTERVAL);
    expect(lists).toBeGreaterThan(0);
    expect(lists).toBeLessThanOrEqual(3);
  });

  test("a browser whose clock is wrong by an hour misses nothing", async () => {
    for (const ahead of [3_600, -3_600]) {
      const { upstream, shownIds, cost } = await followed({ ahead });
      expect(await cost()).toEqual(quiet);
      upstream.kill(upstream.ids()[200] ?? "");
      await cost();
      expect(shownIds()).toEqual(upstream.ids());
    }
  });

  test("what was told is not forgotten where the lists could not be read", async () => {
    const { clock, upstream, shownIds } = await followed();
    upstream.create();
    upstream.failLists({ kind: "upstream", endpoint: "listSandboxes", status: 500, message: "down" });
    await clock.advance(INTERVAL);
    upstream.failLists(undefined);
    await clock.advance(INTERVAL);
    expect(shownIds()).toEqual(upstream.ids());
  });

  test("more lists than an interval reads are all read when one has grown", async () => {
    const template = {
      conditions: [fieldIs("template", "base", "other"), fieldIs("state", "running", "paused")],
    };
    const { upstream, shownIds, cost } = await followed({}, 90, template);
    upstream.create({ templateID: "other", state: "paused" });
    upstream.create({ templateID: "base", state: "running" });
    expect((await cost()).lists).toBeLessThanOrEqual(3);
    await cost();
    expect(shownIds()).toEqual(upstream.ids());
    expect(await cost()).toEqual(quiet);
  });

  test("too many requests of them leave the lists as they are read without", async () => {
    const { clock, fleet, upstream, cost } = await followed();
    upstream.failEvents({
      ...{ kind: "rate-limited", endpoint: "events", status: 429, message: "slow" },
      retryAfterSeconds: 25,
    });
    expect(await cost()).toMatchObject({ events: 1, lists: 1 });
    expect(await cost(2 * INTERVAL)).toMatchObject({ events: 0 });
    expect(fleet.get().trouble).toBeUndefined();
    upstream.failEvents(undefined);
    await clock.advance(10 * INTERVAL);
    expect(await cost()).toEqual(quiet);
  });

  test("asked for by hand, the lists are read", async () => {
    const { fleet, upstream } = await followed();
    fleet.refresh();
    await settle();
    expect(upstream.requests).toHaveLength(1);
  });
});

describe("where they are not", () => {
  test("they are asked for once, and the lists read as ever", async () => {
    const { fleet, upstream, cost } = await followed("absent");
    expect(upstream.eventReads()).toBe(1);
    expect(await cost(60 * INTERVAL)).toMatchObject({ events: 0 });
    expect(fleet.get().trouble).toBeUndefined();
  });

  test("an upstream that never tells of any is not believed", async () => {
    const { upstream, shownIds, cost } = await followed({ isMute: true });
    upstream.create();
    expect((await cost()).lists).toBeGreaterThan(0);
    expect(shownIds()).toEqual(upstream.ids());
  });
});

test("one paused elsewhere leaves a list of running ones at once", async () => {
  const running = { conditions: [fieldIs("state", "running")] };
  const { upstream, shownIds, cost } = await followed({}, 150, running);
  const [id = ""] = upstream.ids().slice(120);
  upstream.setState(id, "paused");
  expect(await cost()).toEqual(quiet);
  expect(shownIds()).not.toContain(id);
});

test("one paused elsewhere comes into a list of paused ones", async () => {
  const paused = { conditions: [fieldIs("state", "paused")] };
  const { upstream, shownIds, cost } = await followed({}, 150, paused);
  const [id = ""] = upstream.ids().slice(120);
  upstream.setState(id, "paused");
  await cost();
  expect(shownIds()).toEqual([id]);
  await cost();
  expect(await cost()).toEqual(quiet);
});

test("what another query has brought and nobody looks at is not read one by one", async () => {
  const { clock, fleet, upstream, show } = await followed({}, 150);
  const [id = ""] = upstream.ids().slice(120);
  await show({ conditions: [fieldIs("state", "paused")] });
  upstream.setDeadline(id, clock.now() + 1_000);
  fleet.refresh();
  await clock.advance(3 * INTERVAL);
  expect(upstream.detailReads).toEqual([]);
});
