import { expectAccessible } from "./support/axe.ts";
import { addFilter } from "./support/filter.ts";
import { expect, test } from "./support/fixtures.ts";
import { expectAccessibleInAllLooks } from "./support/looks.ts";
import { killDialog } from "./support/kill.ts";
import { details, rows } from "./support/table.ts";

test("an empty fleet", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await expect(page.getByRole("main")).toContainText("NOVITA_API_URL");
  await expectAccessibleInAllLooks(page);
});

test("a filter without a match", async ({ page, sandbar, engine }) => {
  await engine.create();
  await page.goto(`${sandbar.url}/?q=env=none`);
  await expect(page.getByRole("main")).toContainText("No sandbox matches");
  await expectAccessibleInAllLooks(page);
});

test.describe("with sandboxes", () => {
  test.use({ server: { demo: 12 } });

  test("the list, with a selection and a filter", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await rows(page).first().getByRole("checkbox").check();
    await addFilter(page, "env", "prod");
    await expectAccessibleInAllLooks(page);
  });

  test("the details", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await rows(page).first().getByRole("link").first().click();
    await expect(details(page)).toBeVisible();
    await expectAccessibleInAllLooks(page);
  });

  test("the kill dialog, for one and for several", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await rows(page)
      .first()
      .getByRole("button", { name: /^Kill i/ })
      .click();
    await expect(killDialog(page)).toBeVisible();
    await expectAccessibleInAllLooks(page);
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("checkbox", { name: "Select all loaded" }).check();
    await page.getByRole("button", { name: /^Kill 12/ }).click();
    await expect(page.getByRole("alertdialog", { name: "Kill 12 sandboxes" })).toBeVisible();
    await expectAccessibleInAllLooks(page);
  });

  test("the create dialog", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await page.getByRole("button", { name: "Create sandbox", exact: true }).click();
    await expect(page.getByRole("dialog", { name: "Create sandbox" })).toBeVisible();
    await expectAccessibleInAllLooks(page);
  });

  test("colours of the system: focus, selection and chips stay visible", async ({ page, sandbar }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await page.goto(sandbar.url);
    const first = rows(page).first();
    await first.getByRole("checkbox").check();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    await expect(first).toBeFocused();
    const outline = await first.evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline).not.toBe("none");
    await expectAccessible(page);
  });
});
