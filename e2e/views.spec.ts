import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { tabTo } from "./support/keys.ts";
import { expectAccessibleInLook, themes, widths } from "./support/looks.ts";
import { expectRows, grid } from "./support/table.ts";
import {
  chooseViewsFile,
  importDialog,
  openViews,
  saveView,
  savedNames,
  viewList,
  viewRow,
  viewsButton,
} from "./support/views.ts";

/** Opens the list by the key, on the button that has the focus. Keys that are pressed before the list has it go nowhere. */
async function openByKey(page: Page): Promise<void> {
  await page.keyboard.press("Enter");
  await expect(viewRow(page, "All sandboxes")).toBeFocused();
}

/** Chooses from the menu of the view in focus, by the letters it begins with. */
async function chooseByKeys(page: Page, view: string, item: string): Promise<void> {
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: `Actions for view ${view}` })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.type(item.slice(0, 3));
  await expect(page.getByRole("menuitem", { name: item })).toBeFocused();
  await page.keyboard.press("Enter");
}

test("save, reload, choose, rename, delete and undo, all by keyboard", async ({ page, sandbar, engine }) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  const dev = await engine.create({ metadata: { env: "dev" } });
  await page.goto(`${sandbar.url}/?q=env=prod&sort=id:asc`);
  await expectRows(page, [prod]);

  await tabTo(page, viewsButton(page));
  await openByKey(page);
  await tabTo(page, viewList(page).getByRole("button", { name: "Save view…" }));
  await page.keyboard.press("Enter");
  const save = page.getByRole("dialog", { name: "Save view" });
  await expect(save.getByRole("textbox", { name: "Name" })).toBeFocused();
  await expect(save.getByRole("textbox", { name: "Name" })).toHaveValue("env=prod");
  await expect(save).toContainText("id, ascending");
  await page.keyboard.type("Production");
  await page.keyboard.press("Enter");
  await expect(save).toBeHidden();
  await expect(viewsButton(page)).toBeFocused();
  await expect(viewsButton(page)).toHaveText("View: Production");

  await page.goto(sandbar.url);
  await expectRows(page, [prod, dev]);
  await expect(viewsButton(page)).toHaveText("Views");
  await tabTo(page, viewsButton(page));
  await openByKey(page);
  await expect(viewRow(page, "All sandboxes")).toHaveAccessibleName("All sandboxes, current view");
  await page.keyboard.press("End");
  await expect(viewRow(page, "Production")).toBeFocused();
  await page.keyboard.press("Enter");
  await expectRows(page, [prod]);
  await expect(page).toHaveURL(`${sandbar.url}/?q=env=prod&sort=id:asc`);
  await expect(viewsButton(page)).toBeFocused();
  await page.goBack();
  await expectRows(page, [prod, dev]);

  await openByKey(page);
  await page.keyboard.press("End");
  await expect(viewRow(page, "Production")).toBeFocused();
  await chooseByKeys(page, "Production", "Rename…");
  const rename = page.getByRole("dialog", { name: "Rename view “Production”" });
  await expect(rename.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("running");
  await page.keyboard.press("Enter");
  await expect(rename.getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription(/built-in/);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Live");
  await page.keyboard.press("Enter");
  await expect(rename).toBeHidden();
  await expect(viewsButton(page)).toBeFocused();

  await openByKey(page);
  await page.keyboard.press("End");
  await expect(viewRow(page, "Live")).toBeFocused();
  await chooseByKeys(page, "Live", "Delete");
  await expect(viewRow(page, "Live")).toHaveCount(0);
  await expect(viewList(page)).toContainText("View “Live” deleted.");
  await expect(viewList(page).getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(viewRow(page, "Live")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(viewList(page)).toBeHidden();
  await expect(viewsButton(page)).toBeFocused();
});

test("built-in views are one entry of history each", async ({ page, sandbar, engine }) => {
  const running = await engine.create({ metadata: { owner: "ada" } });
  const paused = await engine.create();
  await engine.pause(paused);
  await page.goto(sandbar.url);
  await expectRows(page, [running, paused]);
  for (const [name, ids] of [
    ["Running", [running]],
    ["Paused", [paused]],
    ["Without an owner", [paused]],
    ["Older than a day", []],
  ] as const) {
    await openViews(page);
    await viewRow(page, name).click();
    await expect(viewsButton(page)).toHaveText(`View: ${name}`);
    await expectRows(page, ids);
  }
  await page.goBack();
  await expect(viewsButton(page)).toHaveText("View: Without an owner");
  await page.goBack();
  await page.goBack();
  await expectRows(page, [running]);
  await page.goBack();
  await expectRows(page, [running, paused]);
});

test("what has changed since a view was chosen can be kept under its name; a taken name asks first", async ({
  page,
  sandbar,
  engine,
}) => {
  await engine.create({ metadata: { env: "prod" } });
  await page.goto(`${sandbar.url}/?q=env=prod`);
  await saveView(page, "Mine");
  await grid(page).getByRole("columnheader", { name: "Sandbox" }).getByRole("button").first().click();
  await expect(page).toHaveURL(/sort=id:asc/);
  await expect(viewsButton(page)).toHaveText("View: Mine, changed");
  await openViews(page);
  await viewList(page).getByRole("button", { name: "Update “Mine”" }).click();
  await expect(viewsButton(page)).toHaveText("View: Mine");
  await viewList(page).getByRole("button", { name: "Undo" }).click();
  await expect(viewsButton(page)).toHaveText("View: Mine, changed");

  await viewList(page).getByRole("button", { name: "Save view…" }).click();
  const save = page.getByRole("dialog", { name: "Save view" });
  await save.getByRole("textbox", { name: "Name" }).fill("mine");
  await page.keyboard.press("Enter");
  await expect(save.getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription(
    "View “Mine” exists and shows env=prod. Replace it, or choose another name.",
  );
  await save.getByRole("button", { name: "Replace view" }).click();
  await expect(save).toBeHidden();
  await openViews(page);
  await expect.poll(() => savedNames(page)).toEqual(["mine"]);
});

test("columns belong to a view if they are to", async ({ page, sandbar, engine }) => {
  await engine.create({ metadata: { env: "prod", team: "core" } });
  await page.goto(`${sandbar.url}/?q=env=prod&cols=state,m:team`);
  await saveView(page, "With columns");
  await openViews(page);
  await viewList(page).getByRole("button", { name: "Save view…" }).click();
  const save = page.getByRole("dialog", { name: "Save view" });
  await save.getByRole("textbox", { name: "Name" }).fill("Without columns");
  await save.getByRole("checkbox", { name: /^Keep the 3 columns/ }).uncheck();
  await save.getByRole("button", { name: "Save view" }).click();
  await expect(save).toBeHidden();

  await page.goto(sandbar.url);
  await openViews(page);
  await viewRow(page, "Without columns").click();
  await expect(page).toHaveURL(`${sandbar.url}/?q=env=prod`);
  await expect(grid(page).getByRole("columnheader", { name: "Template" })).toBeVisible();
  await openViews(page);
  await viewRow(page, "With columns").click();
  await expect(page).toHaveURL(`${sandbar.url}/?q=env=prod&cols=state,m:team`);
  await expect(grid(page).getByRole("columnheader", { name: "Template" })).toHaveCount(0);
  await expect(viewsButton(page)).toHaveText("View: With columns");
});

test("another tab's views are there at once", async ({ page, context, sandbar }) => {
  await page.goto(sandbar.url);
  await openViews(page);
  const tab = await context.newPage();
  await tab.goto(`${sandbar.url}/?q=env=prod`);
  await saveView(tab, "From the other tab");
  await expect(viewRow(page, "From the other tab")).toBeVisible();
});

test("a storage that is full is said, and the view holds until the page is closed", async ({
  page,
  sandbar,
}) => {
  await page.addInitScript(() => {
    for (let size = 2 ** 20; size >= 1; size /= 2)
      try {
        for (let n = 0; ; n += 1) localStorage.setItem(`other:${size}:${n}`, "x".repeat(size));
      } catch {
        // As full as that size can make it.
      }
  });
  await page.goto(`${sandbar.url}/?q=env=prod`);
  await saveView(page, "Mine");
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText("storage is full");
  await expect(viewsButton(page)).toHaveText("View: Mine");
});

for (const width of widths)
  test.describe(`accessible, and read as meant, ${width} px`, () => {
    const inBothThemes = async (page: Page) => {
      for (const colorScheme of themes) await expectAccessibleInLook(page, { colorScheme, width });
    };

    test("the offer, the list and the menu of a view", async ({ page, sandbar, engine }) => {
      await engine.create({ metadata: { env: "prod" } });
      await page.goto(`${sandbar.url}/?q=env=prod&view=Shared`);
      await expect(page.getByRole("button", { name: "Save view “Shared”" })).toBeVisible();
      await saveView(page, "Production");
      await openViews(page);
      await expect(viewList(page)).toMatchAriaSnapshot(`
    - dialog "Views":
      - grid "Views":
        - rowgroup:
          - row:
            - rowheader "Built in"
          - row "All sandboxes"
          - row "Running"
          - row "Paused"
          - row "Ending soon"
          - row "Older than a day"
          - row "Without an owner"
        - rowgroup:
          - row:
            - rowheader "Saved in this browser"
          - row "Production, current view":
            - gridcell:
              - button "Actions for view Production"
      - button "Save view…"
      - button "Import views…"
      - button "Export views"
      - button "Forget the recent query"
  `);
      await inBothThemes(page);
      await page.setViewportSize({ width: 1440, height: 900 });
      await viewList(page).getByRole("button", { name: "Actions for view Production" }).click();
      await expect(page.getByRole("menuitem", { name: "Rename…" })).toBeVisible();
      await inBothThemes(page);
    });

    test("the dialogs", async ({ page, sandbar }) => {
      await page.goto(`${sandbar.url}/?q=env=prod`);
      await saveView(page, "Production");
      await openViews(page);
      await viewList(page).getByRole("button", { name: "Save view…" }).click();
      const save = page.getByRole("dialog", { name: "Save view" });
      await expect(save).toMatchAriaSnapshot(`
    - dialog "Save view":
      - heading "Save view" [level=2]
      - button "Close"
      - text: Name
      - textbox "Name"
      - region "What the view holds":
        - heading "What the view holds" [level=3]
        - term: Query
        - definition: env=prod
        - term: Columns
        - definition: as each browser remembers them
        - term: Sort
        - definition: newest first
      - button "Cancel"
      - button "Save view"
  `);
      await inBothThemes(page);
      await page.keyboard.press("Escape");
      const views = [{ name: "Production", q: "env=dev" }, { name: 1 }, { name: "New", q: "a=1" }];
      await page.setViewportSize({ width: 1440, height: 900 });
      await chooseViewsFile(page, JSON.stringify({ version: 1, views }));
      await expect(importDialog(page)).toContainText("2 views of the file");
      await inBothThemes(page);
    });
  });
