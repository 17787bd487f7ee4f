import fc from "fast-check";
import { expect, test } from "vitest";
import { fitChips } from "./fit-chips.ts";

const shown = (texts: readonly string[], width: number) => fitChips(texts, width).chips.length;

test("as many as fit are shown, in their order, and the rest is counted", () => {
  const texts = ["env=prod", "team=core", "user=u_1", "session=s_99"];
  expect(fitChips(texts, 1_000).hidden).toBe(0);
  expect(fitChips(texts, 210)).toMatchObject({ chips: [{ index: 0 }, { index: 1 }], hidden: 2 });
});

test("nothing is nothing", () => {
  expect(fitChips([], 200)).toEqual({ chips: [], hidden: 0 });
});

test("the first is shown however long and however narrow the cell", () => {
  const { chips, hidden } = fitChips(["note=" + "x".repeat(300), "env=prod"], 124);
  expect(chips).toHaveLength(1);
  expect(chips[0]?.width).toBeLessThan(124);
  expect(hidden).toBe(1);
  expect(shown(["env=prod"], 0)).toBe(1);
});

test("wide characters take two places", () => {
  expect(shown(["env=日本語日本語日本語", "a=b"], 160)).toBeLessThan(shown(["env=abcabcabc", "a=b"], 160));
});

test("what is shown fits, with its gaps and the count of the rest", () => {
  const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 400 }), { maxLength: 60 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 130, max: 1_200 }), (list, width) => {
      const { chips, hidden } = fitChips(list, width);
      expect(chips.length + hidden).toBe(list.length);
      const used = chips.reduce((sum, chip) => sum + chip.width + 4, 0);
      const more = hidden === 0 ? -4 : `+${hidden}`.length * 7.25 + 14;
      expect(used + more).toBeLessThanOrEqual(width + 0.01);
    }),
  );
});
