import { describe, expect, test } from "vitest";
import type { Failure } from "#contract/failure.ts";
import { parse } from "#query/parse.ts";
import { RequestFailed } from "#web/data/request.ts";
import { settle } from "./testing/fake-clock.ts";
import { listFailure as failure } from "./testing/list-failure.ts";
import type { FakeUpstreamOptions } from "./testing/fake-upstream.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const INTERVAL = 10_000;
const FAR = 1_900_000_000_000;

interface Unreadable extends Pick<FakeUpstreamOptions, "events"> {
  readonly first?: number;
}

/** A fleet of five pages that was read to its end, and is looked at from a row on; the third page fails from now on. */
async function unreadable(failed: Failure, { first = 0, ...options }: Unreadable = {}) {
  let isMended = false;
  let refused: string | undefined;
  const made = createTestFleet({
    ...options,
    sandboxes: 500,
    lie: (page, { cursor }) => {
      if (!isMended && refused !== undefined && cursor === refused) throw new RequestFailed(failed);
      return page;
    },
  });
  const { fleet, upstream, show, readToEnd } = made;
  for (const id of upstream.ids()) upstream.setDeadline(id, FAR);
  await show();
  await readToEnd();
  fleet.setViewport(first, first + 30);
  fleet.setInterval(INTERVAL);
  await settle();
  refused = upstream.requests[2]?.cursor;
  expect(refused).toBeDefined();
  upstream.forgetRequests();
  const count = (cursor: string | undefined) =>
    upstream.requests.filter((request) => request.cursor === cursor).length;
  return {
    ...made,
    countHeads: () => count(undefined),
    countRefused: () => count(refused),
    mend: () => {
      isMended = true;
    },
  };
}

test.each([failure("invalid", 400), failure("upstream", 500), failure("timeout", 504)])(
  "a page that nobody looks at and that always fails ($kind) keeps nothing else from being read",
  async (failed) => {
    const { clock, fleet, upstream, shownIds, countHeads, countRefused } = await unreadable(failed);
    const last = upstream.ids().at(-1) ?? "";
    const inIt = upstream.ids()[250] ?? "";
    upstream.kill(last);
    upstream.kill(inIt);
    for (let interval = 0; interval < 60; interval += 1) {
      await clock.advance(INTERVAL);
      expect(fleet.get().trouble).toBeUndefined();
    }
    expect(countHeads()).toBe(60);
    expect(countRefused()).toBeGreaterThan(5);
    expect(countRefused()).toBeLessThanOrEqual(10);
    expect(shownIds()).not.toContain(last);
    // How old it is, is said.
    expect(shownIds()).toContain(inIt);
    expect(fleet.get().oldestAsOf).toBeLessThanOrEqual(clock.now() - 60 * INTERVAL);
  },
);

test.each([failure("rate-limited", 429), failure("unauthorized", 401)])(
  "what concerns every request ($kind) is said and waited for, whichever page it was told for",
  async (failed) => {
    const { clock, fleet } = await unreadable(failed);
    await clock.advance(30 * INTERVAL);
    expect(fleet.get().trouble?.failure.kind).toBe(failed.kind);
  },
);

test("once such a page can be read again, it soon is", async () => {
  const { clock, upstream, shownIds, mend } = await unreadable(failure("upstream", 500));
  upstream.kill(upstream.ids()[250] ?? "");
  await clock.advance(30 * INTERVAL);
  expect(shownIds()).toHaveLength(500);
  mend();
  await clock.advance(12 * INTERVAL);
  expect(shownIds()).toEqual(upstream.ids());
});

