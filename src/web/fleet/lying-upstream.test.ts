import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Failure } from "#contract/failure.ts";
import type { ListedSandbox } from "#contract/sandbox.ts";
import { RequestFailed } from "#web/data/request.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

/** Long enough for a machine that has other things to do. */
const PATIENCE_MS = 60_000;

const byCpu = { column: "cpu", direction: "asc" } as const;
const broken = (kind: Failure["kind"], status: number): Failure => ({
  ...{
    kind,
    status,
    endpoint: "listSandboxes",
    message: "The upstream's reply is not what its API promises",
  },
});

const ROWS = 120;
const at = fc.nat({ max: 150 });
/** What is wrong with one page. */
const lie = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("true") }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("again"),
      rows: fc.array(at, { minLength: 1, maxLength: 12 }),
      isAtEnd: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom("fails", "is-cut", "is-empty", "is-stale", "oldest-in-head"),
    }),
  },
);
type Lie = typeof lie extends fc.Arbitrary<infer T> ? T : never;

const change = fc.record({
  started: fc.nat({ max: 6 }),
  ended: fc.array(at, { maxLength: 10 }),
  turned: fc.array(at, { maxLength: 10 }),
  lie,
});

/** A fleet in twelve pages behind an upstream that answers as it is told. */
function lyingFleet(sort: typeof byCpu | undefined) {
  let next: Lie = { kind: "true" };
  let left = 0;
  const stale = new Map<string, ListedSandbox>();
  const parts = createTestFleet({
    ...{ sandboxes: ROWS, pageSize: 10 },
    lie: (page, { cursor }): ListPage => {
      const { upstream } = parts;
      left -= 1;
      if (left < 0) return page;
      if (next.kind === "fails") throw new RequestFailed(broken("upstream", 500));
      if (next.kind === "is-cut") throw new RequestFailed(broken("malformed", 200));
      if (next.kind === "is-empty" && page.next !== undefined) return { ...page, rows: [] };
      if (next.kind === "is-stale")
        return { ...page, rows: page.rows.map((row) => stale.get(row.sandboxID) ?? row) };
      if (next.kind === "oldest-in-head" && cursor === undefined)
        return { ...page, rows: [...page.rows, ...upstream.all().slice(-1)] };
      if (next.kind !== "again" || !("rows" in next)) return page;
      const again = next.rows.flatMap((place) => upstream.all()[place] ?? []);
      return { ...page, rows: next.isAtEnd ? [...page.rows, ...again] : [...again, ...page.rows] };
    },
  });
  for (const row of parts.upstream.all()) stale.set(row.sandboxID, row);
  return {
    ...parts,
    begin: () => parts.show(undefined, sort),
    /** What it answers from now on, or so many times. */
    tell: (told: Lie, times = Number.POSITIVE_INFINITY) => {
      next = told;
      left = times;
    },
  };
}

