import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "#query/parse.ts";
import { markedPieces } from "./marked-pieces.ts";

/** The text with its wrong parts in brackets. */
const marked = (text: string) =>
  markedPieces(text, parse(text).errors)
    .map(({ part, isWrong }) => (isWrong ? `[${part}]` : part))
    .join("");

test.each([
  ["a=1", "a=1"],
  ["a=1 b= c=3", "a=1 [b=] c=3"],
  ['a=1 "open', 'a=1 ["open]'],
  ["a= b=", "[a=] [b=]"],
])("of %j the wrong parts are marked: %j", (text, expected) => {
  expect(marked(text)).toBe(expected);
});

test("whatever is wrong, the pieces together are the text, and something is marked", () => {
  const place = fc
    .tuple(fc.nat(30), fc.nat(30))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 20 }),
      fc.array(place, { minLength: 1 }),
      (text, places) => {
        const pieces = markedPieces(
          text,
          places.toSorted((a, b) => a.start - b.start),
        );
        expect(pieces.map(({ part }) => part).join("")).toBe(text);
        expect(pieces.some(({ isWrong }) => isWrong)).toBe(true);
        expect(pieces.every(({ part }) => part !== "")).toBe(true);
      },
    ),
  );
});
