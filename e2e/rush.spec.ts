import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { grid, rows } from "./support/table.ts";

test.use({ server: { demo: 300 } });

/** Longer ago than this, the jump before may be no part of the same rush any more, in milliseconds. */
const SLOW_MS = 200;

/**
 * Scrolls up and down by more than what is seen, frame by frame, and notes at the end what was drawn of the rows. Where a busy machine
 * takes too long for one of the last two, it goes on.
 */
const rush = (page: Page, jumps: number): Promise<{ readonly words: number; readonly buttons: number }> =>
  page.evaluate(
    async ({ count, slow }) => {
      const scroller = document.querySelector("[role=grid]");
      if (!scroller) throw new Error("There is no grid");
      for (let left = count; left > 0; left -= 1) {
        const begunAt = performance.now();
        scroller.scrollTop = left % 2 === 1 ? 1_600 : 0;
        await new Promise(requestAnimationFrame);
        await new Promise((resolve) => setTimeout(resolve, 0));
        const isSlow = performance.now() - begunAt > slow;
        if (isSlow && count > 1 && left <= 2) left += 2;
      }
      const drawn = [...document.querySelectorAll("[role=grid] tbody tr")];
      return {
        words: drawn.filter(
          (row) => row.textContent.includes("running") || row.textContent.includes("paused"),
        ).length,
        buttons: drawn.filter((row) => row.querySelector("button") !== null).length,
      };
    },
    { count: jumps, slow: SLOW_MS },
  );

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

test("no cell inherits from its row what only that row has, which would keep rows from sharing their styles", async ({
  page,
  sandbar,
}) => {
  await page.setViewportSize({ width: 800, height: 700 });
  await page.goto(`${sandbar.url}/?cols=!id,state,template,m:team,m:env,m:owner,started,ends,cpu,memory`);
  const stuck = rows(page).first().getByRole("gridcell").nth(1);
  await expect(stuck).toHaveCSS("position", "sticky");
  const inherited = await rows(page)
    .first()
    .evaluate((line) => {
      const odd = new Map([
        ["vertical-align", "super"],
        ["background-color", "rgb(1, 2, 3)"],
        ["border-bottom-color", "rgb(1, 2, 3)"],
        ["text-decoration-line", "overline"],
        ["transform", "matrix(1, 0, 0, 1, 0, 3)"],
      ]);
      for (const [name, value] of odd) line.style.setProperty(name, value);
      return [...line.querySelectorAll("*")].flatMap((element) =>
        [...odd].flatMap(([name, value]) =>
          getComputedStyle(element).getPropertyValue(name) === value ? [`${element.localName}: ${name}`] : [],
        ),
      );
    });
  expect(inherited).toEqual([]);
});
