import { describe, expect, test } from "vitest";
import type { Query } from "#query/ast.ts";
import { parse } from "#query/parse.ts";
import { settle } from "./testing/fake-clock.ts";
import type { FakeUpstream } from "./testing/fake-upstream.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const query = (text: string): Query => parse(text).query;
const fourEnvs = query("env=(a,b,c,d)");
const envs = ["a", "b", "c", "d", "e"];

/** Sandboxes of five environments in turns, or of each a stretch. */
function populate(upstream: FakeUpstream, count: number, envOf: (n: number) => string): void {
  for (let n = 0; n < count; n += 1) upstream.create({ metadata: [["env", envOf(n)]] });
}
const inTurns = (n: number) => envs[n % envs.length] ?? "";
const idsOf = (upstream: FakeUpstream, wanted: readonly string[]) =>
  upstream
    .all()
    .filter(({ metadata }) => wanted.includes(metadata[0]?.[1] ?? ""))
    .map(({ sandboxID }) => sandboxID);
const envsAsked = ({ requests }: FakeUpstream) => requests.map(({ filter }) => filter.metadata[0]?.[1]);

describe("several lists", () => {
  test("come out as one, in the upstream's order, and say when all of it was read", async () => {
    const { fleet, upstream, show, readToEnd, shownIds } = createTestFleet({ tellsTotal: true });
    populate(upstream, 1_000, inTurns);
    await show(fourEnvs);
    expect(envsAsked(upstream)).toEqual(["a", "b", "c", "d"]);
    expect(fleet.get()).toMatchObject({ end: "more", checked: 400, totalRunning: 800, refined: false });
    await readToEnd();
    expect(fleet.get()).toMatchObject({ end: "complete", checked: 800, matching: 800 });
    expect(shownIds()).toEqual(idsOf(upstream, ["a", "b", "c", "d"]));
    expect(upstream.requests).toHaveLength(8);
  });

  test("are read where the eye comes to an end first", async () => {
    const { fleet, upstream, show } = createTestFleet();
    populate(upstream, 300, () => "b");
    populate(upstream, 300, () => "a");
    fleet.setViewport(0, 30);
    await show(query("env=(a,b)"));
    expect(envsAsked(upstream)).toEqual(["a", "b"]);
    upstream.forgetRequests();
    // The hundred newest are all of one list: only that one can have more of them.
    fleet.setViewport(60, 90);
    await settle();
    expect(envsAsked(upstream)).toEqual(["a"]);
  });

  test("an upstream that ignores the filter gives everything in each, and nothing twice", async () => {
    const { fleet, upstream, show, shownIds } = createTestFleet({ ignores: ["metadata"] });
    populate(upstream, 250, inTurns);
    await show(fourEnvs);
    expect(fleet.get()).toMatchObject({ end: "more", checked: 100 });
    fleet.setViewport(0, 1_000);
    for (let round = 0; round < 20; round += 1) await settle();
    expect(fleet.get()).toMatchObject({ end: "complete", checked: 250, matching: 200 });
    expect(shownIds()).toEqual(idsOf(upstream, ["a", "b", "c", "d"]));
    expect(fleet.facts.get().disobeyed.metadata).toBeGreaterThan(0);
  });

  test("a sandbox is known for as long as one list holds it", async () => {
    const { clock, fleet, upstream, show, shownIds } = createTestFleet({ ignores: ["metadata"] });
    populate(upstream, 3, () => "a");
    await show(query("env=(a,b)"));
    const [dead = ""] = shownIds();
    upstream.kill(dead);
    await clock.advance(1);
    upstream.holdReplies(true);
    fleet.refresh();
    await settle();
    upstream.deliver();
    await settle();
    expect(fleet.row(dead)).toBeDefined();
    upstream.deliver();
    await settle();
    expect(fleet.row(dead)).toBeUndefined();
  });

  test("a change of one value keeps the lists that stay", async () => {
    const { upstream, show, shownIds } = createTestFleet();
    populate(upstream, 20, inTurns);
    await show(query("env=(a,b)"));
    upstream.forgetRequests();
    await show(query("env=(b,c)"));
    expect(envsAsked(upstream)).toEqual(["c"]);
    expect(shownIds()).toEqual(idsOf(upstream, ["b", "c"]));
  });

  test("together cost three requests an interval, each head in its turn, and what is looked at among them", async () => {
    const { clock, fleet, upstream, show, readToEnd } = createTestFleet();
    populate(upstream, 1_500, inTurns);
    await show(fourEnvs);
    await readToEnd();
    fleet.setViewport(0, 30);
    fleet.setInterval(10_000);
    upstream.forgetRequests();
    await clock.advance(10_000);
    expect(upstream.requests).toHaveLength(3);
    await clock.advance(10_000);
    expect(upstream.requests).toHaveLength(6);
    expect(new Set(envsAsked(upstream))).toEqual(new Set(["a", "b", "c", "d"]));
    fleet.setViewport(1_000, 1_030);
    upstream.forgetRequests();
    await clock.advance(40_000);
    expect(upstream.requests).toHaveLength(12);
    const heads = upstream.requests.filter(({ cursor }) => cursor === undefined);
    expect(heads).toHaveLength(8);
    expect(new Set(heads.map(({ filter }) => filter.metadata[0]?.[1])).size).toBe(4);
  });

  test("asked for by hand, each is read where it grows", async () => {
    const { clock, fleet, upstream, show, shownIds } = createTestFleet();
    populate(upstream, 40, inTurns);
    await show(fourEnvs);
    populate(upstream, 10, inTurns);
    await clock.advance(1);
    fleet.refresh();
    await settle();
    expect(shownIds()).toEqual(idsOf(upstream, ["a", "b", "c", "d"]));
  });

  test("repeating their cursors they end as such, after few requests", async () => {
    const { fleet, upstream, show, readToEnd } = createTestFleet({ repeatsCursor: true });
    populate(upstream, 1_500, inTurns);
    await show(query("env=(a,b)"));
    await readToEnd();
    expect(fleet.get().end).toBe("looped");
    expect(upstream.requests.length).toBeLessThanOrEqual(6);
  });

  test("one that fails keeps what the others brought, and never says that there is no more", async () => {
    const { fleet, upstream, show, shownIds } = createTestFleet();
    populate(upstream, 10, inTurns);
    upstream.holdReplies(true);
    await show(query("env=(a,b)"));
    upstream.failWith({ kind: "unreachable", endpoint: "listSandboxes", status: 502, message: "no route" });
    upstream.deliver();
    await settle();
    expect(shownIds()).toEqual(idsOf(upstream, ["a"]));
    expect(fleet.get()).toMatchObject({ end: "more", trouble: { failure: { message: "no route" } } });
  });
});

