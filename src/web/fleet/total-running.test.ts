import { expect, test } from "vitest";
import type { ListFilter } from "#contract/list-query.ts";
import { totalRunning } from "./total-running.ts";

const list = (filter: Partial<ListFilter>, total: number | undefined) => ({
  filter: { metadata: [], ...filter },
  totalRunning: () => total,
});
const a = { metadata: [["k", "a"]] } as const;
const b = { metadata: [["k", "b"]] } as const;

test.each([
  ["one list", [list({}, 7)], 7],
  ["lists that share nothing", [list(a, 7), list(b, 5)], 12],
  ["one that does not tell", [list(a, 7), list(b, undefined)], undefined],
  ["lists that may share some", [list(a, 7), list({ metadata: [["x", "1"]] }, 5)], undefined],
  ["states apart", [list({ state: "running" }, 7), list({ state: "paused" }, 0)], 7],
  ["no list", [], undefined],
])("%s", (_, lists, total) => {
  expect(totalRunning(lists, true)).toBe(total);
});

test("an upstream that does not filter its lists tells the same total in each", () => {
  expect(totalRunning([list(a, 7), list(b, 7)], false)).toBeUndefined();
  expect(totalRunning([list(a, 7)], false)).toBe(7);
});
