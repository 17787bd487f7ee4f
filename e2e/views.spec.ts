import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { tabTo } from "./support/keys.ts";
import { expectAccessibleInAllLooks } from "./support/looks.ts";
import { expectRows, filterBar, grid } from "./support/table.ts";
import { openViews, saveView, savedNames, viewList, viewRow, viewsButton } from "./support/views.ts";

/** All the browser keeps for the page, as one text. */
const storedText = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify(Object.entries(localStorage)));

const importDialog = (page: Page) => page.getByRole("dialog", { name: "Import views" });

/** Opens the dialog and gives it a file. */
async function chooseFile(page: Page, text: string): Promise<void> {
  await openViews(page);
  await viewList(page).getByRole("button", { name: "Import views…" }).click();
  await importDialog(page)
    .getByLabel("File of views")
    .setInputFiles({ name: "views.json", mimeType: "application/json", buffer: Buffer.from(text) });
}

test("save, reload, choose, rename, delete and undo, all by keyboard", async ({ page, sandbar, engine }) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  const dev = await engine.create({ metadata: { env: "dev" } });
  await page.goto(`${sandbar.url}/?q=env=prod&sort=id:asc`);
  await expectRows(page, [prod]);

  await tabTo(page, viewsButton(page));
  await page.keyboard.press("Enter");
  await expect(viewRow(page, "All sandboxes")).toBeFocused();
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
  await page.keyboard.press("Enter");
  await expect(viewRow(page, "All sandboxes")).toHaveAccessibleName("All sandboxes, current view");
  await page.keyboard.press("End");
  await expect(viewRow(page, "Production")).toBeFocused();
  await page.keyboard.press("Enter");
  await expectRows(page, [prod]);
  await expect(page).toHaveURL(`${sandbar.url}/?q=env=prod&sort=id:asc`);
  await expect(viewsButton(page)).toBeFocused();
  await page.goBack();
  await expectRows(page, [prod, dev]);

  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: "Actions for view Production" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Ren");
  await page.keyboard.press("Enter");
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

  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await expect(viewRow(page, "Live")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Del");
  await page.keyboard.press("Enter");
  await expect(viewRow(page, "Live")).toHaveCount(0);
  await expect(viewList(page)).toContainText("View “Live” deleted.");
  await expect(viewList(page).getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(viewRow(page, "Live")).toBeVisible();
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
  expect(await savedNames(page)).toEqual(["mine"]);
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

test("views leave as a file and arrive in another browser", async ({ page, sandbar, browser }) => {
  await page.goto(`${sandbar.url}/?q=env=prod&sort=m:team:desc`);
  await saveView(page, "Prod");
  await page.goto(`${sandbar.url}/?q=env=dev`);
  await saveView(page, "Dev & co");
  await openViews(page);
  const downloading = page.waitForEvent("download");
  await viewList(page).getByRole("button", { name: "Export views" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("sandbar-views-local.json");
  const path = await download.path();
  expect(JSON.parse(await readFile(path, "utf8"))).toEqual({
    version: 1,
    views: [
      { name: "Prod", q: "env=prod", sort: "m:team:desc" },
      { name: "Dev & co", q: "env=dev" },
    ],
  });

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(`${sandbar.url}/?q=env=test`);
  await saveView(other, "prod");
  await openViews(other);
  await viewList(other).getByRole("button", { name: "Import views…" }).click();
  await importDialog(other).getByLabel("File of views").setInputFiles(path);
  await expect(importDialog(other)).toContainText("differs from yours of that name");
  await importDialog(other).getByRole("button", { name: "Import 2 views" }).click();
  await expect(importDialog(other)).toBeHidden();
  await openViews(other);
  expect(await savedNames(other)).toEqual(["prod", "Prod 2", "Dev & co"]);
  await viewRow(other, "Prod 2").click();
  await expect(other).toHaveURL(`${sandbar.url}/?q=env=prod&sort=m:team:desc`);
  await elsewhere.close();
});

test("what is wrong with a file is said for each view, and a clash is asked about", async ({
  page,
  sandbar,
}) => {
  await page.goto(`${sandbar.url}/?q=env=prod`);
  await saveView(page, "Prod");
  const views = [
    { name: "Prod", q: "env=other" },
    { name: "Quote", q: 'env="prod' },
    { q: "env=x" },
    { name: "Good", q: "team=core api_key=sk-live-hidden" },
  ];
  await chooseFile(page, JSON.stringify({ version: 1, views }));
  const dialog = importDialog(page);
  await expect(dialog).toContainText("1 condition on a masked value left out");
  await expect(dialog).toContainText("View 2 “Quote”: A quote opens here and never closes");
  await expect(dialog).toContainText("View 3: it must be an object with a name");
  await dialog.getByRole("radio", { name: "Replace mine" }).check();
  await dialog.getByRole("button", { name: "Import 2 views" }).click();
  await openViews(page);
  expect(await savedNames(page)).toEqual(["Prod", "Good"]);
  await expect(viewRow(page, "Prod")).toContainText("env=other");
  expect(await storedText(page)).not.toContain("hidden");
});

test("a megabyte of garbage is explained, and so is a file too large", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await chooseFile(page, "[".repeat(999_999));
  const field = importDialog(page).getByLabel("File of views");
  await expect(field).toHaveAccessibleDescription(/not JSON/);
  await expect(
    importDialog(page).getByRole("button", { name: "Import 0 views" }),
  ).toHaveAccessibleDescription("There is nothing to import yet");
  await field.setInputFiles({
    name: "views.json",
    mimeType: "application/json",
    buffer: Buffer.alloc(2_500_000, "x"),
  });
  await expect(field).toHaveAccessibleDescription(/2\.5 MB/);
});

test("a file dropped beside the field is taken too", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await openViews(page);
  await viewList(page).getByRole("button", { name: "Import views…" }).click();
  await expect(importDialog(page)).toBeVisible();
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['{"version":1,"views":[{"name":"Dropped","q":"a=1"}]}'], "views.json"));
    return data;
  });
  await importDialog(page).dispatchEvent("drop", { dataTransfer: transfer });
  await expect(importDialog(page)).toContainText("Dropped");
  await importDialog(page).getByRole("button", { name: "Import 1 view" }).click();
  await openViews(page);
  expect(await savedNames(page)).toEqual(["Dropped"]);
});

