import { expect, test } from "vitest";
import type { Failure } from "#contract/failure.ts";
import type { ItemStatus, KillItem } from "#web/fleet/kill-job.ts";
import { fleetRow } from "#web/fleet/row.ts";
import { failureGroups, jobProgress, milestoneOf, outcomesAsCsv, outcomesAsJson } from "./job-progress.ts";

const item = (sandboxID: string, status: ItemStatus): KillItem => ({
  status,
  row: fleetRow(
    {
      sandboxID,
      templateID: "base",
      startedAt: "2026-01-01T00:00:00Z",
      endAt: "2026-01-02T00:00:00Z",
      cpuCount: 2,
      memoryMB: 512,
      state: "running",
      metadata: [],
    },
    0,
  ),
});
const failed = (message: string): ItemStatus => {
  const failure: Failure = { kind: "upstream", endpoint: "killSandbox", status: 500, message };
  return { kind: "failed", failure };
};
const plain = (
  kind: "waiting" | "working" | "killed" | "already-gone" | "changed" | "stopped",
): ItemStatus => ({ kind });
const items = (...statuses: readonly ItemStatus[]) =>
  statuses.map((status, index) => item(`i${index}`, status));

test("every outcome is counted once", () => {
  const all = items(
    plain("waiting"),
    plain("working"),
    plain("killed"),
    plain("killed"),
    plain("already-gone"),
    plain("changed"),
    plain("stopped"),
    failed("no"),
  );
  expect(jobProgress({ items: all })).toEqual({
    total: 8,
    killed: 2,
    alreadyGone: 1,
    failed: 1,
    changed: 1,
    stopped: 1,
    settled: 6,
    left: 2,
  });
});

test.each([
  [0, "start"],
  [24, "start"],
  [25, 25],
  [49, 25],
  [50, 50],
  [74, 50],
  [75, 75],
  [100, 75],
] as const)("with %i of 100 settled, the last milestone is %s", (settled, milestone) => {
  const statuses = Array.from({ length: 100 }, (_, index) => plain(index < settled ? "killed" : "waiting"));
  expect(milestoneOf({ items: items(...statuses), phase: "running" })).toBe(milestone);
});

test("a job that is done is at its end, however little was done", () => {
  expect(milestoneOf({ items: items(plain("stopped"), plain("stopped")), phase: "done" })).toBe("end");
});

test("failures group by the upstream's words though each names its own id", () => {
  const all = [
    item("i0", failed('Sandbox "i0" is locked')),
    item("i1", failed("internal error")),
    item("i2", failed('Sandbox "i2" is locked')),
    item("i3", plain("killed")),
  ];
  expect(failureGroups({ items: all })).toEqual([
    { reason: 'Sandbox "…" is locked', ids: ["i0", "i2"] },
    { reason: "internal error", ids: ["i1"] },
  ]);
});

test("a reason of one keeps its words as they came", () => {
  expect(failureGroups({ items: [item("i0", failed("Sandbox i0 is locked"))] })).toEqual([
    { reason: "Sandbox i0 is locked", ids: ["i0"] },
  ]);
});

test("outcomes as JSON name id, outcome and reason", () => {
  expect(JSON.parse(outcomesAsJson({ items: items(plain("killed"), failed("no")) }))).toEqual([
    { sandboxID: "i0", outcome: "killed" },
    { sandboxID: "i1", outcome: "failed", reason: "no" },
  ]);
});

test("outcomes as CSV quote what must be and hold no formula", () => {
  const all = [item("i0", failed('say "no", twice\nor thrice')), item("-i1", failed("=HYPERLINK(0)"))];
  expect(outcomesAsCsv({ items: all })).toBe(
    `sandboxID,outcome,reason\r\ni0,failed,"say ""no"", twice\nor thrice"\r\n'-i1,failed,'=HYPERLINK(0)\r\n`,
  );
});
