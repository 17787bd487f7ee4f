import { expect, test } from "vitest";
import { emptyQuery, metadataIs, type Query } from "#query/ast.ts";
import { fieldSubject, metadataSubject } from "#query/subject.ts";
import { createStore } from "#web/lib/store.ts";
import type { FoundValues } from "./facet-search.ts";
import { createCountsBeat } from "./counts-beat.ts";
import { createFacets } from "./facets.ts";
import { createSteadySnapshot } from "./steady-snapshot.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const env = metadataSubject("env");

/** Facets of a fleet of twelve, of which every third is `prod` and the others `dev`, and of so many older ones, read in pages of five. */
async function createTestFacets(older = 0) {
  const made = createTestFleet({ pageSize: 5, limits: { readAhead: 0 }, sandboxes: older });
  const { upstream, fleet, clock } = made;
  for (let n = 0; n < 12; n += 1)
    upstream.create({
      metadata: [
        ["env", n % 3 === 0 ? "prod" : "dev"],
        ["run", `run-${n}`],
      ],
    });
  const view = createStore<{ readonly query: Query }>({ query: emptyQuery });
  const beat = createCountsBeat(clock);
  const steady = createSteadySnapshot(fleet, beat);
  const facets = createFacets({
    ...{ fleet, view, clock, beat, onRows: fleet.onRows, context: fleet.matchContext },
  });
  await made.show();
  return {
    ...made,
    facets,
    /** What the words under the table count. */
    steady,
    /** As the page does: both follow the view. */
    filter: async (query: Query) => {
      fleet.show(query, undefined);
      view.set({ query });
      await clock.advance(2_000);
    },
    countsOf: (key: string) =>
      Object.fromEntries(
        facets
          .get()
          .values(metadataSubject(key))
          .values.map(({ text, count }) => [text, count]),
      ),
  };
}

test("nothing is counted until somebody asks, and nothing any more when nobody does", async () => {
  const { facets, clock, upstream, fleet, readToEnd, countsOf } = await createTestFacets();
  await readToEnd();
  expect(facets.get().isCounted).toBe(false);
  const stop = facets.subscribe(() => undefined);
  await clock.advance(1_000);
  expect(facets.get()).toMatchObject({ isCounted: true, isPartial: false, rows: 12 });
  expect(countsOf("env")).toEqual({ dev: 8, prod: 4 });
  stop();
  upstream.create({ metadata: [["env", "qa"]] });
  fleet.refresh();
  await clock.advance(1_000);
  expect(facets.get().rows).toBe(12);
  facets.subscribe(() => undefined);
  await clock.advance(1_000);
  expect(countsOf("env")).toEqual({ dev: 8, prod: 4, qa: 1 });
});

test("counts of a part of the list are told as such, until it is read to its end", async () => {
  const { facets, clock, readToEnd } = await createTestFacets();
  facets.subscribe(() => undefined);
  await clock.advance(1_000);
  expect(facets.get().isPartial).toBe(true);
  await readToEnd();
  await clock.advance(1_000);
  expect(facets.get()).toMatchObject({ isPartial: false, rows: 12 });
});

test("what the server leaves out stays as it was seen; what ended meanwhile goes with the next whole list", async () => {
  const { facets, clock, upstream, readToEnd, filter, countsOf } = await createTestFacets();
  facets.subscribe(() => undefined);
  await readToEnd();
  await clock.advance(1_000);
  await filter({ conditions: [metadataIs("env", "prod")] });
  await readToEnd();
  await clock.advance(1_000);
  expect(facets.get().pushed).toEqual(new Set(["m:env"]));
  expect(countsOf("env")).toEqual({ dev: 8, prod: 4 });
  const dev = upstream.ids().at(-2) ?? "";
  upstream.kill(dev);
  await filter(emptyQuery);
  await readToEnd();
  await clock.advance(1_000);
  expect(countsOf("env")).toEqual({ dev: 7, prod: 4 });
});

test("ages and conditions on them follow the clock", async () => {
  const { facets, clock, readToEnd, filter } = await createTestFacets();
  facets.subscribe(() => undefined);
  await readToEnd();
  const ages = () =>
    facets
      .get()
      .values(fieldSubject("age"))
      .values.map(({ count }) => count);
  const young: Query = { conditions: [{ kind: "span", name: "age", op: "<", seconds: 200 }] };
  await filter(young);
  await readToEnd();
  await clock.advance(1_000);
  const before = ages();
  expect(before.reduce((a, b) => a + b)).toBe(12);
  expect(
    facets
      .get()
      .values(env)
      .values.reduce((sum, { count }) => sum + count, 0),
  ).toBe(12);
  await clock.advance(400_000);
  expect(
    facets
      .get()
      .values(env)
      .values.reduce((sum, { count }) => sum + count, 0),
  ).toBe(0);
  expect(ages()[0]).toBe(0);
});

