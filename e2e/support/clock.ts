import type { Page } from "@playwright/test";

/** As long as a test may take: what is due at intervals comes when a test moves the clock, and never by itself as well. */
const INTERVAL_SECONDS = 30;

/** Has the page read anew every half minute only, for a test that counts what is asked. */
export const readSeldom = (page: Page): Promise<unknown> =>
  page.addInitScript((refreshSeconds) => {
    for (const upstream of ["local", "novita"])
      localStorage.setItem(`sandbar:prefs:${upstream}`, JSON.stringify({ version: 1, refreshSeconds }));
  }, INTERVAL_SECONDS);

/** Takes the page's clock, which also goes on by itself, into the test's hands, and has the page read anew every half minute of it. */
export async function takeClock(page: Page): Promise<void> {
  await page.clock.install();
  await readSeldom(page);
}

/** An interval passes since the last reading ended, and the next one begins. */
export const passInterval = (page: Page): Promise<void> => page.clock.runFor((INTERVAL_SECONDS + 1) * 1_000);
