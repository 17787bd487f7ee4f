import { expect, type Locator, type Page } from "@playwright/test";

/** Tells which view is shown, and opens the list. */
export const viewsButton = (page: Page): Locator =>
  page.getByRole("banner").getByRole("button", { name: /^Views?(?:: |$)/ });

export const viewList = (page: Page): Locator => page.getByRole("dialog", { name: "Views", exact: true });

/** A view in the list, whether it is the current one or not. */
export const viewRow = (page: Page, name: string): Locator =>
  viewList(page).getByRole("row", {
    name: new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?:, current view)?$`),
  });

/** The names of the saved views, in their order. */
export const savedNames = (page: Page): Promise<readonly string[]> =>
  viewList(page)
    .getByRole("button", { name: /^Actions for view / })
    .evaluateAll((buttons) =>
      buttons.map((button) => (button.getAttribute("aria-label") ?? "").replace("Actions for view ", "")),
    );

export async function openViews(page: Page): Promise<void> {
  await viewsButton(page).click();
  await expect(viewList(page)).toBeVisible();
}

/** All the browser keeps for the page, as one text. */
export const storedText = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify(Object.entries(localStorage)));

export const importDialog = (page: Page): Locator => page.getByRole("dialog", { name: "Import views" });

/** A file of views as a field for files takes it. */
export const viewsFile = (text: string) => ({
  name: "views.json",
  mimeType: "application/json",
  buffer: Buffer.from(text),
});

/** Opens the dialog for files of views and gives it one. */
export async function chooseViewsFile(page: Page, text: string): Promise<void> {
  await openViews(page);
  await viewList(page).getByRole("button", { name: "Import views…" }).click();
  await importDialog(page).getByLabel("File of views").setInputFiles(viewsFile(text));
}

/** Saves what is on screen under a name, which must be free. */
export async function saveView(page: Page, name: string): Promise<void> {
  await openViews(page);
  await viewList(page).getByRole("button", { name: "Save view…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save view" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
}
