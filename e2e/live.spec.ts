import type { Locator, Page } from "@playwright/test";
import { passInterval, takeClock } from "./support/clock.ts";
import { expect, test } from "./support/fixtures.ts";
import { select } from "./support/kill.ts";
import { expectAccessibleInLook, themes, widths } from "./support/looks.ts";
import {
  expectNoRow,
  expectRows,
  fleetStatus,
  goneRow,
  grid,
  refresh,
  row,
  rows,
  wheel,
} from "./support/table.ts";

/** What tells how many rows wait. */
const waiting = (page: Page) => page.getByRole("status", { name: "New sandboxes" });
const show = (page: Page, count: number) => page.getByRole("button", { name: `Show ${count} new` });

/** Opens the page with its clock in the test's hands: it reads when told. */
async function open(page: Page, url: string): Promise<void> {
  await takeClock(page);
  await page.goto(url);
  await expect(rows(page).first()).toBeVisible();
}

test("the row pointed at stays; what is new waits until it is shown", async ({ page, sandbar, engine }) => {
  const ids = await engine.createMany(8, () => ({}));
  await open(page, sandbar.url);
  const pointed = ids[3] ?? "";
  await row(page, pointed).hover();
  const before = await row(page, pointed).boundingBox();
  const fresh = [await engine.create(), await engine.create()];
  await passInterval(page);
  await expect(waiting(page)).toHaveText("2 new");
  await expect(fleetStatus(page)).toContainText("10 sandboxes");
  await expectRows(page, ids);
  expect(await row(page, pointed).boundingBox()).toEqual(before);

  await show(page, 2).click();
  await expectRows(page, [...fresh, ...ids]);
  await expect(show(page, 2)).toBeHidden();
  await expect(waiting(page)).toBeEmpty();
  await expect(row(page, fresh[1] ?? "")).toBeFocused();
});

test("where nothing is pointed at, new ones come at once", async ({ page, sandbar, engine }) => {
  const first = await engine.create();
  await open(page, sandbar.url);
  const second = await engine.create();
  await passInterval(page);
  await expectRows(page, [second, first]);
});

test("scrolled down, nothing moves and what is new is counted; Show goes there, and so does the top", async ({
  page,
  sandbar,
  engine,
}) => {
  await engine.createMany(90, () => ({}));
  await open(page, sandbar.url);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "91");
  await rows(page).first().hover();
  await wheel(page, 1_210);
  await expect(rows(page).nth(20)).toHaveAttribute("aria-rowindex", /^[5-9]\d$/);
  const name = await rows(page).nth(20).getByRole("checkbox").getAttribute("aria-label");
  const watched = name?.replace("Select ", "") ?? "";
  const before = await row(page, watched).boundingBox();

  const fresh = [await engine.create(), await engine.create(), await engine.create()];
  await passInterval(page);
  await expect(waiting(page)).toHaveText("3 new");
  expect(await row(page, watched).boundingBox()).toEqual(before);
  await show(page, 3).click();
  for (const id of fresh) await expect(row(page, id)).toBeVisible();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "94");

  await rows(page).first().hover();
  await wheel(page, 1_210);
  await expectNoRow(page, fresh[0] ?? "");
  const late = await engine.create();
  await passInterval(page);
  await expect(waiting(page)).toHaveText("1 new");
  await page.mouse.wheel(0, -10_000);
  await expect(row(page, late)).toBeVisible();
  await expect(waiting(page)).toBeEmpty();
});

test("while a menu or a dialog is open nothing comes between", async ({ page, sandbar, engine }) => {
  const id = await engine.create({ metadata: { team: "core" } });
  await open(page, sandbar.url);
  await row(page, id).focus();
  await page.keyboard.press("f");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await engine.create();
  await passInterval(page);
  // Behind the menu all but what is said is hidden from whoever reads by role.
  await expect(waiting(page)).toHaveText("1 new");
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await show(page, 1).click();
  await expect(rows(page)).toHaveCount(2);
});

test("Refresh now shows what it brings and what waited", async ({ page, sandbar, engine }) => {
  const first = await engine.create();
  await open(page, sandbar.url);
  await row(page, first).focus();
  const second = await engine.create();
  await passInterval(page);
  await expect(waiting(page)).toHaveText("1 new");
  const third = await engine.create();
  await refresh(page);
  await expectRows(page, [third, second, first]);
  await expect(waiting(page)).toBeEmpty();
});

test("what is gone stays in its place, struck, until the next key, and takes no part in anything", async ({
  page,
  sandbar,
  engine,
}) => {
  const ids: string[] = [];
  for (let index = 0; index < 6; index += 1) ids.unshift(await engine.create());
  const [first = "", second = "", third = ""] = ids;
  await open(page, sandbar.url);
  await expectRows(page, ids);
  await row(page, first).focus();
  const before = await row(page, third).boundingBox();
  await engine.kill(second);
  await passInterval(page);
  await expect(goneRow(page, second)).toContainText("ended");
  await expect(fleetStatus(page)).toContainText("5 sandboxes");
  expect(await row(page, third).boundingBox()).toEqual(before);
  await expect(goneRow(page, second).getByRole("button")).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Select all loaded" }).check();
  await expect(page.getByRole("main")).toContainText("5 selected");
  await expect(goneRow(page, second)).toHaveCount(0);
  await expectRows(page, [first, ...ids.slice(2)]);

  await row(page, first).focus();
  await engine.kill(third);
  await passInterval(page);
  await expect(goneRow(page, third)).toBeVisible();
  await page.keyboard.press("j");
  await expect(goneRow(page, third)).toHaveCount(0);
  await expect(row(page, ids[3] ?? "")).toBeFocused();
});

