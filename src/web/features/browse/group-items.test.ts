import fc from "fast-check";
import { expect, test } from "vitest";
import { fleetRow, type FleetRow } from "#web/fleet/row.ts";
import { sortRows } from "#web/fleet/sort.ts";
import { gridItems, groupHeadings, isHeading } from "./group-items.ts";

const row = (sandboxID: string, team?: string, state = "running"): FleetRow =>
  fleetRow(
    {
      ...{ sandboxID, templateID: "base", startedAt: "2026-11-23T07:00:00Z", endAt: "2026-11-23T08:00:00Z" },
      ...{ cpuCount: 1, memoryMB: 512, state },
      metadata: team === undefined ? [] : [["team", team]],
    },
    0,
  );
const none = new Set<string>();
const rows = [
  row("a", "core"),
  row("b", "core", "paused"),
  row("c", "core", "paused"),
  row("d", ""),
  row("e"),
];

test("each value is a group with its states, the empty one and none are two", () => {
  expect(groupHeadings(rows, "m:team", none).map(({ group }) => group)).toEqual([
    {
      value: "core",
      start: 0,
      end: 3,
      count: 3,
      states: [
        ["paused", 2],
        ["running", 1],
      ],
    },
    { value: "", start: 3, end: 4, count: 1, states: [["running", 1]] },
    { value: undefined, start: 4, end: 5, count: 1, states: [["running", 1]] },
  ]);
});

const names = (collapsed: ReadonlySet<string>) => {
  const headings = groupHeadings(rows, "m:team", none);
  const { items, rowIndexOf } = gridItems(rows, headings, collapsed);
  return items.map((item, index) => `${isHeading(item) ? "#" : item.sandboxID}${rowIndexOf(index)}`);
};

test("headings stand before their rows; a collapsed group is its heading alone", () => {
  expect(names(none)).toEqual(["#0", "a0", "b1", "c2", "#3", "d3", "#4", "e4"]);
  const [core] = groupHeadings(rows, "m:team", none);
  expect(names(new Set([core?.sandboxID ?? ""]))).toEqual(["#0", "#3", "d3", "#4", "e4"]);
});

test("rows pinned on top are in no group", () => {
  const headings = groupHeadings(rows, "m:team", new Set(["a"]));
  expect(headings[0]?.group).toMatchObject({ value: "core", start: 1, end: 3 });
  const { items } = gridItems(rows, headings, none);
  expect(items.slice(0, 3).map((item) => (isHeading(item) ? "#" : item.sandboxID))).toEqual(["a", "#", "b"]);
  expect(groupHeadings(rows, "m:team", new Set(["a", "b", "c", "d", "e"]))).toEqual([]);
});

test("rows that are gone are not counted, open no group and part none", () => {
  const gone = new Map([
    ["b", "ended"],
    ["d", "ended"],
  ]);
  const headings = groupHeadings(rows, "m:team", none, gone);
  expect(headings.map(({ group: { value, start, end, count } }) => [value, start, end, count])).toEqual([
    ["core", 0, 3, 2],
    [undefined, 3, 5, 1],
  ]);
});

test("without groups the rows stand alone", () => {
  expect(groupHeadings([], "m:team", none)).toEqual([]);
  expect(gridItems(rows, [], none).items).toBe(rows);
});

test("whatever the values, each group is one, and every row stands in one", () => {
  const team = fc.option(fc.constantFrom("", "1", "01", "a", "A", "__proto__", "é", "e\u0301"), {
    nil: undefined,
  });
  fc.assert(
    fc.property(fc.array(team, { maxLength: 30 }), (teams) => {
      const sorted = sortRows(
        teams.map((value, index) => row(`i${index}`, value)),
        { column: "m:team", direction: "desc" },
      );
      const headings = groupHeadings(sorted, "m:team", none);
      expect(new Set(headings.map(({ sandboxID }) => sandboxID)).size).toBe(headings.length);
      expect(headings.length).toBe(new Set(teams).size);
      const { items } = gridItems(sorted, headings, none);
      expect(items.filter((item) => !isHeading(item))).toEqual(sorted);
    }),
  );
});
