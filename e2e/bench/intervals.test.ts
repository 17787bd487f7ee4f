import { expect, test } from "vitest";
import { wholeIntervals, type Received } from "./intervals.ts";

const request = (at: number, target: string): Received => {
  const { pathname, searchParams } = new URL(target, "http://upstream");
  return { at, path: pathname, search: searchParams };
};
const head = (at: number) => request(at, "/v2/sandboxes?limit=100");
const page = (at: number) => request(at, "/v2/sandboxes?limit=100&nextToken=5");

test("every request between the first refresh and the last counts in exactly one interval", () => {
  const all = [
    page(1),
    head(10),
    page(11),
    request(15, "/sandboxes/metrics"),
    head(30),
    // Asks what the upstream can do.
    request(31, "/v2/sandboxes?limit=1&order=asc"),
    page(35),
    head(60),
    page(61),
  ];
  expect(wholeIntervals(all)).toEqual([
    { length: 20, lists: 2, requests: 3 },
    { length: 30, lists: 3, requests: 3 },
  ]);
});

test("between fewer than two refreshes there is no interval", () => {
  expect(wholeIntervals([])).toEqual([]);
  expect(wholeIntervals([page(1), head(2), page(3)])).toEqual([]);
});