test("focus stays on a row that ends, and goes on from there; the selection survives", async ({
  page,
  sandbar,
  engine,
}) => {
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) ids.unshift(await engine.create());
  const [first = "", second = "", third = "", fourth = ""] = ids;
  await open(page, sandbar.url);
  await expectRows(page, ids);
  await select(page, [fourth]);
  await row(page, second).focus();
  await engine.kill(second);
  await engine.create();
  await passInterval(page);
  await expect(goneRow(page, second)).toBeFocused();
  await expect(waiting(page)).toHaveText("1 new");
  await page.keyboard.press("Delete");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(goneRow(page, second)).toHaveCount(0);
  await expect(row(page, third)).toBeFocused();
  await expect(row(page, fourth).getByRole("checkbox")).toBeChecked();
  await expect(page.getByRole("main")).toContainText("1 selected");
  await expect(row(page, first)).toBeVisible();
});

test("what the filter no longer covers says so; what was killed here says that", async ({
  page,
  sandbar,
  engine,
}) => {
  const [a, b, c] = [await engine.create(), await engine.create(), await engine.create()];
  await open(page, `${sandbar.url}/?q=-state:paused`);
  await expectRows(page, [a, b, c]);
  await engine.pause(a);
  await passInterval(page);
  await expect(goneRow(page, a)).toContainText("no longer matches");
  await row(page, b)
    .getByRole("button", { name: `Kill ${b}` })
    .click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Kill", exact: true }).click();
  await expect(goneRow(page, b)).toContainText("killed");
  await expect(goneRow(page, a)).toHaveCount(0);
  await page.mouse.wheel(0, 10);
  await row(page, c).getByText("running").hover();
  await page.mouse.wheel(0, 10);
  await expect(goneRow(page, b)).toHaveCount(0);
});

test("wide and narrow, what tells of new ones covers none of the rows, and what is gone has its state's place", async ({
  page,
  sandbar,
  engine,
}) => {
  const ids = await engine.createMany(3, () => ({ metadata: { team: "core" } }));
  await open(page, sandbar.url);
  await row(page, ids[2] ?? "").focus();
  const cellOf = (text: Locator) => text.locator("xpath=ancestor::td");
  const running = cellOf(row(page, ids[2] ?? "").getByText("running"));
  await engine.kill(ids[1] ?? "");
  await engine.create();
  await passInterval(page);
  await expect(show(page, 1)).toBeVisible();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const gone = goneRow(page, ids[1] ?? "");
    await expect.poll(async () => (await gone.boundingBox())?.height).toBe(width === 390 ? 64 : 32);
    const overlap = async () => {
      const note = await show(page, 1).boundingBox();
      const first = await page.locator("tbody tr").first().boundingBox();
      return note && first && note.y + note.height - first.y;
    };
    await expect.poll(overlap, `${width} px`).toBeLessThanOrEqual(0);
    const ended = cellOf(gone.getByText("ended"));
    const shift = async () => ((await ended.boundingBox())?.x ?? 0) - ((await running.boundingBox())?.x ?? 0);
    await expect.poll(shift, `${width} px`).toBe(0);
    await expect(gone.getByText((ids[1] ?? "").slice(-6), { exact: true })).toBeVisible();
  }
  await show(page, 1).press("Enter");
  await expect(show(page, 1)).toBeHidden();
});

test("in groups, too", async ({ page, sandbar, engine }) => {
  const web = await engine.create({ metadata: { team: "web" } });
  const core = [
    await engine.create({ metadata: { team: "core" } }),
    await engine.create({ metadata: { team: "core" } }),
  ];
  await open(page, `${sandbar.url}/?group=m:team`);
  await row(page, web).hover();
  await engine.kill(core[0] ?? "");
  await engine.create({ metadata: { team: "core" } });
  await passInterval(page);
  await expect(goneRow(page, core[0] ?? "")).toBeVisible();
  await expect(waiting(page)).toHaveText("1 new");
  await expect(page.getByRole("checkbox", { name: "Select the 1 of team=core" })).toBeVisible();
});

for (const colorScheme of themes)
  test(`both are judged by axe, wide and narrow, ${colorScheme}`, async ({ page, sandbar, engine }) => {
    const ids = await engine.createMany(5, () => ({ metadata: { env: "prod", team: "core" } }));
    await open(page, sandbar.url);
    await row(page, ids[2] ?? "").focus();
    await engine.kill(ids[1] ?? "");
    await engine.create();
    await passInterval(page);
    await expect(goneRow(page, ids[1] ?? "")).toBeVisible();
    await expect(show(page, 1)).toBeVisible();
    for (const width of widths) await expectAccessibleInLook(page, { colorScheme, width });
  });
