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

test("one merely dropped is learnt again by any reading", () => {
  const known = createKnownRows();
  known.learn(read("running", 50));
  known.drop("i1");
  expect(known.learn(read("running", 40))).toBeDefined();
  expect(known.entries.size).toBe(1);
});
