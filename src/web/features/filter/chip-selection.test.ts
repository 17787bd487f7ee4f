import { expect, test } from "vitest";
import {
  allChips,
  chosenPlaces,
  isChosen,
  moveAmongChips,
  noChips,
  placeAfterRemoval,
  type ChipMove,
  type ChipSelection,
} from "./chip-selection.ts";

const key = (name: ChipMove["key"], isExtending = false): ChipMove => ({ key: name, extends: isExtending });

/** Presses keys one after the other among five chips, starting in the text; gives where the focus ends and what is chosen. */
function press(...moves: readonly ChipMove[]): { at: number | "text"; chosen: readonly number[] } {
  let selection: ChipSelection = noChips;
  let from: number | undefined;
  for (const move of moves) {
    const target = moveAmongChips(selection, from, move, 5);
    selection = target.selection;
    from = target.kind === "chip" ? selection.stop : undefined;
  }
  return { at: from ?? "text", chosen: chosenPlaces(selection) };
}

test("arrows walk from the text through the chips, and back into the text", () => {
  expect(press(key("ArrowLeft")).at).toBe(4);
  expect(press(key("ArrowLeft"), key("ArrowLeft")).at).toBe(3);
  expect(press(key("ArrowLeft"), key("ArrowRight")).at).toBe("text");
  expect(press(key("Home")).at).toBe(0);
  expect(press(key("Home"), key("ArrowLeft")).at).toBe(0);
  expect(press(key("Home"), key("End")).at).toBe("text");
});

test("Shift chooses from where one stood, and shrinks on the way back", () => {
  const left = key("ArrowLeft", true);
  const right = key("ArrowRight", true);
  expect(press(left)).toEqual({ at: 4, chosen: [4] });
  expect(press(left, left)).toEqual({ at: 3, chosen: [3, 4] });
  expect(press(left, left, right)).toEqual({ at: 4, chosen: [4] });
  expect(press(key("ArrowLeft"), key("ArrowLeft"), left, left)).toEqual({ at: 1, chosen: [1, 2, 3] });
  expect(press(key("Home"), right)).toEqual({ at: 1, chosen: [0, 1] });
  expect(press(key("Home"), key("End", true))).toEqual({ at: 4, chosen: [0, 1, 2, 3, 4] });
  expect(press(left, right, right)).toEqual({ at: 4, chosen: [4] });
});

test("a step without Shift chooses nothing any more", () => {
  expect(press(key("Home", true), key("ArrowRight"))).toEqual({ at: 1, chosen: [] });
});

test("everything can be chosen at once", () => {
  expect(chosenPlaces(allChips(3))).toEqual([0, 1, 2]);
  expect(isChosen(allChips(3), 2)).toBe(true);
  expect(isChosen(noChips, 0)).toBe(false);
});

test("after a removal the focus stays in its place, or goes on to the text", () => {
  expect(placeAfterRemoval([1], 3)).toBe(1);
  expect(placeAfterRemoval([1, 2], 3)).toBeUndefined();
  expect(placeAfterRemoval([2, 0, 1], 5)).toBe(0);
  expect(placeAfterRemoval([0], 1)).toBeUndefined();
});