describe("an upstream that lies", () => {
  test.each([
    ["in its own order", undefined],
    ["scanned for a sort", byCpu],
  ])(
    "%s: nothing twice and counts that agree while it does, and the truth soon after it stops",
    async (_, sort) => {
      const property = fc.asyncProperty(fc.array(change, { maxLength: 20 }), async (changes) => {
        const { clock, fleet, upstream, begin, tell, shownIds, readToEnd } = lyingFleet(sort);
        upstream.holdReplies(true);
        const ever = new Set(upstream.ids());
        await begin();
        fleet.setInterval(10_000);
        for (const { started, ended, turned, lie: told } of changes) {
          const some = (place: number) => upstream.ids()[place % upstream.ids().length] ?? "";
          for (const id of upstream.createMany(started)) ever.add(id);
          for (const place of ended) upstream.kill(some(place));
          for (const place of turned)
            upstream.setState(some(place), upstream.state(some(place)) === "paused" ? "running" : "paused");
          tell(told);
          upstream.deliver();
          await clock.advance(5_000);
          const ids = shownIds();
          const { matching, checked } = fleet.get();
          expect(new Set(ids).size).toBe(ids.length);
          expect(matching).toBe(ids.length);
          expect(checked).toBe(ids.length);
          expect(ids.every((id) => ever.has(id))).toBe(true);
        }
        tell({ kind: "true" });
        upstream.holdReplies(false);
        upstream.deliver();
        // Back-offs, then as many intervals as it takes to read every page again, wherever one looks.
        await clock.advance(70_000);
        for (let interval = 0; interval < 60; interval += 1) {
          // What was read of the lies may end the list where it can not be believed: the rest comes when one looks there.
          await readToEnd();
          await clock.advance(10_000);
        }
        await readToEnd();
        expect(fleet.get()).toMatchObject({ end: "complete", trouble: undefined });
        expect(shownIds().toSorted()).toEqual(upstream.ids().toSorted());
        for (const row of fleet.get().rows) expect(row.state).toBe(upstream.state(row.sandboxID));
      });
      await fc.assert(property, { numRuns: 25 });
    },
    PATIENCE_MS,
  );

  test("one that lists a sandbox on two pages, always, shows it once and is not read over and over", async () => {
    const { clock, fleet, upstream, begin, tell, shownIds } = lyingFleet(byCpu);
    await begin();
    await settle();
    expect(fleet.get()).toMatchObject({ end: "complete", checked: ROWS });
    tell({ kind: "oldest-in-head" });
    fleet.setInterval(10_000);
    for (let interval = 0; interval < 60; interval += 1) {
      upstream.forgetRequests();
      if (interval % 3 === 0) upstream.create();
      await clock.advance(10_000);
      expect(upstream.requests.length).toBeLessThanOrEqual(3);
      expect(new Set(shownIds()).size).toBe(fleet.get().checked);
      expect(fleet.get().checked).toBe(upstream.ids().length);
    }
  });

  test("an empty page hides nothing for long, and takes nothing away", async () => {
    const { clock, fleet, upstream, begin, tell, shownIds } = lyingFleet(byCpu);
    await begin();
    await settle();
    fleet.setInterval(10_000);
    for (let round = 0; round < 30; round += 1) {
      if (round % 3 === 0) tell({ kind: "is-empty" }, 1);
      await clock.advance(10_000);
      expect(fleet.get().end).toBe("complete");
      expect(fleet.get().checked).toBeGreaterThanOrEqual(ROWS - 20);
    }
    for (let interval = 0; interval < 40; interval += 1) await clock.advance(10_000);
    expect(shownIds().toSorted()).toEqual(upstream.ids().toSorted());
  });

  test.each([
    ["in its own order", undefined],
    ["scanned for a sort", byCpu],
  ])("%s: one of empty pages without end is not read for ever, but as far as is asked", async (_, sort) => {
    const { clock, fleet, upstream, show } = createTestFleet({
      limits: { scanRows: 200 },
      lie: (page, { cursor }) => ({ ...page, rows: [], next: `${Number(cursor ?? 0) + 1}` }),
    });
    await show(undefined, sort);
    await clock.advance(1_000);
    expect(upstream.requests).toHaveLength(2);
    expect(fleet.get()).toMatchObject({ end: "more", checked: 0, scanPaused: true });
    fleet.continueScan();
    for (let turn = 0; turn < 4; turn += 1) await clock.advance(1_000);
    expect(upstream.requests).toHaveLength(22);
    expect(fleet.get()).toMatchObject({ end: "more", scanPaused: true });
    fleet.setInterval(10_000);
    upstream.forgetRequests();
    for (let interval = 0; interval < 30; interval += 1) await clock.advance(10_000);
    // Three an interval, and once what the first of them put in doubt.
    expect(upstream.requests.length).toBeLessThanOrEqual(90 + 22);
  });
});

test("what is on screen may lie all over the list: the rest is read again all the same, in its turn", async () => {
  const { clock, fleet, upstream, readToEnd, show } = createTestFleet({ sandboxes: 200, pageSize: 10 });
  await show(undefined, byCpu);
  await readToEnd();
  // Six pages of twenty are in view.
  fleet.setViewport(100, 159);
  fleet.setInterval(10_000);
  const begin = clock.now();
  for (let interval = 0; interval < 3 * 20; interval += 1) {
    upstream.forgetRequests();
    await clock.advance(10_000);
    expect(upstream.requests.length).toBeLessThanOrEqual(3);
  }
  expect(fleet.get().oldestAsOf).toBeGreaterThan(begin);
});

describe("a sandbox listed twice a few rows before its place", () => {
  test.each([1, 2, 5, 9])(
    "hides those between, %i of its page, for one interval at most",
    async (between) => {
      let isLying = false;
      const { clock, fleet, upstream, readToEnd, show, shownIds } = createTestFleet({
        sandboxes: 1_000,
        lie: (page, { cursor }) => {
          if (!isLying || cursor !== undefined) return page;
          isLying = false;
          return { ...page, rows: [...page.rows, ...upstream.all().slice(100 + between, 101 + between)] };
        },
      });
      for (const id of upstream.ids()) upstream.setDeadline(id, 1_900_000_000_000);
      await show();
      await readToEnd();
      fleet.setViewport(0, 30);
      fleet.setInterval(10_000);
      await clock.advance(10_000);
      upstream.createMany(3);
      isLying = true;
      upstream.forgetRequests();
      await clock.advance(20_000);
      expect(isLying).toBe(false);
      expect(shownIds()).toEqual(upstream.ids());
      expect(upstream.requests.length).toBeLessThanOrEqual(6);
    },
  );

  test("and where those between have ended, that is believed at once", async () => {
    const { clock, fleet, upstream, readToEnd, show, shownIds } = createTestFleet({ sandboxes: 1_000 });
    await show();
    await readToEnd();
    fleet.setViewport(0, 30);
    fleet.setInterval(10_000);
    await clock.advance(10_000);
    upstream.createMany(3);
    for (const id of upstream.ids().slice(96, 99)) upstream.kill(id);
    await clock.advance(10_000);
    expect(shownIds()).toEqual(upstream.ids());
  });
});
