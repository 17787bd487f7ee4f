import { expect, test } from "vitest";
import type { Entry } from "./known-rows.ts";
import { overdueEntries } from "./overdue.ts";
import { fleetRow } from "./row.ts";

const NOW = 1_000_000;

/** One whose deadline passed so long ago, read before it. */
function entry(id: string, overdueBy: number, readAt = 0): Entry {
  const facts = { templateID: "t", state: "running", cpuCount: 1, memoryMB: 1, metadata: [] } as const;
  const endAt = new Date(NOW - overdueBy).toISOString();
  const row = fleetRow({ sandboxID: id, ...facts, startedAt: endAt, endAt }, readAt);
  return { id, row, readAt, places: 1, leftAt: 0, verdict: true, judgedRow: row, judgedIn: 1 };
}

const idsOf = (entries: readonly Entry[]) => entries.map(({ id }) => id);

test("those on screen come first, then the most overdue, as many as are asked for", () => {
  const entries = [entry("a", 30), entry("b", 50), entry("c", 10), entry("d", 40), entry("e", 20)];
  const seen = entries.filter(({ id }) => id === "c" || id === "e");
  const wish = { visible: new Set(seen), isWanted: () => true, now: NOW };
  expect(idsOf(overdueEntries(entries, { ...wish, most: 4 }))).toEqual(["e", "c", "b", "d"]);
  expect(idsOf(overdueEntries(entries, { ...wish, most: 9 }))).toEqual(["e", "c", "b", "d", "a"]);
  expect(overdueEntries(entries, { ...wish, most: 0 })).toEqual([]);
});

test("what was read after its deadline, has not come to it or is not wanted does not count", () => {
  const entries = [entry("read", 30, NOW - 10), entry("later", -1), entry("unwanted", 50), entry("one", 0)];
  const isWanted = ({ id }: Entry) => id !== "unwanted";
  const wish = { visible: new Set<Entry>(), isWanted, now: NOW, most: 9 };
  expect(idsOf(overdueEntries(entries, wish))).toEqual(["one"]);
});

test("of a whole fleet overdue, hardly one is compared with another", () => {
  const fleet = Array.from({ length: 10_000 }, (_, n) => entry(`i${n}`, 10_000 - n));
  let looks = 0;
  const visible = new Set<Entry>();
  visible.has = () => {
    looks += 1;
    return false;
  };
  const found = overdueEntries(fleet, { visible, isWanted: () => true, now: NOW, most: 9 });
  expect(idsOf(found)).toEqual(fleet.slice(0, 9).map(({ id }) => id));
  expect(looks).toBeLessThan(3 * fleet.length);
});
