import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { grid, rows } from "./support/table.ts";

test.use({ server: { demo: 300 } });

/** Scrolls up and down by more than what is seen, frame by frame, and notes at the end what was drawn of the rows. */
const rush = (page: Page, jumps: number): Promise<{ readonly words: number; readonly buttons: number }> =>
  page.evaluate(async (count) => {
    const scroller = document.querySelector("[role=grid]");
    if (!scroller) throw new Error("There is no grid");
    for (let jump = 0; jump < count; jump += 1) {
      scroller.scrollTop = jump % 2 === 0 ? 1_600 : 0;
      await new Promise(requestAnimationFrame);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    const drawn = [...document.querySelectorAll("[role=grid] tbody tr")];
    return {
      words: drawn.filter((row) => row.textContent.includes("running") || row.textContent.includes("paused"))
        .length,
      buttons: drawn.filter((row) => row.querySelector("button") !== null).length,
    };
  }, jumps);

test("rows that fly past are words, and can be used again where it stops", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await rows(page).first().focus();
  const flying = await rush(page, 9);
  expect(flying.words).toBeGreaterThan(15);
  expect(flying.buttons, "the row in focus keeps what can be pressed").toBe(1);
  await expect(grid(page).locator("tr:focus")).toHaveCount(1);
  await expect
    .poll(async () => (await rows(page).count()) - (await rows(page).getByRole("checkbox").count()))
    .toBe(0);
});

test("one jump alone draws everything at once", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  const jumped = await rush(page, 1);
  expect(jumped.buttons).toBeGreaterThan(15);
});
