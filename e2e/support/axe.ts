import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/** What a template shows by mistake when a value is missing. */
const SLIPS = /\bundefined\b|\bNaN\b|\[object Object\]/;

/**
 * Fails on any violation of any rule, and on a missing value that shows.
 * @param within a selector of the part that is judged; absent: the whole page
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  const isViolated = (await violations(page, within, false)).length > 0;
  const found = isViolated ? await violations(page, within, true) : [];
  expect(
    found.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      at: nodes.map(({ target, failureSummary }) => `${target.join(" ")} — ${failureSummary ?? ""}`),
    })),
  ).toEqual([]);
  expect(isViolated, "a violation that was gone when it was looked for").toBe(false);
  expect(await page.locator("body").innerText()).not.toMatch(SLIPS);
}

/**
 * No page of ours has frames, of what passes nothing is read, what judges a page stays in it, and selectors are of use for what is found only:
 * otherwise each would cost a multiple of the time.
 */
async function violations(page: Page, within: string | undefined, selectors: boolean) {
  const isThere = await page.evaluate(() => "axe" in window);
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: "0" } : {}) })
    .setLegacyMode()
    .options({ resultTypes: ["violations"], runOnly: { type: "tag", values: TAGS }, selectors });
  if (within !== undefined) axe.include(within);
  return (await axe.analyze()).violations;
}

/** Waits until the page, laid out for a window that may just have become another, is no wider than that. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const excess = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
  await expect.poll(excess, "how much wider the page is than its window").toBeLessThanOrEqual(0);
}
