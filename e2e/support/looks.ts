import { test, type Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./axe.ts";

const looks = [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 1440 },
  { colorScheme: "light", width: 390 },
  { colorScheme: "dark", width: 390 },
] as const;

/**
 * Runs axe on what is on screen now in both themes, wide and narrow.
 * @param within a selector of the part that is judged; absent: the whole page
 */
export async function expectAccessibleInAllLooks(page: Page, within?: string): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await test.step(`${colorScheme}, ${width} px`, async () => {
      await expectAccessible(page, within);
      await expectNoOverflow(page);
    });
  }
}
