import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addPairs,
  entered,
  erased,
  noRows,
  pairsOf,
  pastePreview,
  removed,
  rowsOf,
  typed,
  type PairRows,
  type Part,
} from "./metadata-rows.ts";

/** The rows as text, `key=value`, so that a state reads at a glance. */
const shown = (state: PairRows): readonly string[] => state.rows.map(({ key, value }) => `${key}=${value}`);
const idAt = (state: PairRows, index: number): number => state.rows[index]?.id ?? -1;

const two = rowsOf([
  ["env", "prod"],
  ["team", "core"],
]);

test("there is always one empty row at the end to type into", () => {
  expect(shown(noRows)).toEqual(["="]);
  expect(shown(two)).toEqual(["env=prod", "team=core", "="]);
  expect(shown(typed(noRows, idAt(noRows, 0), "key", "a"))).toEqual(["a=", "="]);
  expect(shown(typed(noRows, idAt(noRows, 0), "value", "a"))).toEqual(["=a", "="]);
});

test("typing into a row in the middle adds none", () => {
  expect(shown(typed(two, idAt(two, 0), "value", "dev"))).toEqual(["env=dev", "team=core", "="]);
});

test("Enter goes from key to value, from value to the next key, and leaves from the empty last row", () => {
  expect(entered(two, idAt(two, 0), "key").focus).toEqual({ id: idAt(two, 0), part: "value" });
  expect(entered(two, idAt(two, 0), "value").focus).toEqual({ id: idAt(two, 1), part: "key" });
  expect(entered(two, idAt(two, 1), "value").focus).toEqual({ id: idAt(two, 2), part: "key" });
  expect(entered(two, idAt(two, 2), "key").focus).toBe("after");
  expect(entered(two, idAt(two, 2), "value").focus).toBe("after");
});

test.each([
  ["env=prod", "", "env=prod", "next"],
  ["a=b=c", "", "a=b=c", "next"],
  ["env=", "", "env=", "value"],
  ["=x", "", "=x=", "value"],
  ["a=b", "kept", "a=b=kept", "value"],
  ["plain", "", "plain=", "value"],
])("Enter on the key %j with the value %j gives %s and goes to %s", (key, value, row, goesTo) => {
  const before = typed(typed(noRows, 1, "value", value), 1, "key", key);
  const { state, focus } = entered(before, 1, "key");
  expect(shown(state)).toEqual([row, "="]);
  expect(focus).toEqual(goesTo === "value" ? { id: 1, part: "value" } : { id: idAt(state, 1), part: "key" });
});

test("Backspace removes an empty row and goes back; elsewhere it only erases", () => {
  const gap = typed(typed(two, idAt(two, 1), "key", ""), idAt(two, 1), "value", "");
  expect(shown(gap)).toEqual(["env=prod", "=", "="]);
  const step = erased(gap, idAt(gap, 1));
  expect(step && shown(step.state)).toEqual(["env=prod", "="]);
  expect(step?.focus).toEqual({ id: idAt(two, 0), part: "value" });
  expect(erased(two, idAt(two, 0))).toBeUndefined();
});

test("Backspace in the empty last row goes back and keeps one; in the only row it stays", () => {
  const step = erased(two, idAt(two, 2));
  expect(step && shown(step.state)).toEqual(["env=prod", "team=core", "="]);
  expect(step?.focus).toEqual({ id: idAt(two, 1), part: "value" });
  const only = erased(noRows, 1);
  expect(only && shown(only.state)).toEqual(["="]);
  expect(only?.focus).toEqual({ id: only && idAt(only.state, 0), part: "key" });
});

test("removing a row goes to the one that takes its place", () => {
  const step = removed(two, idAt(two, 0));
  expect(shown(step.state)).toEqual(["team=core", "="]);
  expect(step.focus).toEqual({ id: idAt(two, 1), part: "key" });
});

test("pasted pairs replace where the key exists, and the preview says so before", () => {
  const pasted = [
    ["team", "web"],
    ["env", "prod"],
    ["owner", "kim"],
  ] as const;
  expect(pastePreview(two, pasted)).toEqual({ fresh: 1, replaced: ["team"], same: 1 });
  expect(shown(addPairs(two, pasted))).toEqual(["env=prod", "team=web", "owner=kim", "="]);
});

type Act = (state: PairRows) => PairRows;
const at = (state: PairRows, index: number) => idAt(state, index % state.rows.length);
const part = fc.constantFrom<Part>("key", "value");
const text = fc.constantFrom("", "a", "b", "k=v", " x ", "__proto__");
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(fc.nat(9), part, text).map(
    ([index, side, content]): Act =>
      (state) =>
        typed(state, at(state, index), side, content),
  ),
  fc.tuple(fc.nat(9), part).map(
    ([index, side]): Act =>
      (state) =>
        entered(state, at(state, index), side).state,
  ),
  fc.nat(9).map(
    (index): Act =>
      (state) =>
        erased(state, at(state, index))?.state ?? state,
  ),
  fc.nat(9).map(
    (index): Act =>
      (state) =>
        removed(state, at(state, index)).state,
  ),
  fc.tuple(text, text).map(
    ([key, value]): Act =>
      (state) =>
        addPairs(state, [[key, value]]),
  ),
);

test("whatever is done: ids are unique, the last row is empty, and the cursor lands in a row that exists", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), fc.nat(9), part, (acts, index, side) => {
      const state = acts.reduce((before, next) => next(before), noRows);
      expect(new Set(state.rows.map(({ id }) => id)).size).toBe(state.rows.length);
      expect(state.rows.every(({ id }) => id < state.nextId)).toBe(true);
      expect(state.rows.at(-1)).toMatchObject({ key: "", value: "" });
      const id = at(state, index);
      for (const step of [entered(state, id, side), erased(state, id), removed(state, id)]) {
        if (!step || step.focus === undefined || step.focus === "after") continue;
        const { focus } = step;
        expect(step.state.rows.some((row) => row.id === focus.id)).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test("Enter and Backspace never lose a pair", () => {
  const joined = (state: PairRows) =>
    pairsOf(state)
      .map(([key, value]) => `${key}${value}`.replace("=", ""))
      .join("|");
  fc.assert(
    fc.property(fc.array(act, { maxLength: 15 }), fc.nat(9), part, (acts, index, side) => {
      const state = acts.reduce((before, next) => next(before), noRows);
      const id = at(state, index);
      expect(joined(entered(state, id, side).state)).toBe(joined(state));
      expect(joined(erased(state, id)?.state ?? state)).toBe(joined(state));
    }),
    { numRuns: 1000 },
  );
});
