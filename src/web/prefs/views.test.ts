import { expect, test } from "vitest";
import { LONGEST_SEARCH, withView, withoutView, type SavedView } from "./saved-view.ts";
import { createFakeMemory } from "./testing/fake-memory.ts";
import { createViews } from "./views.ts";

const prod = { name: "Prod", search: "?q=env=prod" };
const dev = { name: "Dev", search: "?q=env=dev" };
const PLACE = "sandbar:views:local";
const textOf = (...views: readonly SavedView[]): string => JSON.stringify({ version: 1, views });

test("views survive a reload, apart for each upstream", () => {
  const memory = createFakeMemory();
  const views = createViews(memory, "local");
  expect(views.change((list) => withView(list, prod))).toBe("kept");
  expect(createViews(memory, "local").get()).toEqual([prod]);
  expect(createViews(memory, "novita").get()).toEqual([]);
  views.change((list) => withoutView(list, "Prod"));
  expect(memory.texts.size).toBe(0);
});

test("what another tab saved is there at once, and no tab overwrites another's", () => {
  const memory = createFakeMemory();
  const views = createViews(memory, "local");
  let told = 0;
  views.subscribe(() => {
    told += 1;
  });
  memory.writeElsewhere(PLACE, textOf(dev));
  expect(views.get()).toEqual([dev]);
  expect(told).toBe(1);
  memory.texts.set(PLACE, textOf(dev, { name: "Late", search: "" }));
  views.change((list) => withView(list, prod));
  expect(views.get().map(({ name }) => name)).toEqual(["Dev", "Late", "Prod"]);
  memory.writeElsewhere(PLACE, null);
  expect(views.get()).toEqual([]);
});

test.each([
  ["full", new DOMException("full", "QuotaExceededError"), "full"],
  ["closed", new DOMException("denied", "SecurityError"), "closed"],
] as const)("a storage that is %s is said, and the page remembers", (_, error, outcome) => {
  const memory = createFakeMemory({ [PLACE]: textOf(dev) });
  const views = createViews(memory, "local");
  memory.refuse(error);
  expect(views.change((list) => withView(list, prod))).toBe(outcome);
  expect(views.get()).toEqual([dev, prod]);
  memory.writeElsewhere(PLACE, null);
  expect(views.get(), "not yet kept, so not lost either").toEqual([dev, prod]);
  memory.refuse(undefined);
  expect(views.change((list) => list)).toBe("kept");
  expect(createViews(memory, "local").get()).toEqual([dev, prod]);
});

test("without a storage the page remembers", () => {
  const views = createViews({ ...createFakeMemory(), storage: undefined }, "local");
  expect(views.change((list) => withView(list, prod))).toBe("closed");
  expect(views.get()).toEqual([prod]);
});

test.each(["", "{", "[]", "null", '{"version":9,"views":[]}', '{"version":1,"views":[{"name":1}]}'])(
  "what cannot be read is no view: %j",
  (text) => {
    expect(createViews(createFakeMemory({ [PLACE]: text }), "local").get()).toEqual([]);
  },
);

test("a broken view takes no other with it", () => {
  const views = [
    { name: 1 },
    prod,
    3,
    { name: "No search" },
    { name: "Bad", search: "javascript:x" },
    { name: "Long", search: `?q=${"x".repeat(LONGEST_SEARCH)}` },
    { ...dev, name: "prod" },
    { ...dev, name: " " },
  ];
  const text = JSON.stringify({ version: 1, views });
  expect(createViews(createFakeMemory({ [PLACE]: text }), "local").get()).toEqual([prod]);
});
