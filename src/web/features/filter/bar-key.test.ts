import { expect, test } from "vitest";
import { barKey, type BarPlace, type PressedKey } from "./bar-key.ts";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const key = (name: string, held: Partial<PressedKey> = {}): PressedKey => ({ key: name, ...plain, ...held });
const ctrl = (name: string, held: Partial<PressedKey> = {}) => key(name, { ctrlKey: true, ...held });
const chip: BarPlace = { kind: "chip", place: 1, isEdit: true };
const empty: BarPlace = { kind: "text", isAtStart: true, isAllSelected: true, isEmpty: true, hasChips: true };
const inText: BarPlace = { ...empty, isAtStart: false, isAllSelected: false, isEmpty: false };
const what = (pressed: PressedKey, place: BarPlace) => barKey(pressed, place)?.do;

test("on a chip", () => {
  expect(barKey(key("ArrowLeft"), chip)).toEqual({ do: "move", move: { key: "ArrowLeft", extends: false } });
  expect(barKey(key("End", { shiftKey: true }), chip)).toEqual({
    do: "move",
    move: { key: "End", extends: true },
  });
  expect(what(key("Delete"), chip)).toBe("remove");
  expect(what(key("Backspace"), chip)).toBe("remove");
  expect(what(key("F2"), chip)).toBe("edit");
  expect(what(key("Enter", { altKey: true }), chip)).toBe("edit");
  expect(what(key("Escape"), chip)).toBe("leave");
  expect(what(key("x"), chip)).toBe("write");
  // The button's own.
  expect(what(key("Enter"), chip)).toBeUndefined();
  expect(what(key(" "), chip)).toBeUndefined();
  expect(what(key("Tab"), chip)).toBeUndefined();
  expect(what(key("Enter", { altKey: true }), { ...chip, isEdit: false })).toBeUndefined();
});

test("in the text the keys are the text's, but at its start", () => {
  expect(what(key("ArrowLeft"), inText)).toBeUndefined();
  expect(what(key("Home"), inText)).toBeUndefined();
  expect(what(key("ArrowLeft"), empty)).toBe("move");
  expect(what(key("ArrowLeft", { shiftKey: true }), empty)).toBe("move");
  expect(what(key("ArrowRight"), empty)).toBeUndefined();
  expect(what(key("ArrowLeft"), { ...empty, hasChips: false })).toBeUndefined();
  expect(what(key("x"), empty)).toBeUndefined();
});

test("with Ctrl or the Mac's command key", () => {
  expect(what(ctrl("a"), chip)).toBe("choose all");
  expect(what(ctrl("a"), empty)).toBe("choose all");
  expect(what(ctrl("a"), inText)).toBeUndefined();
  expect(what(ctrl("z"), chip)).toBe("undo");
  expect(what(key("z", { metaKey: true }), empty)).toBe("undo");
  expect(what(ctrl("z"), inText)).toBe("undo unless the text does");
  expect(what(ctrl("Z", { shiftKey: true }), chip)).toBe("redo");
  expect(what(ctrl("y"), empty)).toBe("redo");
  expect(what(ctrl("y"), inText)).toBeUndefined();
  expect(what(ctrl("c"), chip)).toBeUndefined();
});
