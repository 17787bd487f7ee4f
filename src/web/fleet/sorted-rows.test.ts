import fc from "fast-check";
import { expect, test } from "vitest";
import { fleetRow, type FleetRow } from "./row.ts";
import { compareRows, type Sort } from "./sort.ts";
import { createSortedRows } from "./sorted-rows.ts";

const rowOf = (n: number, memoryMB: number): FleetRow =>
  fleetRow(
    {
      ...{
        sandboxID: `i${n}`,
        templateID: `t${n % 3}`,
        state: "running",
        cpuCount: 1,
        memoryMB,
        metadata: [],
      },
      startedAt: new Date(n * 1000).toISOString(),
      endAt: new Date(n * 2000).toISOString(),
    },
    0,
  );

test("mending gives what sorting all would give, whatever came, went or changed in between", () => {
  const step = fc.record({
    at: fc.nat(200),
    remove: fc.nat(5),
    change: fc.nat(200),
    add: fc.array(fc.nat(3), { maxLength: 6 }),
    sort: fc.constantFrom<Sort>(
      { column: "memory", direction: "asc" },
      { column: "memory", direction: "desc" },
      { column: "template", direction: "asc" },
    ),
  });
  fc.assert(
    fc.property(fc.nat(120), fc.array(step, { maxLength: 12 }), (count, steps) => {
      const sorter = createSortedRows();
      let created = count;
      let rows = Array.from({ length: count }, (_, n) => rowOf(n, n % 4));
      for (const { at, remove, change, add, sort } of steps) {
        const fresh = add.map((memory) => rowOf((created += 1), memory));
        rows = rows.toSpliced(at % (rows.length + 1), remove, ...fresh);
        rows = rows.map((row, index) => (index === change ? { ...row, memoryMB: change % 4 } : row));
        expect(sorter.sorted(rows, sort)).toEqual(rows.toSorted(compareRows(sort)));
      }
    }),
    { numRuns: 300 },
  );
});

test("a filter may hide nearly all of a large fleet, and show it again", () => {
  const sort: Sort = { column: "memory", direction: "asc" };
  const row = rowOf(1, 512);
  const all = Array.from({ length: 80_000 }, (_, n) => ({ ...row, sandboxID: `i${n}`, startedMicros: -n }));
  const few = all.filter((_, n) => n % 1_000 === 0);
  const sorter = createSortedRows();
  for (const rows of [all, few, all]) {
    const sorted = sorter.sorted(rows, sort);
    expect(sorted.length).toBe(rows.length);
    expect(sorted.every((found, place) => found === rows[place])).toBe(true);
  }
});