describe("more becomes known of the upstream", () => {
  const capabilities = { template: true, startedAfter: true, order: true };

  test("the lists change, and nothing on screen blinks or is lost", async () => {
    const { fleet, upstream, show, shownIds } = createTestFleet();
    for (let n = 0; n < 900; n += 1) upstream.create({ templateID: n % 3 === 0 ? "other" : "base" });
    await show(query("template:other"));
    const shown = shownIds();
    expect(shown).toHaveLength(300);
    const seen: number[] = [];
    fleet.subscribe(() => seen.push(shownIds().length));
    upstream.forgetRequests();
    upstream.holdReplies(true);
    fleet.setCapabilities(capabilities);
    for (let round = 0; round < 5; round += 1) {
      await settle();
      expect(shownIds()).toEqual(shown);
      upstream.deliver();
    }
    await settle();
    expect(shownIds()).toEqual(shown);
    expect(upstream.requests.map(({ filter }) => filter.template)).toEqual(["other", "other", "other"]);
    expect(fleet.get()).toMatchObject({ end: "complete", checked: 300, standIns: 0, refined: false });
    expect(seen.every((count) => count === 300)).toBe(true);
  });

  test("a clock put right asks anew for what depends on the time, and for nothing else", async () => {
    const { clock, fleet, upstream, show, shownIds } = createTestFleet({ capabilities });
    upstream.createMany(20);
    const now = clock.now();
    clock.step(3_600_000);
    await show(query("age:<30m"));
    expect(shownIds()).toEqual([]);
    clock.step(-3_600_000);
    upstream.forgetRequests();
    fleet.clockChanged();
    await settle();
    const [asked] = upstream.requests;
    expect(Date.parse(asked?.filter.startedAfter ?? "")).toBeLessThanOrEqual(now - 1_800_000);
    expect(shownIds()).toHaveLength(20);

    await show(query("state:running"));
    upstream.forgetRequests();
    fleet.clockChanged();
    await settle();
    expect(upstream.requests).toEqual([]);
  });

  test("a clock put right while one looks far down leaves the rows and the view", async () => {
    const { clock, fleet, upstream, show, shownIds } = createTestFleet({ capabilities });
    upstream.createMany(900);
    await show(query("age:<30m"));
    for (const last of [100, 200, 300, 400]) {
      fleet.setViewport(last - 20, last);
      await settle();
    }
    const shown = shownIds();
    upstream.holdReplies(true);
    clock.step(1_200_000);
    fleet.clockChanged();
    expect(shownIds()).toEqual(shown);
    upstream.holdReplies(false);
    await settle();
    expect(shownIds().slice(0, 401)).toEqual(shown.slice(0, 401));
  });

  test("where it changes nothing, nothing is asked", async () => {
    const { fleet, upstream, show } = createTestFleet({ sandboxes: 5 });
    await show(query("state:running"));
    fleet.setCapabilities(capabilities);
    await settle();
    expect(upstream.requests).toHaveLength(1);
  });
});
