import fc from "fast-check";
import { expect, test } from "vitest";
import { settledRows, tidiedRows, type LiveRows, type Look } from "./live-rows.ts";
import { nextLiveRows } from "./next-live-rows.ts";
import { fleetRow, type FleetRow } from "./row.ts";
import { rowsDiff } from "./rows-diff.ts";

/** Long enough for a machine that has other things to do. */
const PATIENCE_MS = 60_000;

const row = (sandboxID: string, state = "running"): FleetRow =>
  fleetRow(
    {
      ...{ sandboxID, templateID: "base", startedAt: "2026-11-23T07:00:00Z", endAt: "2026-11-23T08:00:00Z" },
      ...{ cpuCount: 1, memoryMB: 512, state, metadata: [] },
    },
    0,
  );
const rowsOf = (ids: string): readonly FleetRow[] => ids.split("").map((id) => row(id));
const look = (first: number, last: number, isGuarded = true): Look => ({
  ...{ first, last, isGuarded, isGrouped: false },
});
const next = (before: LiveRows, after: string, seen: Look) =>
  nextLiveRows(before, rowsOf(after), seen, () => "ended");
const shown = (live: LiveRows): string =>
  live.rows
    .map(({ sandboxID: id }) => (live.gone.has(id) ? `(${id})` : id))
    .join("")
    .concat(live.waiting.size > 0 ? ` +${[...live.waiting].join("")}` : "");

test.each<readonly [string, string, Look, string, string]>([
  ["a new row above waits", "abcdef", look(2, 3), "xabcdef", "abcdef +x"],
  ["so does one between", "abcdef", look(2, 3), "abcxdef", "abcdef +x"],
  ["one below comes at once", "abcdef", look(2, 3), "abcdexf", "abcdexf"],
  ["where nothing is pointed at, all come", "abcdef", look(0, 3, false), "xabycdef", "xabycdef"],
  ["what is gone keeps its place on screen", "abcdef", look(2, 3), "abdef", "ab(c)def"],
  ["and none elsewhere", "abcdef", look(2, 3), "bcde", "bcde"],
  ["also where all around is pushed", "abcdef", look(0, 3, false), "xacdef", "xa(b)cdef"],
  ["the first on screen too", "abcdef", look(0, 3, false), "xbcdef", "x(a)bcdef"],
  ["what moves away stays till then", "abcdef", look(2, 4), "eabcdf", "abcdef"],
  ["what moves in from elsewhere waits", "abcdefgh", look(2, 4), "abcgdefh", "abcdefh +g"],
  ["all on screen that move together are followed", "abcdef", look(0, 1), "cdefab", "cdefab"],
  ["all on screen gone", "abcdef", look(2, 3), "abef", "ab(c)(d)ef"],
  ["all gone", "abc", look(0, 2), "", ""],
])("%s", (_, before, seen, after, expected) => {
  expect(shown(next(settledRows(rowsOf(before)), after, seen).live)).toBe(expected);
});

test("what is gone leaves after the next action, and what waits goes on waiting", () => {
  const { live } = next(settledRows(rowsOf("abcdef")), "xabdef", look(2, 3));
  expect(shown(live)).toBe("ab(c)def +x");
  expect(shown(tidiedRows(live))).toBe("abdef +x");
  expect(shown(next(live, "xabcdef", look(2, 3)).live)).toBe("abcdef +x");
});

test("rows that stand as they match are the very list", () => {
  const after = rowsOf("abcx");
  const { live } = nextLiveRows(settledRows(rowsOf("abc")), after, look(0, 2), () => "ended");
  expect(live.rows).toBe(after);
  expect(tidiedRows(live)).toBe(live);
});

test("in groups, what changed goes to its group at once", () => {
  const seen = { ...look(0, 3), isGrouped: true };
  expect(shown(next(settledRows(rowsOf("abcdef")), "bcdeaf", seen).live)).toBe("bcdeaf");
});

