import fc from "fast-check";
import { expect, test } from "vitest";
import { fleetRow, type FleetRow } from "#web/fleet/row.ts";
import { sortRows } from "#web/fleet/sort.ts";
import { gridItems, groupHeadings, groupStates, isHeading } from "./group-items.ts";

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
  const groups = groupHeadings(rows, "m:team", none).map(({ group }) => group);
  expect(groups).toEqual([
    { value: "core", start: 0, end: 3, count: 3 },
    { value: "", start: 3, end: 4, count: 1 },
    { value: undefined, start: 4, end: 5, count: 1 },
  ]);
  const states = (gone: ReadonlyMap<string, string>) => groups.map((group) => groupStates(rows, group, gone));
  const running = [["running", 1]];
  expect(states(new Map())).toEqual([[["paused", 2], ...running], running, running]);
  expect(states(new Map([["b", "ended"]]))[0]).toEqual([...running, ["paused", 1]]);
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

test("with groups as large as they may be, and rows that are gone anywhere, each row stands where it is counted", () => {
  const teams = fc.array(fc.constantFrom("a", "b", "c", undefined), { maxLength: 200 });
  fc.assert(
    fc.property(teams, fc.array(fc.nat(199)), (all, places) => {
      const sorted = sortRows(
        all.map((value, index) => row(`i${String(index).padStart(3, "0")}`, value)),
        { column: "m:team", direction: "asc" },
      );
      const gone = new Map(
        places.flatMap((place) => (sorted[place] ? [[sorted[place].sandboxID, "ended"]] : [])),
      );
      const headings = groupHeadings(sorted, "m:team", none, gone);
      const present = sorted.filter(({ sandboxID }) => !gone.has(sandboxID));
      const teamOf = ({ metadata }: FleetRow) => metadata[0]?.[1];
      expect(headings.map(({ group }) => group.value)).toEqual([...new Set(present.map(teamOf))]);
      for (const { group } of headings) {
        const members = sorted.slice(group.start, group.end).filter(({ sandboxID }) => !gone.has(sandboxID));
        expect(members.map(teamOf)).toEqual(members.map(() => group.value));
        expect(group.count).toBe(members.length);
      }
      const { items, rowIndexOf } = gridItems(sorted, headings, none);
      for (const [at, item] of items.entries())
        if (!isHeading(item)) expect(sorted[rowIndexOf(at)]).toBe(item);
      expect(items.filter((item) => !isHeading(item))).toEqual(headings.length > 0 ? sorted : items);
    }),
  );
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
