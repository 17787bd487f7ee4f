import { test, type Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./axe.ts";

export const themes = ["light", "dark"] as const;
export const widths = [1440, 390] as const;

interface Look {
  readonly colorScheme: (typeof themes)[number];
  readonly width: (typeof widths)[number];
}

/**
 * Runs axe on what is on screen now in one theme, wide or narrow.
 * @param within a selector of the part that is judged; absent: the whole page
 */
export async function expectAccessibleInLook(
  page: Page,
  { colorScheme, width }: Look,
  within?: string,
): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
  await test.step(`${colorScheme}, ${width} px`, async () => {
    await expectAccessible(page, within);
    await expectNoOverflow(page);
  });
}

/** The same in both themes, wide and narrow. */
export async function expectAccessibleInAllLooks(page: Page, within?: string): Promise<void> {
  for (const width of widths)
    for (const colorScheme of themes) await expectAccessibleInLook(page, { colorScheme, width }, within);
}
