import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "#query/parse.ts";
import { print } from "#query/print.ts";
import { builtInViews } from "./built-in-views.ts";
import {
  LONGEST_NAME,
  freeName,
  movedView,
  readName,
  renamedView,
  sameName,
  viewNamed,
  withView,
  withViewAt,
  withoutView,
  type SavedView,
} from "./saved-view.ts";

const a = { name: "A", search: "?q=a=1" };
const b = { name: "B", search: "?q=b=1" };
const c = { name: "C", search: "" };

test.each([
  ["  two \t words\n", { ok: true, value: "two words" }],
  ["caf\u0065\u0301", { ok: true, value: "caf\u00e9" }],
  ["\u202Eevil\u0000", { ok: true, value: "evil" }],
  ["\uD800", { ok: true, value: "\uFFFD" }],
  ["👩‍💻 mine", { ok: true, value: "👩‍💻 mine" }],
  [" \u200B ", { ok: false, error: "empty" }],
  ["x".repeat(LONGEST_NAME), { ok: true, value: "x".repeat(LONGEST_NAME) }],
  ["x".repeat(LONGEST_NAME + 1), { ok: false, error: "too-long" }],
])("the name %j is read as %o", (text, name) => {
  expect(readName(text)).toEqual(name);
});

test("a name once read is read the same again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const name = readName(text);
      if (name.ok) expect(readName(name.value)).toEqual(name);
    }),
  );
});

test.each<[string, readonly SavedView[], readonly SavedView[]]>([
  ["a new view comes last", withView([a, b], c), [a, b, c]],
  [
    "a known name keeps its place",
    withView([a, b], { name: "a", search: "" }),
    [{ name: "a", search: "" }, b],
  ],
  ["taken away whatever its case", withoutView([a, b], "b"), [a]],
  ["put back where it was", withViewAt([a, c], b, 1), [a, b, c]],
  ["put back into a shorter list", withViewAt([a], b, 7), [a, b]],
  ["renamed in its place", renamedView([a, b], "A", "Z"), [{ ...a, name: "Z" }, b]],
  ["renamed by case alone", renamedView([a, b], "A", "a"), [{ ...a, name: "a" }, b]],
  ["renamed over another, which goes", renamedView([a, b, c], "C", "a"), [b, { ...c, name: "a" }]],
  ["moved down", movedView([a, b, c], "A", 1), [b, a, c]],
  ["moved up", movedView([a, b, c], "C", -1), [a, c, b]],
])("%s", (_, list, wanted) => {
  expect(list).toEqual(wanted);
});

test("moving beyond the ends, or what is not there, changes nothing", () => {
  const list = [a, b];
  expect(movedView(list, "A", -1)).toBe(list);
  expect(movedView(list, "B", 1)).toBe(list);
  expect(movedView(list, "C", 1)).toBe(list);
});

test("names stay unique whatever is done", () => {
  const name = fc.constantFrom("A", "a", "B", "b", "C", "D");
  const step = fc.oneof(
    name.map((to) => (list: readonly SavedView[]) => withView(list, { name: to, search: "" })),
    name.map((gone) => (list: readonly SavedView[]) => withoutView(list, gone)),
    fc.tuple(name, name).map(
      ([from, to]) =>
        (list: readonly SavedView[]) =>
          renamedView(list, from, to),
    ),
    fc.tuple(name, fc.nat(5)).map(
      ([to, place]) =>
        (list: readonly SavedView[]) =>
          withViewAt(list, { name: to, search: "" }, place),
    ),
    name.map((moved) => (list: readonly SavedView[]) => movedView(list, moved, 1)),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const list = steps.reduce<readonly SavedView[]>((before, change) => change(before), []);
      expect(new Set(list.map((view) => view.name.toLowerCase())).size).toBe(list.length);
    }),
  );
});

test.each([
  ["X", "X"],
  ["A", "A 2"],
  ["x".repeat(LONGEST_NAME), `${"x".repeat(LONGEST_NAME - 2)} 2`],
])("the free name for %s is %s", (name, free) => {
  const taken = ["A", "x".repeat(LONGEST_NAME)];
  expect(freeName(name, (wanted) => taken.some((other) => sameName(other, wanted)))).toBe(free);
  expect(viewNamed([a, b], "b")).toBe(b);
});

test.each(builtInViews)("the built-in view $id is a query in canonical form", ({ text }) => {
  const { query, errors } = parse(text);
  expect(errors).toEqual([]);
  expect(print(query)).toBe(text);
});
