import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { grid, rows } from "./support/table.ts";

test.use({ server: { demo: 300 } });

/** Scrolls up and down by more than what is seen, each time once the page knows of the time before. */
const rush = (page: Page, jumps: number): Promise<void> =>
  page.evaluate(async (count) => {
    const scroller = document.querySelector("[role=grid]");
    if (!scroller) throw new Error("There is no grid");
    for (let left = count; left > 0; left -= 1) {
      const isTold = new Promise((resolve) => scroller.addEventListener("scroll", resolve, { once: true }));
      scroller.scrollTop = left % 2 === 1 ? 1_600 : 0;
      await isTold;
    }
  }, jumps);

/** How many of the rows drawn say what there is to say, and in how many something can be pressed. */
const drawn = (page: Page): Promise<{ readonly words: number; readonly buttons: number }> =>
  grid(page)
    .locator("tbody tr[data-id]")
    .evaluateAll((lines) => ({
      words: lines.filter(({ textContent }) => /running|paused/.test(textContent)).length,
      buttons: lines.filter((line) => line.querySelector("button") !== null).length,
    }));

/** From here on no time passes: how fast it is scrolled depends on no machine. */
const stopTime = async (page: Page): Promise<void> =>
  page.clock.pauseAt((await page.evaluate(() => Date.now())) + 30_000);

test("rows that fly past are words, and can be used again where it stops", async ({ page, sandbar }) => {
  await page.clock.install();
  await page.goto(sandbar.url);
  await rows(page).first().focus();
  await stopTime(page);
  await rush(page, 9);
  await expect
    .poll(async () => (await drawn(page)).buttons, "the row in focus keeps what can be pressed")
    .toBe(1);
  expect((await drawn(page)).words).toBeGreaterThan(15);
  await expect(grid(page).locator("tr:focus")).toHaveCount(1);
  await page.clock.resume();
  await expect
    .poll(async () => (await rows(page).count()) - (await rows(page).getByRole("checkbox").count()))
    .toBe(0);
});

test("one jump alone draws everything at once", async ({ page, sandbar }) => {
  await page.clock.install();
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  await stopTime(page);
  await rush(page, 1);
  await expect(grid(page).locator("tbody tr[data-index='55']")).toBeVisible();
  const { words, buttons } = await drawn(page);
  expect(words).toBeGreaterThan(15);
  expect(buttons).toBe(words);
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
