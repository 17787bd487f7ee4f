import type { Page } from "@playwright/test";
import { filterBar } from "./table.ts";

/** Adds a condition on metadata by the builder, as a person does. */
export async function addFilter(page: Page, key: string, value: string): Promise<void> {
  await filterBar(page).getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("combobox", { name: "Key" }).fill(key);
  await page.getByRole("combobox", { name: "Value" }).fill(value);
  await page.keyboard.press("Enter");
}

/** Removes a condition by its button. */
export async function removeFilter(page: Page, shown: string): Promise<void> {
  await filterBar(page)
    .getByRole("button", { name: `Remove filter ${shown}`, exact: true })
    .click();
}
