import fc from "fast-check";
import { expect, test } from "vitest";
import { done, inSteps, sortedInSteps, type Steps } from "./steps.ts";

/** How often it stopped on the way. */
function pauses(steps: Steps<unknown>): number {
  let count = 0;
  while (!steps.next().done) count += 1;
  return count;
}

test("sorts as toSorted does, those that are equal in their order", () => {
  const items = fc.array(fc.record({ by: fc.nat(40), name: fc.nat() }), {
    ...{ minLength: 1_000, maxLength: 5_000, size: "max" },
  });
  fc.assert(
    fc.property(items, fc.constantFrom(1, -1), (all, sign) => {
      const compare = (a: { by: number }, b: { by: number }) => sign * (a.by - b.by);
      expect(done(sortedInSteps(all, compare))).toEqual(all.toSorted(compare));
    }),
    { numRuns: 20 },
  );
});

test("stops on the way, wherever the items stood", () => {
  const numbers = Array.from({ length: 20_000 }, (_, index) => (index * 7_919) % 20_011);
  const compare = (a: number, b: number) => a - b;
  expect(pauses(sortedInSteps(numbers, compare))).toBeGreaterThan(200);
  expect(pauses(sortedInSteps(numbers.toSorted(compare), compare))).toBeGreaterThan(10);
});

test("looks at each item once, in order", () => {
  const numbers = Array.from({ length: 1_000 }, (_, index) => index);
  const seen: number[] = [];
  expect(pauses(inSteps(numbers, (number) => void seen.push(number)))).toBeGreaterThan(5);
  expect(seen).toEqual(numbers);
});
