import type { Locator, Page } from "@playwright/test";
import { row } from "./table.ts";

export const killDialog = (page: Page): Locator =>
  page.getByRole("alertdialog", { name: "Kill sandbox", exact: true });

export const killSeveralDialog = (page: Page, count: number): Locator =>
  page.getByRole("alertdialog", { name: `Kill ${count.toLocaleString("en")} sandboxes`, exact: true });

/** Ticks the rows. */
export async function select(page: Page, ids: readonly string[]): Promise<void> {
  for (const id of ids)
    await row(page, id)
      .getByRole("checkbox", { name: `Select ${id}`, exact: true })
      .check();
}
