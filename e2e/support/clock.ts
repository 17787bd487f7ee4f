import { expect, type Page, type Request } from "@playwright/test";

/** Longer than a test may take: what is due at intervals comes when a test moves the clock, and never by itself as well. */
const INTERVAL_SECONDS = 60;

/** Has the page read nothing anew unless asked, for a test that counts what is asked. */
export const refreshOff = (page: Page): Promise<void> => refreshEvery(page, 0);

/** Takes the page's clock, which also goes on by itself, into the test's hands, and has the page read anew every minute of it. */
export async function takeClock(page: Page): Promise<void> {
  await page.clock.install();
  await refreshEvery(page, INTERVAL_SECONDS);
}

/**
 * An interval passes since the last reading ended, and the next one begins, which first asks for events: of an upstream known not to serve
 * them nothing is asked that would tell, so this is of use with one that does. The last one may end, and its interval begin, while the clock
 * is moved.
 */
export async function passInterval(page: Page): Promise<void> {
  let hasBegun = false;
  const note = (request: Request): void => {
    hasBegun ||= new URL(request.url()).pathname.endsWith("/sandboxes/events");
  };
  page.on("request", note);
  await page.clock.runFor((INTERVAL_SECONDS + 1) * 1_000);
  const goOn = async () => {
    if (!hasBegun) await page.clock.runFor(5_000);
    return hasBegun;
  };
  await expect.poll(goOn, "whether the next reading has begun").toBe(true);
  page.off("request", note);
}

async function refreshEvery(page: Page, seconds: number): Promise<void> {
  await page.addInitScript((refreshSeconds) => {
    for (const upstream of ["local", "novita"])
      localStorage.setItem(`sandbar:prefs:${upstream}`, JSON.stringify({ version: 1, refreshSeconds }));
  }, seconds);
}
