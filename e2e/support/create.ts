import { expect, type Locator, type Page } from "@playwright/test";

/** Opens the create dialog by its button, and waits until it has taken the focus to its first field. */
export async function openCreate(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Create sandbox", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create sandbox" });
  await expect(dialog.getByLabel("Template", { exact: true })).toBeFocused();
  return dialog;
}

/** Fills a row of metadata, counted from 1. */
export async function fillPair(dialog: Locator, row: number, key: string, value: string): Promise<void> {
  await dialog.getByLabel(`Metadata key ${row}`, { exact: true }).fill(key);
  await dialog.getByLabel(`Metadata value ${row}`, { exact: true }).fill(value);
}

/** Pastes a text as the clipboard would bring it. */
export async function paste(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }),
    );
  }, text);
}
