import { expect, type Locator, type Page } from "@playwright/test";
import { filterBar } from "./table.ts";

/** The field of the bar, in which conditions are written. */
export const filterField = (page: Page): Locator =>
  filterBar(page).getByRole("combobox", { name: "Filter by", exact: true });

const removeButtons = (page: Page): Locator =>
  filterBar(page).getByRole("button", { name: /^Remove filter / });

/** Waits until these conditions hold, as their chips show them, in this order. */
export async function expectChips(page: Page, ...shown: readonly string[]): Promise<void> {
  const names = () => removeButtons(page).evaluateAll((buttons) => buttons.map(({ ariaLabel }) => ariaLabel));
  await expect.poll(names).toEqual(shown.map((text) => `Remove filter ${text}`));
}

/** Puts the focus into the field and waits until what helps to write there has joined it: before, it is a plain one. */
export async function editorIsThere(page: Page): Promise<void> {
  await filterField(page).focus();
  await expect(async () => {
    await page.keyboard.press("ArrowDown");
    await expect(suggestions(page)).toBeVisible({ timeout: 200 });
  }).toPass();
  await page.keyboard.press("Escape");
}

/** The chip of a condition: a button that edits it. */
export const filterChip = (page: Page, shown: string): Locator =>
  filterBar(page)
    .getByRole("list", { name: "Conditions, all of which must hold" })
    .getByRole("button", { name: shown, exact: true });

/** The list of suggestions under the field. */
export const suggestions = (page: Page): Locator => filterBar(page).getByRole("listbox");

/** Adds a condition on metadata, as a person does who types it. */
export async function addFilter(page: Page, key: string, value: string): Promise<void> {
  const quoted = /^[\w-]+$/.test(value) ? value : JSON.stringify(value);
  await filterField(page).fill(`${key}=${quoted}`);
  await filterField(page).press("Enter");
}

/** Removes a condition by its button. */
export async function removeFilter(page: Page, shown: string): Promise<void> {
  await filterBar(page)
    .getByRole("button", { name: `Remove filter ${shown}`, exact: true })
    .click();
}
