import { expect, test } from "vitest";
import { match } from "#query/match.ts";
import { parse } from "#query/parse.ts";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";
import type { FleetSnapshot } from "./snapshot.ts";

const query = (text: string) => parse(text).query;

/** A fleet of three pages that was read, on a clock by which each step of work takes longer than a slice; `seen` is all that was shown since. */
async function slowFleet() {
  const made = createTestFleet();
  const { upstream, fleet, clock, show, readToEnd } = made;
  for (let n = 0; n < 250; n += 1)
    upstream.create({
      metadata: [["env", n % 5 === 0 ? "prod" : "dev"]],
      state: n % 2 ? "paused" : "running",
    });
  await show();
  await readToEnd();
  const seen: FleetSnapshot[] = [];
  fleet.subscribe(() => seen.push(fleet.get()));
  clock.tire(20);
  return { ...made, seen, finish: () => clock.advance(5_000) };
}

const notDev = query("env!=dev");
const notProd = query("env!=prod");

test("what was shown stays until it is known what to show instead, and nothing is shown in between", async () => {
  const { fleet, seen, finish } = await slowFleet();
  const before = fleet.get();
  fleet.show(notDev, undefined);
  expect(fleet.get()).toBe(before);
  expect(fleet.plan()).toMatchObject({ inBrowser: [{ condition: notDev.conditions[0] }] });
  await finish();
  expect(fleet.get()).toMatchObject({ matching: 50, checked: 250, wanted: { query: notDev } });
  for (const { rows, wanted, isLate } of seen) {
    if (isLate) expect([rows, wanted]).toEqual([before.rows, before.wanted]);
    else {
      expect(wanted.query).toBe(notDev);
      expect(rows.every((row) => match(notDev, row, fleet.matchContext()))).toBe(true);
    }
  }
});

test("that it takes longer than a moment is told once, and not of what is quick or only judged again", async () => {
  const { fleet, clock, seen, show, finish } = await slowFleet();
  const lateness = () => seen.map(({ isLate }) => isLate);
  fleet.show(notDev, { column: "state", direction: "asc" });
  await finish();
  expect(lateness().slice(0, 2)).toEqual([true, false]);
  expect(lateness().lastIndexOf(true)).toBe(0);

  seen.length = 0;
  clock.tire(0);
  await show(notProd);
  await show(query("age:<10d"));
  clock.tire(20);
  fleet.clockChanged();
  await finish();
  expect(lateness()).not.toContain(true);
});

test("sorting is done in slices too, and groups come with their rows", async () => {
  const { fleet, finish } = await slowFleet();
  const before = fleet.get();
  fleet.show(query(""), { column: "state", direction: "asc" }, "state");
  expect(fleet.get()).toBe(before);
  expect(before.wanted).toMatchObject({ sort: undefined, group: undefined });
  await finish();
  expect(fleet.get().wanted).toMatchObject({ sort: { column: "state" }, group: "state" });
  const states = fleet.get().rows.map(({ state }) => state);
  expect(states).toEqual(states.toSorted());
  expect(states).toHaveLength(250);
});

test("another filter takes the place of one that is under way", async () => {
  const { fleet, seen, finish } = await slowFleet();
  fleet.show(notDev, { column: "state", direction: "asc" });
  fleet.show(notProd, undefined);
  await finish();
  const answers = seen.filter(({ isLate }) => !isLate);
  expect(new Set(answers.map(({ wanted }) => wanted.query))).toEqual(new Set([notProd]));
  expect(fleet.get()).toMatchObject({ matching: 200, sortedHere: false });
});

test("back to what is shown is shown at once again, or soon, and nothing else until then", async () => {
  const { fleet, seen, shownIds, finish } = await slowFleet();
  const ids = shownIds();
  const all = query("");
  fleet.show(notDev, undefined);
  fleet.show(all, undefined);
  await finish();
  expect(shownIds()).toEqual(ids);
  expect(fleet.get()).toMatchObject({ isLate: false, matching: 250 });
  expect(fleet.get().wanted.query).toBe(all);
  for (const { rows } of seen) expect(rows.map(({ sandboxID }) => sandboxID)).toEqual(ids);
});

test("a page that arrives meanwhile is shown with the rest", async () => {
  const { fleet, upstream, clock, show, finish } = await slowFleet();
  await show(query("age:<10d"));
  await finish();
  const created = upstream.create({ metadata: [["env", "dev"]] });
  upstream.holdReplies(true);
  fleet.refresh();
  await settle();
  fleet.clockChanged();
  upstream.deliver();
  await settle();
  expect(fleet.row(created)).toBeDefined();
  expect(fleet.get().rows.some(({ sandboxID }) => sandboxID === created)).toBe(false);
  upstream.holdReplies(false);
  await clock.advance(5_000);
  expect(fleet.get().rows[0]?.sandboxID).toBe(created);
  expect(fleet.get()).toMatchObject({ checked: 251, matching: 251 });
});

test("a row that changes or goes meanwhile is shown as it is", async () => {
  const { fleet, upstream, clock, shownIds, finish } = await slowFleet();
  const [first = "", second = "", third = ""] = shownIds();
  fleet.show(query("-state:paused"), undefined);
  for (const [id, state] of [
    [first, "paused"],
    [second, "running"],
  ] as const) {
    upstream.setState(id, state);
    fleet.learn((await upstream.readDetail(id)).value, clock.now() + 1);
  }
  fleet.forget(third);
  fleet.mark(second, { kind: "doing", action: "kill" });
  await finish();
  expect(shownIds()).not.toContain(first);
  expect(shownIds()).toContain(second);
  expect(shownIds()).not.toContain(third);
  expect(fleet.get().marks.get(second)).toBeDefined();
  expect(fleet.get().checked).toBe(249);
});

test("what cannot be refreshed is said all the while", async () => {
  const { fleet, upstream, clock, show, seen, finish } = await slowFleet();
  await show(query("age:<10d"));
  await finish();
  fleet.setInterval(10_000);
  upstream.failLists({ kind: "upstream", endpoint: "listSandboxes", status: 500, message: "boom." });
  await clock.advance(11_000);
  expect(fleet.get().trouble).toBeDefined();
  seen.length = 0;
  upstream.holdReplies(true);
  fleet.clockChanged();
  fleet.retry();
  await finish();
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.map(({ trouble }) => trouble?.failure.status)).not.toContain(undefined);
});

test("what is read on after it is of the new list", async () => {
  const { fleet, upstream, finish } = await slowFleet();
  upstream.forgetRequests();
  fleet.show(query("env=prod"), undefined);
  expect(upstream.requests).toEqual([]);
  await finish();
  expect(upstream.requests.map(({ filter }) => filter.metadata)).toEqual([[["env", "prod"]]]);
  expect(fleet.get()).toMatchObject({ matching: 50, end: "complete", standIns: 0 });
});

test("nothing goes on in a store that was closed", async () => {
  const { fleet, seen, finish } = await slowFleet();
  const before = fleet.get();
  fleet.show(notDev, undefined);
  fleet.close();
  await finish();
  expect(seen).toEqual([]);
  expect(fleet.get()).toBe(before);
});
