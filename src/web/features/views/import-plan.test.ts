import fc from "fast-check";
import { expect, test } from "vitest";
import type { SavedView } from "#web/prefs/saved-view.ts";
import { standingOf, withImported } from "./import-plan.ts";

const view = (name: string, value = name): SavedView => ({ name, search: `?q=v=${value}` });
const namesOf = (views: readonly SavedView[]) =>
  views.map(({ name, search }) => `${name}:${search.slice(5)}`);

test.each([
  ["new", view("B"), "new"],
  ["the same", view("a", "A"), "same"],
  ["another of its name", view("A", "other"), "clash"],
  ["of a built-in name", view("running", "x"), "clash"],
])("a view of a file is %s", (_, read, standing) => {
  expect(standingOf(read, [view("A")])).toBe(standing);
});

test.each<[string, "both" | "replace", readonly SavedView[], readonly string[]]>([
  ["new ones come last", "both", [view("C"), view("D")], ["A:A", "B:B", "C:C", "D:D"]],
  ["the same changes nothing", "replace", [view("A")], ["A:A", "B:B"]],
  ["both are kept under two names", "both", [view("A", "x")], ["A:A", "B:B", "A 2:x"]],
  [
    "the other name is free in the file too",
    "both",
    [view("A", "x"), view("A 2")],
    ["A:A", "B:B", "A 3:x", "A 2:A 2"],
  ],
  ["replaced in its place", "replace", [view("a", "x")], ["a:x", "B:B"]],
  ["a built-in view stays", "replace", [view("Paused", "x")], ["A:A", "B:B", "Paused 2:x"]],
])("%s", (_, choice, read, names) => {
  expect(namesOf(withImported([view("A"), view("B")], read, choice))).toEqual(names);
});

test("whatever is imported, names stay unique, and keeping both loses nothing", () => {
  const name = fc.constantFrom("A", "a 2", "B", "Running", "running 2");
  const list = fc.uniqueArray(fc.record({ name, search: fc.constantFrom("?q=v=1", "?q=v=2") }), {
    selector: (drawn) => drawn.name.toLowerCase(),
  });
  fc.assert(
    fc.property(list, list, fc.constantFrom("both" as const, "replace" as const), (saved, read, choice) => {
      const after = withImported(saved, read, choice);
      expect(new Set(after.map((kept) => kept.name.toLowerCase())).size).toBe(after.length);
      if (choice === "both") expect(after.slice(0, saved.length)).toEqual(saved);
      for (const { search } of read) expect(after.map((kept) => kept.search)).toContain(search);
    }),
  );
});
