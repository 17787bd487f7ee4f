import { expect, test } from "vitest";
import { gridCommand, moveTarget, type GridKey } from "./grid-keys.ts";

const press = (key: string, held: Partial<GridKey> = {}): GridKey => ({
  ...{ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
  ...held,
});
const shift = { shiftKey: true };

test.each([
  ["ArrowDown", {}, { kind: "move", to: "next", extend: false }],
  ["j", {}, { kind: "move", to: "next", extend: false }],
  ["J", shift, { kind: "move", to: "next", extend: true }],
  ["ArrowUp", shift, { kind: "move", to: "previous", extend: true }],
  ["k", {}, { kind: "move", to: "previous", extend: false }],
  ["PageDown", {}, { kind: "move", to: "page-down", extend: false }],
  ["PageUp", {}, { kind: "move", to: "page-up", extend: false }],
  ["Home", {}, { kind: "move", to: "first", extend: false }],
  ["End", shift, { kind: "move", to: "last", extend: true }],
  ["x", {}, { kind: "toggle" }],
  [" ", {}, { kind: "toggle" }],
  [" ", shift, { kind: "extend" }],
  ["X", shift, { kind: "extend" }],
  ["Enter", {}, { kind: "open" }],
  ["o", {}, { kind: "open" }],
  ["c", {}, { kind: "copy" }],
  ["p", {}, { kind: "pause" }],
  ["Delete", {}, { kind: "kill" }],
  ["a", { ctrlKey: true }, { kind: "select-all" }],
  ["a", { metaKey: true }, { kind: "select-all" }],
  ["Escape", {}, { kind: "select-none" }],
] as const)("%s %o", (key, held, command) => {
  expect(gridCommand(press(key, held), true)).toEqual(command);
});

test.each([
  ["c", { ctrlKey: true }],
  ["a", { ctrlKey: true, shiftKey: true }],
  ["a", {}],
  ["Delete", shift],
  ["C", shift],
  ["ArrowDown", { altKey: true }],
  ["Tab", {}],
  ["F5", {}],
])("%s %o goes its way", (key, held) => {
  expect(gridCommand(press(key, held), true)).toBeUndefined();
});

test("a control inside a row keeps Enter and the space bar", () => {
  expect(gridCommand(press("Enter"), false)).toBeUndefined();
  expect(gridCommand(press(" "), false)).toBeUndefined();
  expect(gridCommand(press("j"), false)).toMatchObject({ kind: "move" });
});

test.each([
  ["next", 4, 5],
  ["next", 9, 9],
  ["previous", 0, 0],
  ["page-down", 2, 6],
  ["page-down", 8, 9],
  ["page-up", 2, 0],
  ["first", 7, 0],
  ["last", 0, 9],
  ["next", -1, 0],
  ["page-down", -1, 0],
  ["last", -1, 9],
] as const)("%s from %i of 10 is %i", (to, from, target) => {
  expect(moveTarget(to, from, 10, 4)).toBe(target);
});
