import { expect, test } from "vitest";
import type { Query } from "#query/ast.ts";
import { parse } from "#query/parse.ts";
import { createRecheck } from "./recheck.ts";
import { fleetRow, type FleetRow } from "./row.ts";
import { createFakeClock, settle } from "./testing/fake-clock.ts";
import { createSyncRegex } from "./testing/sync-regex.ts";

const rowOf = (team: string, ageSeconds: number, now: number): FleetRow =>
  fleetRow(
    {
      ...{ sandboxID: "i1", templateID: "base", state: "running", cpuCount: 1, memoryMB: 1 },
      metadata: [["team", team]],
      startedAt: new Date(now - ageSeconds * 1000).toISOString(),
      endAt: new Date(now + 60_000).toISOString(),
    },
    now,
  );
const query = (text: string): Query => parse(text).query;

function recheck() {
  const clock = createFakeClock();
  const regex = createSyncRegex();
  const context = () => ({ now: clock.now(), regex: regex.test });
  return { clock, regex, hasLeft: createRecheck({ context, subscribe: regex.subscribe }, clock) };
}

test("what it met as shown it must still meet, and only that", async () => {
  const { clock, hasLeft } = recheck();
  const at = clock.now();
  const shown = { row: rowOf("core", 10, at), at };
  expect(await hasLeft(query("team=core"), shown, rowOf("core", 10, at))).toBe(false);
  expect(await hasLeft(query("team=core"), shown, rowOf("data", 10, at))).toBe(true);
  expect(await hasLeft(query("team=ops"), shown, rowOf("data", 10, at))).toBe(false);
  expect(await hasLeft(query("team=core OR team=data"), shown, rowOf("data", 10, at))).toBe(false);
});

test("time goes on between what was shown and what is read again", async () => {
  const { clock, hasLeft } = recheck();
  const at = clock.now();
  const row = rowOf("core", 50, at);
  await clock.advance(20_000);
  expect(await hasLeft(query("age:<1m"), { row, at }, row)).toBe(true);
  expect(await hasLeft(query("age:>45s"), { row, at }, row)).toBe(false);
});

test("a regular expression still at work is waited for", async () => {
  const { clock, regex, hasLeft } = recheck();
  const at = clock.now();
  const shown = { row: rowOf("core", 10, at), at };
  regex.hold(true);
  const outcomes: boolean[] = [];
  void hasLeft(query("team=~^c"), shown, rowOf("core", 10, at)).then((left) => outcomes.push(left));
  void hasLeft(query("team=~^c"), shown, rowOf("data", 10, at)).then((left) => outcomes.push(left));
  await settle();
  expect(outcomes).toEqual([]);
  regex.hold(false);
  await settle();
  expect(outcomes).toEqual([false, true]);
});

test("one that takes too long spares the sandbox", async () => {
  const { clock, regex, hasLeft } = recheck();
  const at = clock.now();
  regex.giveUp("^c");
  const left = hasLeft(query("team=~^c"), { row: rowOf("core", 10, at), at }, rowOf("core", 10, at));
  await clock.advance(60_000);
  expect(await left).toBe(true);
});
