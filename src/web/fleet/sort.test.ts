import fc from "fast-check";
import { expect, test } from "vitest";
import { fleetRow, serverOrder, type FleetRow } from "./row.ts";
import {
  asGroup,
  asSort,
  compareRows,
  groupedSort,
  sameSort,
  sortColumns,
  sortRows,
  type Sort,
} from "./sort.ts";

const row = (sandboxID: string, part: Partial<FleetRow> = {}): FleetRow => ({
  ...fleetRow(
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
  ),
  ...part,
});
const order = (sort: Sort, ...rows: readonly FleetRow[]) =>
  rows.toSorted(compareRows(sort)).map(({ sandboxID }) => sandboxID);

test.each<readonly [Sort["column"], Partial<FleetRow>, Partial<FleetRow>]>([
  ["cpu", { cpuCount: 1 }, { cpuCount: 16 }],
  ["memory", { memoryMB: 512 }, { memoryMB: 2048 }],
  ["state", { state: "paused" }, { state: "running" }],
  ["template", { alias: "t9" }, { alias: "t10" }],
  ["template", { alias: undefined, templateID: "a" }, { alias: "b", templateID: "0" }],
  ["template", { alias: "a" }, { alias: "", templateID: "b" }],
  ["started", { startedMicros: 1 }, { startedMicros: 2 }],
  ["ends", { endMillis: 1 }, { endMillis: 2 }],
  ["m:n", { metadata: [["n", "9"]] }, { metadata: [["n", "10"]] }],
])("by %s, up and down", (column, less, more) => {
  const rows = [row("more", more), row("less", less)];
  expect(order({ column, direction: "asc" }, ...rows)).toEqual(["less", "more"]);
  expect(order({ column, direction: "desc" }, ...rows)).toEqual(["more", "less"]);
});

test("rows with nothing to sort by stand last in both directions", () => {
  const paused = row("paused", { state: "paused", endMillis: 5 });
  const rows = [paused, row("late", { endMillis: 9 }), row("soon", { endMillis: 1 })];
  expect(order({ column: "ends", direction: "asc" }, ...rows)).toEqual(["soon", "late", "paused"]);
  expect(order({ column: "ends", direction: "desc" }, ...rows)).toEqual(["late", "soon", "paused"]);
  const empty = row("empty", { metadata: [["k", ""]] });
  expect(order({ column: "m:k", direction: "asc" }, row("none"), empty)).toEqual(["empty", "none"]);
});

test("a sort is a total order, whatever the rows", () => {
  const anyRow = fc.record({
    sandboxID: fc.string({ minLength: 1, maxLength: 3 }),
    cpuCount: fc.integer({ min: 1, max: 2 }),
    startedMicros: fc.integer({ min: 0, max: 2 }),
    state: fc.constantFrom("running", "paused", "other"),
    metadata: fc.oneof(
      fc.constant<FleetRow["metadata"]>([]),
      // The last two read alike, and so do 9 and 09.
      fc
        .constantFrom("", "9", "09", "10", "a", "A", "__proto__", "\u00E9", "e\u0301")
        .map((k) => [["k", k] as const]),
    ),
  });
  const anyOneSort = fc.record({
    column: fc.constantFrom(...sortColumns, "m:k" as const),
    direction: fc.constantFrom("asc" as const, "desc" as const),
  });
  const anySort = fc.oneof(
    anyOneSort,
    fc.tuple(anyOneSort, anyOneSort).map(([sort, within]): Sort => ({ ...sort, within })),
  );
  fc.assert(
    fc.property(anySort, fc.uniqueArray(anyRow, { selector: (r) => r.sandboxID }), (sort, parts) => {
      const rows = parts.map((part) => row(part.sandboxID, part));
      const once = rows.toSorted(compareRows(sort));
      expect(rows.toReversed().toSorted(compareRows(sort))).toEqual(once);
      expect(sortRows(rows.toReversed(), sort)).toEqual(once);
    }),
  );
});

test("the upstream's order is newest first, then by id", () => {
  const rows = [
    row("b", { startedMicros: 1 }),
    row("a", { startedMicros: 1 }),
    row("c", { startedMicros: 2 }),
  ];
  expect(rows.toSorted(serverOrder).map(({ sandboxID }) => sandboxID)).toEqual(["c", "a", "b"]);
});

test.each([
  [undefined, undefined],
  [{ column: "started", direction: "desc" }, undefined],
  [{ column: "nonsense", direction: "asc" }, undefined],
  [
    { column: "started", direction: "asc" },
    { column: "started", direction: "asc" },
  ],
  [
    { column: "m:team", direction: "desc" },
    { column: "m:team", direction: "desc" },
  ],
] as const)("reads %o from a URL as %o", (given, sort) => {
  expect(asSort(given)).toEqual(sort);
});

test.each([
  [undefined, undefined],
  ["m:team", "m:team"],
  ["m:", "m:"],
  ["state", "state"],
  ["template", "template"],
  ["cpu", undefined],
  ["nonsense", undefined],
] as const)("grouped by %s of a URL is by %s", (column, group) => {
  expect(asGroup(column)).toBe(group);
});

test("rows of one group stand together, each group in the order chosen", () => {
  const up = { column: "cpu", direction: "asc" } as const;
  const down = { column: "m:k", direction: "desc" } as const;
  expect(groupedSort(undefined, up)).toBe(up);
  expect(groupedSort("m:k", down)).toBe(down);
  const sort = groupedSort("m:k", up);
  expect(sort).toEqual({ column: "m:k", direction: "asc", within: up });
  const of = (id: string, k: string, cpuCount: number) => row(id, { metadata: [["k", k]], cpuCount });
  const rows = [
    row("none"),
    of("b2", "b", 2),
    of("a9", "a", 9),
    of("b1", "b", 1),
    of("01", "01", 1),
    of("1", "1", 1),
    of("01x", "01", 0),
  ];
  expect(sort && order(sort, ...rows)).toEqual(["01x", "01", "1", "a9", "b1", "b2", "none"]);
});

test("an order is the same again when its parts are", () => {
  const sort = { column: "m:k", direction: "asc", within: { column: "cpu", direction: "asc" } } as const;
  expect(sameSort(sort, structuredClone(sort))).toBe(true);
  expect(sameSort(sort, { ...sort, within: undefined })).toBe(false);
  expect(sameSort(undefined, undefined)).toBe(true);
  expect(sameSort(undefined, sort)).toBe(false);
});
