import { expect, test } from "vitest";
import type { ListedSandbox } from "#contract/sandbox.ts";
import { createKnownRows } from "./known-rows.ts";
import { fleetRow } from "./row.ts";

const sandbox = (state: string): ListedSandbox => ({
  sandboxID: "i1",
  templateID: "base",
  startedAt: "2026-11-23T07:00:08.065123Z",
  endAt: "2026-11-23T08:00:00Z",
  cpuCount: 2,
  memoryMB: 512,
  state,
  metadata: [["env", "prod"]],
});
const read = (state: string, asOf: number) => fleetRow(sandbox(state), asOf);

test("a row holds its start in microseconds and its deadline in milliseconds", () => {
  const row = read("running", 5);
  expect(row.startedMicros % 1_000_000).toBe(65_123);
  expect(row.endMillis).toBe(Date.parse("2026-11-23T08:00:00Z"));
});

test("of two readings the one asked for later wins, in whatever order they arrive", () => {
  const known = createKnownRows();
  known.learn(read("paused", 20));
  known.learn(read("running", 10));
  expect(known.row("i1")?.state).toBe("paused");
});

test("a reading that changes nothing still makes older ones too old", () => {
  const known = createKnownRows();
  known.learn(read("running", 10));
  known.learn(read("running", 30));
  known.learn(read("paused", 20));
  expect(known.row("i1")?.state).toBe("running");
});

test("the object stays the same while nothing that shows changes", () => {
  const known = createKnownRows();
  known.learn(read("running", 10));
  const first = known.row("i1");
  known.learn(read("running", 20));
  expect(known.row("i1")).toBe(first);
  known.learn(fleetRow({ ...sandbox("running"), metadata: [["env", "dev"]] }, 30));
  expect(known.row("i1")).not.toBe(first);
});

test("what was found gone stays gone for readings asked for before, also at the same moment", () => {
  const known = createKnownRows();
  known.forget("i1", 50);
  expect(known.learn(read("running", 40))).toBeUndefined();
  expect(known.learn(read("running", 50))).toBeUndefined();
  expect(known.entries.size).toBe(0);
  expect(known.learn(read("running", 51))).toBeDefined();
});

test("what was found gone is kept in mind for as long as a reading may be under way, not for ever", () => {
  const known = createKnownRows();
  known.forget("i1", 50);
  known.forget("i2", 60);
  known.forget("i1", 300_000);
  known.forget("i3", 1_800_060);
  expect(known.learn(read("running", 40))).toBeUndefined();
  known.forget("i4", 2_100_001);
  expect(known.learn(read("running", 40))).toBeDefined();
});

test("one merely dropped is learnt again by any reading", () => {
  const known = createKnownRows();
  known.learn(read("running", 50));
  known.drop("i1");
  expect(known.learn(read("running", 40))).toBeDefined();
  expect(known.entries.size).toBe(1);
});

test("what was gone is remembered while a reading from before may still arrive, and no longer", () => {
  const known = createKnownRows();
  known.forget("i1", 50);
  expect(known.remembersGone()).toBe(true);
  expect(known.dropOld(50 + 1_799_999, () => false)).toEqual({ dropped: 0, left: 50 });
  expect(known.learn(read("running", 50))).toBeUndefined();
  expect(known.dropOld(50 + 1_800_000, () => false)).toEqual({ dropped: 0, left: undefined });
  expect(known.remembersGone()).toBe(false);
});

test("what is old goes, unless a list holds it or somebody keeps it", () => {
  const known = createKnownRows();
  const entry = known.learn(read("running", 10));
  expect(known.dropOld(9, () => false)).toEqual({ dropped: 0, left: 10 });
  expect(known.dropOld(10, () => true)).toEqual({ dropped: 0, left: 10 });
  if (entry) entry.places = 1;
  expect(known.dropOld(10, () => false)).toEqual({ dropped: 0, left: undefined });
  if (entry) [entry.places, entry.leftAt] = [0, 20];
  expect(known.dropOld(19, () => false)).toEqual({ dropped: 0, left: 20 });
  const before = known.version();
  expect(known.dropOld(20, () => false)).toEqual({ dropped: 1, left: undefined });
  expect(known.entries.size).toBe(0);
  expect(known.version()).toBeGreaterThan(before);
});