test("values are looked for among the rows that other conditions leave, and again when those change", async () => {
  const { facets, clock, upstream, fleet, readToEnd, filter } = await createTestFacets();
  facets.subscribe(() => undefined);
  await readToEnd();
  await filter({ conditions: [metadataIs("env", "prod")] });
  await readToEnd();
  const found: FoundValues[] = [];
  const stop = facets.search("run", "RUN-", (values) => found.push(values));
  await clock.advance(100);
  expect(found.at(-1)?.values.map(({ text }) => text)).toEqual(["run-0", "run-3", "run-6", "run-9"]);
  upstream.create({
    metadata: [
      ["env", "prod"],
      ["run", "the run-x"],
    ],
  });
  fleet.refresh();
  await clock.advance(2_000);
  expect(found.at(-1)?.values.at(-1)).toEqual({ text: "the run-x", count: 1 });
  stop();
  const { length } = found;
  await clock.advance(20_000);
  expect(found).toHaveLength(length);
});

test("values that look secret are not found", async () => {
  const { facets, clock, upstream, fleet } = await createTestFacets();
  facets.subscribe(() => undefined);
  upstream.create({
    metadata: [
      ["api_key", "sk-live-canary"],
      ["note", "sk-live-canary"],
    ],
  });
  fleet.refresh();
  await clock.advance(2_000);
  for (const key of ["api_key", "note"]) {
    const found: FoundValues[] = [];
    facets.search(key, "sk", (values) => found.push(values));
    await clock.advance(100);
    expect(found).toEqual([{ values: [], hasMore: false }]);
    expect(facets.get().values(metadataSubject(key))).toMatchObject({ values: [], masked: 1 });
  }
});

test("what the server leaves out is forgotten ten minutes later, also while the panel is open", async () => {
  const { facets, clock, readToEnd, filter, countsOf } = await createTestFacets();
  facets.subscribe(() => undefined);
  await readToEnd();
  await clock.advance(1_000);
  await filter({ conditions: [metadataIs("env", "prod")] });
  await readToEnd();
  await clock.advance(590_000);
  expect(facets.get().rows).toBe(12);
  await clock.advance(30_000);
  expect(facets.get().rows).toBe(4);
  expect(countsOf("env")).toEqual({ prod: 4 });
  // The values of those that went are gone with them.
  expect(
    facets
      .get()
      .keys()
      .map(({ key, rows }) => [key, rows]),
  ).toEqual([
    ["env", 4],
    ["run", 4],
  ]);
  expect(Object.keys(countsOf("run"))).toHaveLength(4);
});

test("closed for ten minutes nothing is kept; opened again, all is counted", async () => {
  const { facets, clock, readToEnd, countsOf } = await createTestFacets();
  const stop = facets.subscribe(() => undefined);
  await readToEnd();
  await clock.advance(1_000);
  stop();
  await clock.advance(600_000);
  facets.subscribe(() => undefined);
  await clock.advance(1_000);
  expect(facets.get().rows).toBe(12);
  expect(countsOf("env")).toEqual({ dev: 8, prod: 4 });
});

test("closed before all was taken in and opened again on another list, only that one's rows are counted", async () => {
  const { facets, clock, readToEnd, filter, countsOf } = await createTestFacets(400);
  await readToEnd();
  facets.subscribe(() => undefined)();
  await filter({ conditions: [metadataIs("env", "prod")] });
  await readToEnd();
  facets.subscribe(() => undefined);
  await clock.advance(1_000);
  expect(facets.get().rows).toBe(4);
  expect(countsOf("env")).toEqual({ prod: 4 });
});

test("while a scan counts, what stands beside the facets counts the same, and so it does in the end", async () => {
  const { facets, steady, clock, fleet, upstream } = await createTestFacets(400);
  facets.subscribe(() => undefined);
  await clock.advance(1_000);
  const shown: (readonly [number, number])[] = [];
  const look = () => shown.push([steady.get().checked, facets.get().rows]);
  steady.subscribe(() => undefined);
  upstream.holdReplies(true);
  fleet.show(emptyQuery, { column: "id", direction: "asc" });
  // A page every 40 ms.
  for (let page = 0; page < 90; page += 1) {
    await clock.advance(20);
    upstream.deliver();
    await clock.advance(20);
    look();
  }
  expect(fleet.get().end).toBe("complete");
  expect(shown.filter(([checked, counted]) => checked !== counted)).toEqual([]);
  expect(new Set(shown.map(([checked]) => checked)).size).toBeLessThan(20);
  expect(shown.at(-1)).toEqual([412, 412]);
});
