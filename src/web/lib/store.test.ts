import { expect, test } from "vitest";
import { formatCount, plural } from "./plural.ts";
import { createStore } from "./store.ts";

test("a store tells of changes, not of the same value again, and forgets who left", () => {
  const store = createStore(1);
  const seen: number[] = [];
  const stop = store.subscribe(() => seen.push(store.get()));
  store.set(1);
  store.set(2);
  stop();
  store.set(3);
  expect(seen).toEqual([2]);
});

test("a listener that leaves while being told does not stop the others", () => {
  const store = createStore(0);
  let told = 0;
  const stop = store.subscribe(() => stop());
  store.subscribe(() => {
    told += 1;
  });
  store.set(1);
  expect(told).toBe(1);
});

test.each([
  [0, "0 sandboxes"],
  [1, "1 sandbox"],
  [12_400, "12,400 sandboxes"],
])("%d is %s", (count, text) => {
  expect(plural(count, "sandbox", "sandboxes")).toBe(text);
  expect(text.startsWith(formatCount(count))).toBe(true);
});
