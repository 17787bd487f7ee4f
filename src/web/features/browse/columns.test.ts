import { expect, test } from "vitest";
import { CARD_BELOW, columnLayouts, gridLayout } from "./columns.ts";

test.each([
  [1_440, []],
  [1_136, []],
  [1_135, ["cpu"]],
  [1_000, ["cpu", "memory"]],
  [920, ["template", "cpu", "memory"]],
  [CARD_BELOW, ["template", "cpu", "memory"]],
])("at %i px these columns are left out: %j", (width, left) => {
  const { visible, isCard } = gridLayout(width);
  expect(isCard).toBe(false);
  expect(Object.keys(columnLayouts).filter((id) => !visible.some((shown) => shown === id))).toEqual(left);
});

test("metadata has room for chips at every width, without scrolling sideways", () => {
  for (let width = 320; width <= 2_000; width += 20) {
    const { metadataWidth, visible, isCard } = gridLayout(width);
    expect(visible).toContain("metadata");
    expect(metadataWidth).toBeGreaterThanOrEqual(isCard ? 100 : 200);
    expect(metadataWidth).toBeLessThan(width);
  }
});

test("a narrow grid has cards of two lines, each column in its place", () => {
  const { isCard, visible } = gridLayout(CARD_BELOW - 1);
  expect(isCard).toBe(true);
  const places = visible.map((id) => columnLayouts[id].cardPlace);
  expect(new Set(places).size).toBe(places.length);
});
