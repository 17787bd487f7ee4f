import { describe, expect, test } from "vitest";
import { fieldIs, metadataIs } from "#query/ast.ts";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

describe("reading", () => {
  test("reads what the screen needs and no further until it scrolls", async () => {
    const { fleet, upstream, show } = createTestFleet({ sandboxes: 1_000 });
    fleet.setViewport(0, 30);
    await show();
    expect(upstream.requests).toHaveLength(1);
    expect(fleet.get()).toMatchObject({ checked: 100, end: "more", refined: false });
    fleet.setViewport(60, 90);
    await settle();
    expect(fleet.get().checked).toBe(200);
  });

  test("reads an exact list to its end and shows the upstream's order", async () => {
    const { fleet, upstream, show, readToEnd, shownIds } = createTestFleet({ sandboxes: 430 });
    await show();
    await readToEnd();
    expect(fleet.get().end).toBe("complete");
    expect(shownIds()).toEqual(upstream.ids());
    expect(upstream.requests).toHaveLength(5);
  });

  test("an empty fleet is complete, not loading", async () => {
    const { fleet, show } = createTestFleet();
    expect(fleet.get().end).toBe("unread");
    await show();
    expect(fleet.get()).toMatchObject({ end: "complete", rows: [], checked: 0 });
  });

  test("a query that cannot match asks nothing", async () => {
    const { fleet, upstream, show } = createTestFleet({ sandboxes: 5 });
    await show({ conditions: [metadataIs("a", "1"), metadataIs("a", "2")] });
    expect(upstream.requests).toHaveLength(0);
    expect(fleet.get()).toMatchObject({ end: "complete", rows: [] });
    expect(fleet.get().plan.kind).toBe("impossible");
  });

  test("a server that ignores the filter costs time, never a wrong row, and is not read without end", async () => {
    const { fleet, upstream, show } = createTestFleet({
      sandboxes: 2_000,
      ignores: ["metadata"],
      limits: { scanRows: 500 },
    });
    const wanted = upstream.create({ metadata: [["env", "prod"]] });
    await show({ conditions: [metadataIs("env", "prod")] });
    expect(fleet.get().rows.map(({ sandboxID }) => sandboxID)).toEqual([wanted]);
    expect(fleet.get()).toMatchObject({ scanPaused: true, checked: 600 });
    fleet.continueScan();
    await settle();
    expect(fleet.get().checked).toBeGreaterThan(1_000);
  });

  test("what is known already stands in while a new list is asked for", async () => {
    const { fleet, upstream, show, shownIds } = createTestFleet();
    const prod = upstream.create({ metadata: [["env", "prod"]] });
    upstream.create({ metadata: [["env", "dev"]] });
    await show();
    upstream.holdReplies(true);
    await show({ conditions: [metadataIs("env", "prod")] });
    expect(shownIds()).toEqual([prod]);
    expect(fleet.get()).toMatchObject({ end: "unread", checked: 0 });
  });

  test("a new query ends the request under way, whose late answer changes nothing", async () => {
    const { fleet, upstream, show, shownIds } = createTestFleet({ sandboxes: 3 });
    upstream.holdReplies(true);
    await show();
    await show({ conditions: [fieldIs("state", "paused")] });
    upstream.holdReplies(false);
    upstream.deliver();
    await settle();
    expect(shownIds()).toEqual([]);
    expect(fleet.get().end).toBe("complete");
  });
});

describe("scanning for a condition the server does not know", () => {
  const byTemplate = { conditions: [fieldIs("template", "other")] };

  test("reads on by itself up to the limit, then waits for leave", async () => {
    const { clock, fleet, show } = createTestFleet({ sandboxes: 1_950, limits: { scanRows: 100 } });
    await show(byTemplate);
    expect(fleet.get()).toMatchObject({ refined: true, scanPaused: true, checked: 100, matching: 0 });
    fleet.continueScan();
    await clock.advance(1);
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(fleet.get()).toMatchObject({ scanPaused: true, checked: 1_100 });
  });

  test("stops when told to, with what has been read so far", async () => {
    const { fleet, upstream, show } = createTestFleet({ sandboxes: 950 });
    upstream.holdReplies(true);
    await show(byTemplate);
    upstream.deliver();
    await settle();
    fleet.stopScan();
    upstream.deliver();
    await settle();
    const stopped = fleet.get();
    expect(stopped).toMatchObject({ scanPaused: true, end: "more", reading: false });
    upstream.holdReplies(false);
    fleet.continueScan();
    await settle();
    expect(fleet.get()).toMatchObject({ end: "complete", checked: 950 });
  });

  test("sorting does not end the scan's list nor ask for it again", async () => {
    const { upstream, show } = createTestFleet({ sandboxes: 50 });
    await show();
    await show(undefined, { column: "id", direction: "asc" });
    expect(upstream.requests).toHaveLength(1);
  });
});

