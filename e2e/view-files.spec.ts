import { readFile } from "node:fs/promises";
import { expect, test } from "./support/fixtures.ts";
import { tabToAndPress } from "./support/keys.ts";
import {
  chooseViewsFile,
  importDialog,
  openViews,
  saveView,
  savedNames,
  storedText,
  viewList,
  viewRow,
  viewsButton,
  viewsFile,
} from "./support/views.ts";

const twoViews = {
  version: 1,
  views: [
    { name: "Prod", q: "env=prod", sort: "m:team:desc" },
    { name: "Dev & co", q: "env=dev" },
  ],
};

test("views leave as a file", async ({ page, sandbar }) => {
  await page.goto(`${sandbar.url}/?q=env=prod&sort=m:team:desc`);
  await saveView(page, "Prod");
  await page.goto(`${sandbar.url}/?q=env=dev`);
  await saveView(page, "Dev & co");
  await openViews(page);
  const downloading = page.waitForEvent("download");
  await tabToAndPress(page, viewList(page).getByRole("button", { name: "Export views" }));
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("sandbar-views-local.json");
  expect(JSON.parse(await readFile(await download.path(), "utf8"))).toEqual(twoViews);
});

test("views of a file join those there are, by keys alone", async ({ page, sandbar }) => {
  await page.goto(`${sandbar.url}/?q=env=test`);
  await saveView(page, "prod");
  await tabToAndPress(page, viewsButton(page));
  await expect(viewList(page)).toBeVisible();
  await tabToAndPress(page, viewList(page).getByRole("button", { name: "Import views…" }));
  await importDialog(page)
    .getByLabel("File of views")
    .setInputFiles(viewsFile(JSON.stringify(twoViews)));
  await expect(importDialog(page)).toContainText("differs from yours of that name");
  await tabToAndPress(page, importDialog(page).getByRole("button", { name: "Import 2 views" }));
  await expect(importDialog(page)).toBeHidden();
  await expect(viewsButton(page)).toBeFocused();
  await openViews(page);
  await expect.poll(() => savedNames(page)).toEqual(["prod", "Prod 2", "Dev & co"]);
  await viewRow(page, "Prod 2").click();
  await expect(page).toHaveURL(`${sandbar.url}/?q=env=prod&sort=m:team:desc`);
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
    { name: "Hidden", q: "api_key=sk-live-hidden" },
  ];
  await chooseViewsFile(page, JSON.stringify({ version: 1, views }));
  const dialog = importDialog(page);
  await expect(dialog).toContainText("1 condition on a masked value left out");
  await expect(dialog).toContainText("View 2 “Quote”: A quote opens here and never closes");
  await expect(dialog).toContainText("View 3: it must be an object with a name");
  await expect(dialog).toContainText("View 5 “Hidden”: all it asks for is masked values");
  await dialog.getByRole("radio", { name: "Replace mine" }).check();
  await dialog.getByRole("button", { name: "Import 2 views" }).click();
  await openViews(page);
  await expect.poll(() => savedNames(page)).toEqual(["Prod", "Good"]);
  await expect(viewRow(page, "Prod")).toContainText("env=other");
  expect(await storedText(page)).not.toContain("hidden");
});

test("a megabyte of garbage is explained, and so is a file too large", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await chooseViewsFile(page, "[".repeat(999_999));
  const field = importDialog(page).getByLabel("File of views");
  await expect(field).toHaveAccessibleDescription(/not JSON/);
  await expect(
    importDialog(page).getByRole("button", { name: "Import", exact: true }),
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
  await expect.poll(() => savedNames(page)).toEqual(["Dropped"]);
});
