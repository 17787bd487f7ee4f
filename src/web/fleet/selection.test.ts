import { expect, test } from "vitest";
import { fleetRow } from "./row.ts";
import { createSelection } from "./selection.ts";

const row = (sandboxID: string) =>
  fleetRow(
    {
      sandboxID,
      templateID: "base",
      startedAt: "2026-11-23T07:00:00Z",
      endAt: "2026-11-23T08:00:00Z",
      cpuCount: 1,
      memoryMB: 512,
      state: "running",
      metadata: [],
    },
    0,
  );
const [a, b, c] = [row("a"), row("b"), row("c")];

test("rows are selected, deselected and cleared, each once", () => {
  const selection = createSelection();
  selection.toggle([a, b], true);
  selection.toggle([b, c], true);
  expect([...selection.get().keys()]).toEqual(["a", "b", "c"]);
  selection.toggle([b], false);
  expect([...selection.get().keys()]).toEqual(["a", "c"]);
  selection.remove(["a", "unknown"]);
  expect([...selection.get().keys()]).toEqual(["c"]);
  selection.clear();
  expect(selection.get().size).toBe(0);
});

test("each change is a new value, and tells whoever listens", () => {
  const selection = createSelection();
  const before = selection.get();
  let told = 0;
  const stop = selection.subscribe(() => {
    told += 1;
  });
  selection.toggle([a], true);
  expect(selection.get()).not.toBe(before);
  expect(before.size).toBe(0);
  stop();
  selection.clear();
  expect(told).toBe(1);
});
