import { describe, expect, test } from "vitest";
import type { Failure } from "#contract/failure.ts";
import { fieldIs } from "#query/ast.ts";
import { parse } from "#query/parse.ts";
import { settle } from "./testing/fake-clock.ts";
import type { FakeUpstream } from "./testing/fake-upstream.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const rateLimited = (retryAfterSeconds?: number): Failure => ({
  kind: "rate-limited",
  endpoint: "listSandboxes",
  status: 429,
  message: "Rate limit exceeded",
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});

describe("trouble", () => {
  test("an outage keeps the rows and says when the next try is due", async () => {
    const { clock, fleet, upstream, show } = createTestFleet({ sandboxes: 10 });
    fleet.setInterval(10_000);
    await show();
    upstream.failWith({ kind: "unreachable", endpoint: "listSandboxes", status: 502, message: "no route" });
    await clock.advance(10_000);
    const { rows, trouble } = fleet.get();
    expect(rows).toHaveLength(10);
    expect(trouble).toMatchObject({ failure: { message: "no route" }, nextTryAt: clock.now() + 2_000 });
    upstream.failWith(undefined);
    await clock.advance(2_000);
    expect(fleet.get().trouble).toBeUndefined();
  });

  test("a failed first page is no empty fleet", async () => {
    const { fleet, upstream, show } = createTestFleet({ sandboxes: 10 });
    upstream.failWith(rateLimited());
    await show();
    expect(fleet.get()).toMatchObject({ end: "unread", rows: [] });
    expect(fleet.get().trouble?.failure.kind).toBe("rate-limited");
  });

  test("waits as long as the upstream asks for, unless told to try now", async () => {
    const { clock, fleet, upstream, show } = createTestFleet({ sandboxes: 10 });
    upstream.failWith(rateLimited(30));
    await show();
    await clock.advance(29_999);
    expect(upstream.requests).toHaveLength(1);
    await clock.advance(1);
    expect(upstream.requests).toHaveLength(2);
    upstream.failWith(undefined);
    fleet.refresh();
    await settle();
    expect(upstream.requests).toHaveLength(3);
    expect(fleet.get()).toMatchObject({ end: "complete", checked: 10, trouble: undefined });
  });

  test("a server that repeats its cursor ends the list as looped", async () => {
    const { fleet, upstream, show, readToEnd } = createTestFleet({ sandboxes: 250, repeatsCursor: true });
    await show();
    await readToEnd();
    expect(fleet.get().end).toBe("looped");
    expect(upstream.requests.length).toBeLessThan(4);
  });
});

test.each([-3_600_000, 3_600_000])("a clock put right by %i ms changes no interval", async (step) => {
  const { clock, fleet, upstream, show } = createTestFleet({ sandboxes: 10 });
  fleet.setInterval(10_000);
  await show();
  await clock.advance(15_000);
  upstream.forgetRequests();
  clock.step(step);
  await clock.advance(60_000);
  expect(upstream.requests).toHaveLength(6);
});

test("a clock set back by an hour makes nothing new old", async () => {
  const { clock, fleet, upstream, show, shownIds, control } = createTestFleet({ sandboxes: 350 });
  fleet.setInterval(10_000);
  await show();
  fleet.setViewport(0, 349);
  await settle();
  await clock.advance(60_000);
  clock.step(-3_600_000);
  const changed = upstream.ids()[5] ?? "";
  const gone = upstream.ids()[300] ?? "";
  const killed = upstream.ids()[7] ?? "";
  upstream.setState(changed, "paused");
  upstream.kill(gone);
  const started = upstream.create();
  await clock.advance(10_000);
  await control.kill(killed);
  // Every page in its turn.
  await clock.advance(120_000);
  expect(fleet.row(changed)?.state).toBe("paused");
  expect(shownIds()).toEqual(upstream.ids());
  expect(shownIds()).toContain(started);
  // How old what is shown is, by the same measure.
  expect(clock.stamp() - (fleet.get().oldestAsOf ?? 0)).toBeLessThan(120_000);
});