test("a link to a view opens elsewhere, offers to save it, and its name is not in the URL", async ({
  page,
  context,
  sandbar,
  engine,
  browser,
}) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  await engine.create();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${sandbar.url}/?q=env=prod`);
  await saveView(page, "Prod & more");
  await openViews(page);
  await viewList(page).getByRole("button", { name: "Actions for view Prod & more" }).click();
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${sandbar.url}/?q=env=prod&view=Prod+%26+more`);
  await page.goto(link);
  await expect(viewsButton(page)).toHaveText("View: Prod & more");
  await expect(page.getByRole("button", { name: "Save view “Prod & more”" })).toHaveCount(0);

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expectRows(other, [prod]);
  await expect(other).toHaveURL(`${sandbar.url}/?q=env=prod`);
  await other.getByRole("button", { name: "Save view “Prod & more”" }).click();
  await expect(other.getByRole("textbox", { name: "Name" })).toHaveValue("Prod & more");
  await other.keyboard.press("Enter");
  await expect(viewsButton(other)).toHaveText("View: Prod & more");
  await expect(other.getByRole("button", { name: "Save view “Prod & more”" })).toHaveCount(0);
  await elsewhere.close();
});

test("another tab's views are there at once", async ({ page, context, sandbar }) => {
  await page.goto(sandbar.url);
  await openViews(page);
  const tab = await context.newPage();
  await tab.goto(`${sandbar.url}/?q=env=prod`);
  await saveView(tab, "From the other tab");
  await expect(viewRow(page, "From the other tab")).toBeVisible();
});

test("conditions on masked values stay out of views, recent queries, URL and storage, and it is said", async ({
  page,
  sandbar,
  engine,
}) => {
  const id = await engine.create({ metadata: { env: "prod", api_key: "sk-live-hidden" } });
  await engine.create({ metadata: { env: "prod" } });
  await page.goto(`${sandbar.url}/?q=env=prod+api_key=sk-live-hidden&view=Mine`);
  await expectRows(page, [id]);
  await expect(page).toHaveURL(`${sandbar.url}/?q=env=prod`);
  await expect(viewsButton(page)).toHaveText("Views");
  await openViews(page);
  await viewList(page).getByRole("button", { name: "Save view…" }).click();
  const save = page.getByRole("dialog", { name: "Save view" });
  await expect(save).toContainText("One condition is on a masked value: the view does not hold it.");
  await save.getByRole("button", { name: "Save view" }).click();
  await expect(save).toBeHidden();
  const stored = await storedText(page);
  expect(stored).toContain("sandbar:views:local");
  expect(stored).toContain("sandbar:queries:local");
  expect(stored).not.toContain("hidden");

  await openViews(page);
  await viewList(page).getByRole("button", { name: "Forget the recent query" }).click();
  expect(await storedText(page)).not.toContain("sandbar:queries:local");
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

test("list, dialogs and offer are accessible, and read as meant", async ({ page, sandbar, engine }) => {
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
  await expectAccessibleInAllLooks(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await viewList(page).getByRole("button", { name: "Actions for view Production" }).click();
  await expect(page.getByRole("menuitem", { name: "Rename…" })).toBeVisible();
  await expectAccessibleInAllLooks(page);
  await page.keyboard.press("Escape");
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
  await expectAccessibleInAllLooks(page);
  await page.keyboard.press("Escape");
  const views = [{ name: "Production", q: "env=dev" }, { name: 1 }, { name: "New", q: "a=1" }];
  await page.setViewportSize({ width: 1440, height: 900 });
  await chooseFile(page, JSON.stringify({ version: 1, views }));
  await expect(importDialog(page)).toContainText("2 views of the file");
  await expectAccessibleInAllLooks(page);
});

test("equal filters have equal URLs, and awkward ones survive them", async ({ page, sandbar, engine }) => {
  const id = await engine.create({ metadata: { "a&b": "c+d#%", "cost center": "R&D, (west)!" } });
  await engine.create();
  const query = `"cost center"="R&D, (west)!" a&b=c+d#%`;
  await page.goto(`${sandbar.url}/?${new URLSearchParams({ q: `${query}  ${query}` }).toString()}`);
  await expectRows(page, [id]);
  await expect(page).toHaveURL(`${sandbar.url}/?q=%22cost+center%22=%22R%26D,+(west)!%22+a%26b=c%2Bd%23%25`);
  await expect(filterBar(page)).toContainText("a&b=c+d#%");
  await page.reload();
  await expectRows(page, [id]);
});