const ids = "abcdefghijklmnopqrst".split("");
const someIds = fc.shuffledSubarray(ids);
const step = fc.record({
  // Near to what there is, or anything.
  drop: fc.subarray(ids, { maxLength: 4 }),
  insert: fc.array(fc.tuple(fc.constantFrom(...ids), fc.nat({ max: 20 })), { maxLength: 4 }),
  anything: fc.option(someIds, { freq: 8, nil: undefined }),
  first: fc.nat({ max: 15 }),
  height: fc.integer({ min: 1, max: 8 }),
  isGuarded: fc.boolean(),
  isGrouped: fc.boolean(),
  tidies: fc.boolean(),
  showsAll: fc.boolean(),
});

function changed(
  before: readonly string[],
  { drop, insert, anything }: typeof step extends fc.Arbitrary<infer T> ? T : never,
) {
  if (anything) return anything;
  const after = before.filter((id) => !drop.includes(id));
  for (const [id, place] of insert) {
    const at = after.indexOf(id);
    if (at >= 0) after.splice(at, 1);
    after.splice(place, 0, id);
  }
  return after;
}

test(
  "nothing is drawn twice or lost, what is on screen stays there, and counts are equal",
  () => {
    fc.assert(
      fc.property(someIds, fc.array(step, { maxLength: 8 }), (start, steps) => {
        let live = settledRows(start.map((id) => row(id)));
        for (const change of steps) {
          const source = changed(
            live.source.map(({ sandboxID }) => sandboxID),
            change,
          ).map((id) => row(id));
          const seen: Look = { ...change, last: change.first + change.height - 1 };
          const { live: after, first } = nextLiveRows(live, source, seen, () => "ended");

          const drawn = after.rows.map(({ sandboxID }) => sandboxID);
          expect(new Set(drawn).size).toBe(drawn.length);
          const alive = drawn.filter((id) => !after.gone.has(id));
          expect(alive.length + after.waiting.size).toBe(source.length);
          expect(new Set([...alive, ...after.waiting])).toEqual(
            new Set(source.map(({ sandboxID }) => sandboxID)),
          );
          expect([...after.gone.keys()].every((id) => drawn.includes(id))).toBe(true);
          for (const each of after.rows) if (!after.gone.has(each.sandboxID)) expect(source).toContain(each);

          const onScreen = live.rows.slice(seen.first, seen.last + 1).map(({ sandboxID }) => sandboxID);
          const isAnyLeft = source.some(({ sandboxID }) =>
            live.rows.some((old) => old.sandboxID === sandboxID),
          );
          if (seen.isGuarded && !seen.isGrouped && isAnyLeft && onScreen.length > 0)
            expect(drawn.slice(first, first + onScreen.length)).toEqual(onScreen);
          if (!seen.isGuarded) expect(after.waiting.size).toBe(0);

          live = change.tidies ? tidiedRows(after) : change.showsAll ? settledRows(after.source) : after;
          if (change.tidies) expect(live.gone.size).toBe(0);
          const order = new Map(source.map(({ sandboxID }, place) => [sandboxID, place]));
          const places = live.rows.flatMap(({ sandboxID }) => order.get(sandboxID) ?? []);
          if (!live.isOutOfOrder) expect(places).toEqual(places.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 2_000 },
    );
  },
  PATIENCE_MS,
);

test("what two lists differ in", () => {
  fc.assert(
    fc.property(someIds, someIds, (before, after) => {
      const { added, removed } = rowsDiff(rowsOf(before.join("")), rowsOf(after.join("")));
      expect(new Set(after.filter((id) => !before.includes(id)))).toEqual(
        new Set([...added].filter((id) => !removed.has(id))),
      );
      expect(new Set(before.filter((id) => !after.includes(id)))).toEqual(
        new Set([...removed].filter((id) => !added.has(id))),
      );
      const stay = (list: readonly string[]) => list.filter((id) => !added.has(id) && !removed.has(id));
      expect(stay(before)).toEqual(stay(after));
    }),
    { numRuns: 2_000 },
  );
});