describe("a scan that is asked to wait", () => {
  /** One that has read three pages of ten when the upstream has enough of it. */
  async function waiting() {
    const made = createTestFleet({ sandboxes: 1_000 });
    const { fleet, upstream, show } = made;
    upstream.holdReplies(true);
    await show(undefined, { column: "id", direction: "asc" });
    for (let page = 0; page < 3; page += 1) {
      if (page === 2) upstream.failWith(rateLimited(12));
      upstream.deliver();
      await settle();
    }
    upstream.holdReplies(false);
    expect(fleet.get()).toMatchObject({ checked: 300, end: "more", rowsPerSecond: undefined });
    return made;
  }
  const cursors = ({ requests }: FakeUpstream) => requests.map(({ cursor }) => cursor);

  test("waits as long, says so, and goes on where it stopped", async () => {
    const { clock, fleet, upstream } = await waiting();
    expect(fleet.get().trouble).toMatchObject({
      failure: { kind: "rate-limited", retryAfterSeconds: 12 },
      nextTryAt: clock.now() + 12_000,
    });
    upstream.failWith(undefined);
    await clock.advance(11_999);
    expect(upstream.requests).toHaveLength(4);
    await clock.advance(1);
    while (fleet.get().end === "more") await clock.advance(1);
    expect(fleet.get()).toMatchObject({ checked: 1_000, trouble: undefined });
    // Nothing was read twice but the page that failed.
    expect(upstream.requests).toHaveLength(11);
    expect(new Set(cursors(upstream)).size).toBe(10);
  });

  test("tries at once when told to, and reads nothing else for that", async () => {
    const { fleet, upstream } = await waiting();
    const [last] = cursors(upstream).slice(-1);
    upstream.forgetRequests();
    upstream.failWith(undefined);
    upstream.holdReplies(true);
    fleet.retry();
    await settle();
    expect(cursors(upstream)).toEqual([last]);
  });

  test("can be stopped, which asks nothing more, and continued at once", async () => {
    const { clock, fleet, upstream } = await waiting();
    fleet.stopScan();
    expect(fleet.get()).toMatchObject({ scanPaused: true, trouble: undefined, checked: 300 });
    upstream.forgetRequests();
    await clock.advance(60_000);
    expect(upstream.requests).toHaveLength(0);
    upstream.failWith(undefined);
    fleet.continueScan();
    await settle();
    expect(upstream.requests.length).toBeGreaterThan(0);
    while (fleet.get().end === "more") await clock.advance(1);
    expect(fleet.get().checked).toBe(1_000);
  });

  test("keeps another query waiting as long, and says so", async () => {
    const { clock, fleet, upstream, show } = await waiting();
    await show({ conditions: [fieldIs("state", "paused")] });
    expect(upstream.requests).toHaveLength(4);
    expect(fleet.get()).toMatchObject({ end: "unread", trouble: { failure: { kind: "rate-limited" } } });
    upstream.failWith(undefined);
    await clock.advance(12_000);
    expect(fleet.get()).toMatchObject({ end: "complete", trouble: undefined });
  });
});

describe("a scan of several lists", () => {
  const twoEnvs = parse("env=(a, b)").query;
  const byCpu = { column: "cpu", direction: "asc" } as const;

  function ofTwoEnvs(limits?: { readonly scanRows: number }) {
    const made = createTestFleet(limits && { limits });
    for (let n = 0; n < 400; n += 1) made.upstream.create({ metadata: [["env", n % 2 ? "a" : "b"]] });
    made.fleet.setInterval(10_000);
    return made;
  }

  test("that is stopped before all were begun stays so, keeps what was read true, and goes on when told to", async () => {
    const { clock, fleet, upstream, show } = ofTwoEnvs();
    upstream.holdReplies(true);
    await show(twoEnvs, byCpu);
    upstream.failLists(rateLimited(5));
    upstream.deliver();
    await settle();
    expect(fleet.get()).toMatchObject({ checked: 100, end: "more", trouble: { failure: { status: 429 } } });
    fleet.stopScan();
    upstream.failLists(undefined);
    upstream.holdReplies(false);
    upstream.forgetRequests();
    // What was read is read again, an interval at a time, and no more.
    await clock.advance(60_000);
    expect(upstream.requests.length).toBeLessThanOrEqual(6);
    expect(fleet.get()).toMatchObject({ checked: 100, scanPaused: true });
    fleet.continueScan();
    await clock.advance(1);
    expect(fleet.get()).toMatchObject({ checked: 400, end: "complete" });
  });

  test("begins a list that another query adds, however much was read", async () => {
    const { clock, fleet, show } = ofTwoEnvs({ scanRows: 150 });
    await show(parse("env=a").query, byCpu);
    expect(fleet.get()).toMatchObject({ checked: 200, end: "complete" });
    await show(twoEnvs, byCpu);
    await clock.advance(1);
    expect(fleet.get()).toMatchObject({ checked: 300, end: "more", scanPaused: true });
  });

  test("stays stopped while sandboxes end", async () => {
    const { clock, fleet, upstream, show } = createTestFleet({ sandboxes: 1_000 });
    upstream.holdReplies(true);
    await show(undefined, byCpu);
    upstream.deliver();
    await settle();
    fleet.stopScan();
    upstream.deliver();
    await settle();
    const { checked } = fleet.get();
    for (const id of upstream.ids().slice(0, 5)) fleet.forget(id);
    upstream.holdReplies(false);
    await clock.advance(1);
    expect(fleet.get()).toMatchObject({ checked: checked - 5, scanPaused: true });
  });
});

test("a scan tells its rate once it is known, and only while it reads", async () => {
  const { clock, fleet, upstream, show } = createTestFleet({ sandboxes: 1_000 });
  upstream.holdReplies(true);
  await show(undefined, { column: "id", direction: "asc" });
  const rates: (number | undefined)[] = [];
  while (fleet.get().end !== "complete") {
    await clock.advance(250);
    upstream.deliver();
    await settle();
    rates.push(fleet.get().rowsPerSecond);
  }
  expect(rates).toEqual([undefined, undefined, ...Array.from({ length: 7 }, () => 400), undefined]);
});
