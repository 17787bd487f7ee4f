import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalSearch, linkName, linkSearch, withoutLinkName } from "./view-link.ts";

test.each([
  ["?q=env%3Dprod%20%20team=core&open=iabc", "?q=env=prod+team=core"],
  ["?q=env=prod+env=prod&sort=id:asc&view=Mine", "?q=env=prod&sort=id:asc"],
  ["?q=api_key=sk-1+env=prod", "?q=env=prod"],
  ["?open=iabc", ""],
])("%s is kept as %s", (search, kept) => {
  expect(canonicalSearch(search)).toBe(kept);
});

test("a link's name is read back, and shows nothing else", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", minLength: 1 }),
      fc.constantFrom("", "?q=a=1"),
      (drawn, search) => {
        const name = drawn.trim();
        const link = linkSearch(name, search);
        expect(linkName(link)).toBe(name === "" ? undefined : name);
        expect(canonicalSearch(link)).toBe(search);
        expect(withoutLinkName(link)).toBe(search);
      },
    ),
  );
});

test.each([
  ["?view=a&q=%22open&views=1", "?q=%22open&views=1"],
  ["?view", ""],
  ["", ""],
])("%s without its name is %s", (search, without) => {
  expect(withoutLinkName(search)).toBe(without);
});
