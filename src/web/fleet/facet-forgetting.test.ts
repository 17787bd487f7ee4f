import { expect, test } from "vitest";
import { createFacetIndex, type FacetIndex } from "./facet-index.ts";
import { fleetRow } from "./row.ts";

const NOW = 1_700_000_000_000;

const row = (n: number) =>
  fleetRow(
    {
      ...{ sandboxID: `i${n}`, state: "running", templateID: "base", cpuCount: 1, memoryMB: 512 },
      startedAt: new Date(NOW).toISOString(),
      endAt: new Date(NOW).toISOString(),
      metadata: [["k", `v${n % 10}`]],
    },
    NOW,
  );

function indexOf(count: number): FacetIndex {
  const index = createFacetIndex();
  for (let n = 0; n < count; n += 1) index.put(row(n));
  return index;
}

test.each([
  ["left long ago", (index: FacetIndex) => index.forgetLeft(NOW + 600_000)],
  ["should be in a list and are not", (index: FacetIndex) => index.endList(() => true)],
  ["are not among those to begin anew with", (index: FacetIndex) => index.keepOnly([])],
])("rows that %s are taken out a few at a time", (_, forget) => {
  const index = indexOf(1_000);
  index.startList(NOW);
  forget(index);
  const sizes = [index.size()];
  while (!index.isSettled()) {
    index.work(() => false);
    sizes.push(index.size());
  }
  expect(sizes[0]).toBe(1_000);
  expect(sizes.at(-1)).toBe(0);
  const steps = sizes.slice(1).map((size, step) => (sizes[step] ?? 0) - size);
  expect(Math.max(...steps)).toBeLessThan(50);
  expect(index.keys()).toEqual([]);
});

test("nothing is gone through while nothing left long enough ago", () => {
  const index = indexOf(100);
  index.startList(NOW);
  index.forgetLeft(NOW + 599_999);
  expect(index.isSettled()).toBe(true);
});

test("rows that came just before another list was begun count as those of the list before", () => {
  const index = createFacetIndex();
  index.putLater([row(1), row(2)]);
  index.startList(NOW);
  index.putLater([row(2)]);
  index.endList(() => true);
  index.work(() => true);
  expect(index.size()).toBe(1);
});
