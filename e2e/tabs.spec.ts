import { addColumn, columnHeader, expectColumns, openColumns, usualColumns } from "./support/columns.ts";
import { expect, test } from "./support/fixtures.ts";
import { rows } from "./support/table.ts";

test.use({ server: { demo: 12 }, viewport: { width: 1440, height: 900 } });

test("two tabs write nothing over each other's choices, and follow all but the columns", async ({
  page,
  context,
  sandbar,
}) => {
  const tab = await context.newPage();
  for (const each of [page, tab]) {
    await each.goto(sandbar.url);
    await expect(rows(each).first()).toBeVisible();
  }
  await addColumn(page, "team");
  const withTeam = ["Sandbox", "State", "Template", "team", "Metadata", ...usualColumns.slice(4)];

  const panel = await openColumns(tab);
  await panel.getByRole("group", { name: "Row height" }).getByText("Compact").click();
  await expect.poll(async () => (await rows(page).first().boundingBox())?.height).toBe(28);
  await expectColumns(page, withTeam);
  await expectColumns(tab, usualColumns);
  await tab.keyboard.press("Escape");

  await page.getByRole("combobox", { name: "Refresh interval" }).selectOption("60");
  await expect(tab.getByRole("combobox", { name: "Refresh interval" })).toHaveValue("60");
  await page.getByRole("button", { name: /^Theme: the system's/ }).click();
  await expect(tab.getByRole("button", { name: /^Theme: light/ })).toBeVisible();
  await expect(tab.locator("html")).toHaveAttribute("data-theme", "light");

  await columnHeader(tab, "State").getByRole("button", { name: "State", exact: true }).click();
  await expect(columnHeader(tab, "State")).toHaveAttribute("aria-sort", "ascending");
  await tab.goBack();
  await expectColumns(tab, usualColumns);
  await tab.goto(sandbar.url);
  await expectColumns(tab, withTeam);
  await expect.poll(async () => (await rows(tab).first().boundingBox())?.height).toBe(28);
});
