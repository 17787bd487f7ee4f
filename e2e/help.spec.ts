import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { expectAccessibleInAllLooks } from "./support/looks.ts";
import { expectRows, filterBar, grid, rows } from "./support/table.ts";

const help = (page: Page): Locator => page.getByRole("dialog", { name: "Help" });
const condition = (page: Page, shown: string): Locator =>
  filterBar(page).getByRole("button", { name: `Remove filter ${shown}`, exact: true });

test("? opens the help from anywhere but a text field, and an example there joins the filter until Back", async ({
  page,
  sandbar,
  engine,
}) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  const dev = await engine.create({ metadata: { env: "dev" } });
  const paused = await engine.create({ metadata: { env: "prod" } });
  await engine.pause(paused);
  await page.goto(`${sandbar.url}/?q=state:running`);
  await expectRows(page, [prod, dev]);

  await filterBar(page).getByRole("combobox").focus();
  await page.keyboard.type("?");
  await expect(help(page)).toBeHidden();
  await expect(filterBar(page).getByRole("combobox")).toHaveValue("?");
  await page.keyboard.press("Backspace");

  await grid(page).getByRole("row").nth(1).focus();
  await page.keyboard.press("?");
  await expect(help(page)).toBeVisible();
  const example = help(page).getByRole("button", { name: "Add env=prod to the filter", exact: true });
  await example.focus();
  await page.keyboard.press("Enter");
  await expect(help(page)).toBeHidden();
  await expect(condition(page, "env=prod")).toBeVisible();
  await expectRows(page, [prod]);
  await page.goBack();
  await expectRows(page, [prod, dev]);
});

test("an example is taken back by the filter's own undo, and added only once", async ({
  page,
  sandbar,
  engine,
}) => {
  const id = await engine.create();
  await page.goto(sandbar.url);
  await expectRows(page, [id]);
  const add = async () => {
    await page.getByRole("button", { name: "Help: filter and keys" }).click();
    await help(page).getByRole("button", { name: "Add state:running to the filter", exact: true }).click();
    await expect(help(page)).toBeHidden();
  };
  await add();
  await add();
  await expect(condition(page, "state:running")).toHaveCount(1);
  await filterBar(page).getByRole("combobox").focus();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(condition(page, "state:running")).toHaveCount(0);
});

test("keys that work anywhere can be switched off, and stay off", async ({ page, sandbar, engine }) => {
  const id = await engine.create();
  await page.goto(sandbar.url);
  await expectRows(page, [id]);
  await page.keyboard.press("?");
  await help(page)
    .getByRole("checkbox", { name: /^Keys that work anywhere on the page/ })
    .uncheck();
  await page.keyboard.press("Escape");
  await expect(help(page)).toBeHidden();
  await page.keyboard.press("?");
  await page.keyboard.press("/");
  await expect(help(page)).toBeHidden();
  await expect(filterBar(page).getByRole("combobox")).not.toBeFocused();
  await page.reload();
  await expectRows(page, [id]);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test.describe("with sandboxes", () => {
  test.use({ server: { demo: 12 } });

  test("the help is accessible in every look", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press("?");
    await expect(help(page)).toBeVisible();
    await expectAccessibleInAllLooks(page);
  });
});