describe("refresh", () => {
  test("an idle refresh of 5,000 rows reads the head and the pages under the viewport, nothing else", async () => {
    const { clock, fleet, upstream, show, readToEnd } = createTestFleet({ sandboxes: 5_000 });
    await show();
    await readToEnd();
    expect(fleet.get().checked).toBe(5_000);
    fleet.setViewport(2_510, 2_550);
    fleet.setInterval(10_000);
    await settle();
    upstream.forgetRequests();
    await clock.advance(10_000);
    expect(upstream.requests).toHaveLength(2);
    await clock.advance(50_000);
    expect(upstream.requests).toHaveLength(12);
    expect(upstream.requests.filter(({ cursor }) => cursor === undefined)).toHaveLength(6);
    expect(new Set(upstream.requests.map(({ cursor }) => cursor)).size).toBe(2);
  });

  test("at the top it is one request", async () => {
    const { clock, fleet, upstream, show, readToEnd } = createTestFleet({ sandboxes: 1_000 });
    await show();
    await readToEnd();
    fleet.setViewport(0, 40);
    upstream.forgetRequests();
    fleet.setInterval(5_000);
    await clock.advance(5_000);
    expect(upstream.requests).toEqual([{ filter: { metadata: [] }, cursor: undefined }]);
  });

  test("takes in new sandboxes at the head, drops those that ended, without losing the rest", async () => {
    const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({ sandboxes: 450 });
    await show();
    await readToEnd();
    fleet.setViewport(0, 40);
    upstream.createMany(20);
    upstream.kill(upstream.ids()[30] ?? "");
    await clock.advance(1);
    fleet.refresh();
    await settle();
    expect(shownIds()).toEqual(upstream.ids());
    expect(fleet.get().end).toBe("complete");
  });

  test("sees a row end deep in the list although new ones push every page", async () => {
    const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({ sandboxes: 900 });
    await show();
    await readToEnd();
    fleet.setViewport(650, 690);
    const dead = shownIds()[670] ?? "";
    upstream.kill(dead);
    upstream.createMany(3);
    await clock.advance(1);
    fleet.refresh();
    await settle();
    expect(shownIds()).not.toContain(dead);
    expect(shownIds()).toEqual(upstream.ids());
  });

  test("more new sandboxes than a page holds leave no gap, and old rows stay", async () => {
    const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({ sandboxes: 300 });
    await show();
    await readToEnd();
    fleet.setViewport(0, 40);
    upstream.createMany(230);
    await clock.advance(1);
    fleet.refresh();
    await settle();
    expect(shownIds()).toEqual(upstream.ids());
  });

  test("too many new ones to catch up with cut the list, which then says that more may come", async () => {
    const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({ sandboxes: 300 });
    await show();
    await readToEnd();
    fleet.setViewport(0, 10);
    const resumed = upstream.ids()[150] ?? "";
    upstream.createMany(700);
    upstream.restart(resumed);
    await clock.advance(1);
    fleet.refresh();
    await settle();
    expect(fleet.get().end).toBe("more");
    await readToEnd();
    expect(shownIds()).toEqual(upstream.ids());
  });

  test("scrolled down, a burst of new ones above moves nothing out of sight", async () => {
    const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({ sandboxes: 600 });
    await show();
    await readToEnd();
    fleet.setViewport(200, 230);
    const looked = upstream.ids().slice(200, 231);
    upstream.createMany(700);
    await clock.advance(1);
    fleet.refresh();
    await settle();
    expect(shownIds()).toEqual(upstream.ids());
    expect(shownIds().slice(900, 931)).toEqual(looked);
    expect(fleet.get().end).toBe("complete");
  });

  test("a resumed sandbox at the head does not hide the gap behind it", async () => {
    const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({
      sandboxes: 300,
      limits: { refreshPages: 1 },
    });
    await show();
    await readToEnd();
    fleet.setViewport(0, 10);
    upstream.createMany(150);
    upstream.restart(upstream.ids()[200] ?? "");
    await clock.advance(1);
    fleet.refresh();
    await settle();
    expect(fleet.get().end).toBe("more");
    await readToEnd();
    expect(shownIds()).toEqual(upstream.ids());
  });

  test("when everything known has ended, an end reached before is not believed any longer", async () => {
    const { clock, fleet, upstream, control, show, readToEnd, shownIds } = createTestFleet({
      sandboxes: 150,
    });
    await show();
    await readToEnd();
    for (const id of upstream.ids()) await control.kill(id);
    upstream.createMany(150);
    await clock.advance(1);
    fleet.refresh();
    await settle();
    await readToEnd();
    expect(shownIds()).toEqual(upstream.ids());
  });

  test("asked for while one runs, another follows, which sees what happened since", async () => {
    const { clock, fleet, upstream, show, shownIds } = createTestFleet({ sandboxes: 3 });
    fleet.setInterval(10_000);
    await show();
    upstream.holdReplies(true);
    await clock.advance(10_000);
    const late = upstream.create();
    fleet.refresh();
    upstream.holdReplies(false);
    upstream.deliver();
    await settle();
    expect(shownIds()).toContain(late);
    expect(fleet.get().isRefreshing).toBe(false);
    expect(upstream.requests).toHaveLength(3);
  });

  test("a hidden tab reads nothing; shown again it catches up at once", async () => {
    const { clock, fleet, upstream, show } = createTestFleet({ sandboxes: 10 });
    fleet.setInterval(10_000);
    await show();
    upstream.forgetRequests();
    fleet.setActive(false);
    await clock.advance(3_600_000);
    expect(upstream.requests).toHaveLength(0);
    fleet.setActive(true);
    await settle();
    expect(upstream.requests).toHaveLength(1);
  });

  test("without an interval nothing is read again", async () => {
    const { clock, fleet, upstream, show } = createTestFleet({ sandboxes: 10 });
    await show();
    fleet.setInterval(undefined);
    await clock.advance(3_600_000);
    expect(upstream.requests).toHaveLength(1);
  });
});