describe("a page on screen that is always refused", () => {
  const onIt = { first: 240 };

  test.each([failure("invalid", 400), failure("upstream", 500), failure("timeout", 504)])(
    "is tried ever more seldom, says so, and keeps nothing else from being read ($kind)",
    async (failed) => {
      const { clock, fleet, upstream, shownIds, countHeads, countRefused } = await unreadable(failed, onIt);
      const last = upstream.ids().at(-1) ?? "";
      upstream.kill(last);
      const tries: number[] = [];
      for (let interval = 0; interval < 120; interval += 1) {
        const before = countRefused();
        await clock.advance(INTERVAL);
        if (countRefused() > before) tries.push(interval);
        const { trouble } = fleet.get();
        expect(trouble?.failure).toEqual(failed);
        expect(trouble?.nextTryAt).toBeGreaterThan(clock.now());
      }
      const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
      expect(waits).toEqual(waits.toSorted((a, b) => a - b));
      expect(tries.length).toBeLessThan(12);
      // It is not given up either.
      expect(Math.max(...waits)).toBeLessThanOrEqual(30);
      expect(countHeads()).toBe(120);
      expect(shownIds()).not.toContain(last);
      // Nothing else is older than the rolling reading lets it become.
      upstream.forgetRequests();
      await clock.advance(9 * INTERVAL);
      expect(new Set(upstream.requests.map(({ cursor }) => cursor)).size).toBeGreaterThanOrEqual(4);
    },
  );

  test("is read as soon as somebody asks for it by hand and it can be", async () => {
    const { clock, fleet, upstream, shownIds, mend } = await unreadable(failure("upstream", 500), onIt);
    await clock.advance(30 * INTERVAL);
    upstream.kill(upstream.ids()[250] ?? "");
    fleet.refresh();
    await settle();
    expect(fleet.get()).toMatchObject({ isRefreshing: false, trouble: { failure: { status: 500 } } });
    mend();
    fleet.refresh();
    await settle();
    expect(fleet.get().trouble).toBeUndefined();
    expect(shownIds()).toEqual(upstream.ids());
  });

  test("is tried when it was said to be, and nothing is asked in a rush, where events tell that nothing has happened", async () => {
    const { clock, fleet, upstream, countRefused } = await unreadable(failure("upstream", 500), {
      ...{ ...onIt, events: {} },
    });
    await clock.advance(10 * INTERVAL);
    fleet.refresh();
    await settle();
    const before = upstream.eventReads();
    for (let interval = 0; interval < 60; interval += 1) {
      await clock.advance(INTERVAL);
      expect(fleet.get().trouble?.nextTryAt).toBeGreaterThan(clock.now());
    }
    expect(countRefused()).toBeGreaterThan(4);
    expect(countRefused()).toBeLessThan(12);
    expect(upstream.eventReads() - before).toBeLessThanOrEqual(60 + countRefused());
  });

  test.each([INTERVAL, undefined])("is no trouble of another query (interval: %s)", async (interval) => {
    const { clock, fleet, upstream, show } = await unreadable(failure("upstream", 500), onIt);
    fleet.setInterval(interval);
    fleet.refresh();
    await settle();
    expect(fleet.get().trouble).toBeDefined();
    const created = upstream.create({ metadata: [["env", "a"]] });
    await show(parse("env=a").query);
    expect(fleet.get().trouble).toBeUndefined();
    expect(fleet.get().rows.map(({ sandboxID }) => sandboxID)).toEqual([created]);
    upstream.forgetRequests();
    await clock.advance(600_000);
    expect(fleet.get().trouble).toBeUndefined();
    if (interval === undefined) expect(upstream.requests).toEqual([]);
  });

  test("is no trouble any more once nobody looks at it", async () => {
    const { clock, fleet } = await unreadable(failure("upstream", 500), onIt);
    await clock.advance(3 * INTERVAL);
    expect(fleet.get().trouble).toBeDefined();
    fleet.setViewport(0, 30);
    await clock.advance(INTERVAL);
    expect(fleet.get().trouble).toBeUndefined();
  });

  test("is tried when it was said to be, where nothing is read at intervals", async () => {
    const { clock, fleet, countRefused, mend } = await unreadable(failure("upstream", 500), onIt);
    fleet.setInterval(undefined);
    fleet.refresh();
    await settle();
    expect(countRefused()).toBe(1);
    mend();
    await clock.advance((fleet.get().trouble?.nextTryAt ?? 0) - clock.now());
    expect(countRefused()).toBe(2);
    expect(fleet.get().trouble).toBeUndefined();
    await clock.advance(60 * INTERVAL);
    expect(countRefused()).toBe(2);
  });
});

test("many of them on screen cost no more requests than pages that can be read", async () => {
  let isRefused = false;
  const { clock, fleet, upstream, show, readToEnd } = createTestFleet({
    sandboxes: 1_000,
    lie: (page, { cursor }) => {
      if (isRefused && cursor !== undefined) throw new RequestFailed(failure("upstream", 500));
      return page;
    },
  });
  // An order of the browser's own: what is on screen stands on nearly all pages.
  for (const [index, id] of upstream.ids().entries())
    upstream.setDeadline(id, FAR + ((index * 7919) % 1_000) * 1_000);
  await show(undefined, { column: "ends", direction: "asc" });
  await readToEnd();
  fleet.setViewport(500, 540);
  fleet.setInterval(INTERVAL);
  await settle();
  const perMinute = async () => {
    upstream.forgetRequests();
    await clock.advance(60_000);
    return upstream.requests.length;
  };
  await perMinute();
  const healthy = await perMinute();
  isRefused = true;
  for (let minute = 0; minute < 8; minute += 1) {
    expect(await perMinute()).toBeLessThanOrEqual(healthy);
    expect(fleet.get().trouble?.nextTryAt).toBeGreaterThan(clock.now());
  }
});

test("a list that cannot be read where it grows keeps no other from being read", async () => {
  let isRefused = false;
  const { clock, fleet, upstream, show, shownIds } = createTestFleet({
    lie: (page, { filter }) => {
      if (isRefused && filter.metadata[0]?.[1] === "a") throw new RequestFailed(failure("upstream", 500));
      return page;
    },
  });
  const create = (env: string) => upstream.create({ metadata: [["env", env]] });
  create("a");
  create("b");
  await show(parse("env=(a,b)").query);
  fleet.setInterval(INTERVAL);
  isRefused = true;
  for (let interval = 0; interval < 6; interval += 1) {
    await clock.advance(INTERVAL);
    expect(fleet.get().trouble?.failure.status).toBe(500);
  }
  const other = create("b");
  await clock.advance(2 * INTERVAL);
  expect(shownIds()).toContain(other);
  // What started in the other list meanwhile may be missing, and that is said.
  expect(fleet.get().headAsOf).toBeLessThan(clock.now() - 6 * INTERVAL);
  const refused = create("a");
  isRefused = false;
  await clock.advance(300_000);
  expect(fleet.get().trouble).toBeUndefined();
  expect(shownIds()).toContain(refused);
});
