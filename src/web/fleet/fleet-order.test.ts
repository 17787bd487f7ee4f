import { describe, expect, test } from "vitest";
import { emptyQuery, metadataIs } from "#query/ast.ts";
import type { Sort } from "./sort.ts";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const oldestFirst: Sort = { column: "started", direction: "asc" };
const capabilities = { template: true, startedAfter: true, order: true };

describe("the oldest first, of an upstream that lists so", () => {
  test("is read as the eye follows, like the newest first, and is no work for the browser", async () => {
    const { fleet, upstream, show, readToEnd, shownIds } = createTestFleet({ sandboxes: 450, capabilities });
    await show(emptyQuery, oldestFirst);
    expect(upstream.requests).toEqual([{ filter: { metadata: [], order: "asc" }, cursor: undefined }]);
    expect(fleet.get()).toMatchObject({ checked: 100, end: "more", refined: false, sortedHere: false });
    await readToEnd();
    expect(shownIds()).toEqual(upstream.ids().toReversed());
    expect(upstream.requests).toHaveLength(5);
  });

  test("grows at its far end: a refresh of the whole list reads its last page again", async () => {
    const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({
      sandboxes: 250,
      capabilities,
    });
    await show(emptyQuery, oldestFirst);
    await readToEnd();
    fleet.setViewport(0, 30);
    const [, second] = upstream.requests.filter(({ cursor }) => cursor !== undefined);
    const moved = upstream.ids()[200] ?? "";
    upstream.restart(moved);
    upstream.createMany(20);
    upstream.forgetRequests();
    await clock.advance(1);
    fleet.refresh();
    await settle();
    expect(upstream.requests.map(({ cursor }) => cursor)).toEqual([second?.cursor, undefined]);
    expect(shownIds()).toEqual(upstream.ids().toReversed());
    expect(fleet.get().end).toBe("complete");
  });

  test("stays whole when more than a page was added, within the refresh's limit", async () => {
    const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({
      sandboxes: 150,
      capabilities,
    });
    await show(emptyQuery, oldestFirst);
    await readToEnd();
    fleet.setViewport(0, 30);
    upstream.createMany(120);
    await clock.advance(1);
    fleet.refresh();
    await settle();
    expect(fleet.get().end).toBe("complete");
    expect(shownIds()).toEqual(upstream.ids().toReversed());
  });

  test("a list that was read whole is turned round without asking", async () => {
    const { fleet, upstream, show, shownIds } = createTestFleet({ sandboxes: 50, capabilities });
    await show();
    await show(emptyQuery, oldestFirst);
    expect(upstream.requests).toHaveLength(1);
    expect(shownIds()).toEqual(upstream.ids().toReversed());
    expect(fleet.get().end).toBe("complete");
  });

  test("so it is while the rows of an order before are still being found", async () => {
    const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({
      sandboxes: 300,
      capabilities,
    });
    await show();
    await readToEnd();
    upstream.forgetRequests();
    clock.tire(20);
    fleet.show(emptyQuery, { column: "state", direction: "asc" });
    fleet.show(emptyQuery, oldestFirst);
    await clock.advance(5_000);
    expect(upstream.requests).toEqual([]);
    expect(shownIds()).toEqual(upstream.ids().toReversed());
    expect(fleet.get().end).toBe("complete");
  });

  test("several lists come out in one order", async () => {
    const { upstream, show, readToEnd, shownIds } = createTestFleet({ capabilities });
    for (let n = 0; n < 400; n += 1) upstream.create({ metadata: [["env", ["a", "b", "c"][n % 3] ?? ""]] });
    await show({ conditions: [metadataIs("env", "a", "b")] }, oldestFirst);
    await readToEnd();
    const wanted = upstream.all().filter(({ metadata }) => metadata[0]?.[1] !== "c");
    expect(shownIds()).toEqual(wanted.map(({ sandboxID }) => sandboxID).toReversed());
  });
});

test("an upstream that does not keep to the order is no longer asked for it, and the rows are sorted here", async () => {
  const { fleet, upstream, show, shownIds } = createTestFleet({
    ...{ sandboxes: 250, capabilities, ignores: ["order"] },
  });
  await show(emptyQuery, oldestFirst);
  expect(upstream.requests.map(({ filter }) => filter.order)).toEqual([
    "asc",
    undefined,
    undefined,
    undefined,
  ]);
  expect(fleet.get()).toMatchObject({ end: "complete", refined: true, sortedHere: true });
  expect(shownIds()).toEqual(upstream.ids().toReversed());
  expect(fleet.facts.get().disobeyed.order).toBeGreaterThan(0);
});
