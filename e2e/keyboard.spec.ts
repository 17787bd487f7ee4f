import { expect, test } from "./support/fixtures.ts";
import { tabTo } from "./support/keys.ts";
import { killSeveralDialog } from "./support/kill.ts";
import { details, expectRows, filterBar, grid, row, rows } from "./support/table.ts";

test("build a filter, open a row, close it, and be where one was", async ({ page, sandbar, engine }) => {
  const wanted = await engine.create({ metadata: { env: "prod", team: "core" } });
  await engine.create({ metadata: { env: "dev", team: "core" } });
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(2);

  await tabTo(page, filterBar(page).getByRole("button", { name: "Add filter" }));
  await page.keyboard.press("Enter");
  await expect(filterBar(page).getByRole("combobox")).toBeFocused();
  await page.keyboard.type("env=prod");
  await page.keyboard.press("Enter");
  await expectRows(page, [wanted]);

  await tabTo(page, row(page, wanted));
  await page.keyboard.press("Enter");
  await expect(details(page)).toContainText(wanted);
  await page.keyboard.press("Escape");
  await expect(details(page)).toBeHidden();
  await expect(row(page, wanted)).toBeFocused();
});

test("move, select by Shift, kill what is selected", async ({ page, sandbar, engine }) => {
  const ids: string[] = [];
  for (let index = 0; index < 6; index += 1) ids.unshift(await engine.create());
  await page.goto(sandbar.url);
  await expectRows(page, ids);
  const [first = "", , third = "", fourth = "", , last = ""] = ids;

  await tabTo(page, row(page, first));
  await page.keyboard.press("End");
  await expect(row(page, last)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(row(page, first)).toBeFocused();
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(row(page, third)).toBeFocused();
  await expect(grid(page).getByRole("checkbox", { name: /^Select i/, checked: true })).toHaveCount(3);
  await page.keyboard.press("ArrowDown");
  await expect(row(page, fourth)).toBeFocused();

  await tabTo(page, page.getByRole("button", { name: "Kill 3", exact: false }));
  await page.keyboard.press("Enter");
  const dialog = killSeveralDialog(page, 3);
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await tabTo(page, dialog.getByRole("button", { name: "Kill 3", exact: true }));
  await page.keyboard.press("Enter");
  await expectRows(page, ids.slice(3));
  expect((await engine.list()).map(({ sandboxID }) => sandboxID)).toEqual(ids.slice(3));
});

test("change a condition where it stands; take it away; the focus stays near", async ({
  page,
  sandbar,
  engine,
}) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  const dev = await engine.create({ metadata: { env: "dev" } });
  await page.goto(`${sandbar.url}/?q=env=prod+state:running`);
  await expectRows(page, [prod]);
  const edit = filterBar(page).getByRole("button", { name: "env=prod", exact: true });
  await tabTo(page, edit);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Condition" })).toBeFocused();
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(edit).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Condition" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("env=dev");
  await page.keyboard.press("Enter");
  await expectRows(page, [dev]);
  await expect(filterBar(page).getByRole("button", { name: "env=dev", exact: true })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expectRows(page, [prod, dev]);
  await expect(filterBar(page).getByRole("button", { name: "state:running", exact: true })).toBeFocused();
});

test("the grid is one stop of the Tab key, and single letters act only inside it", async ({
  page,
  sandbar,
  engine,
}) => {
  const [older, newer] = [await engine.create(), await engine.create()];
  await page.goto(sandbar.url);
  await expectRows(page, [older, newer]);
  await expect(rows(page).and(page.locator("[tabindex='0']"))).toHaveCount(1);
  await page.keyboard.press("x");
  await page.keyboard.press("Delete");
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
});
