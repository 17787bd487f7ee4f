import { expect, type Locator, type Page } from "@playwright/test";
import { grid, rows } from "./table.ts";

/** A column by the words over it. */
export const columnHeader = (page: Page, name: string): Locator =>
  grid(page).getByRole("columnheader", { name, exact: true });

/** The words over the columns, in their order, without the box and the actions at the ends. */
const columnNames = async (page: Page): Promise<readonly string[]> => {
  const names = await grid(page).getByRole("columnheader").allInnerTexts();
  return names.slice(1, -1).map((name) => name.trim());
};

/** What a wide table shows until someone chooses. */
export const usualColumns: readonly string[] = [
  "Sandbox",
  "State",
  "Template",
  "Metadata",
  "Started",
  "Ends in",
  "CPU",
  "Memory",
];

/** Reads the columns until they are as wanted. */
export const expectColumns = (page: Page, names: readonly string[]): Promise<void> =>
  expect.poll(() => columnNames(page)).toEqual(names);

/** The values a column shows, from the first row on. */
export async function columnValues(page: Page, name: string): Promise<readonly string[]> {
  const place = await columnHeader(page, name).getAttribute("aria-colindex");
  const cells = await rows(page).locator(`[aria-colindex="${place}"]`).allInnerTexts();
  return cells.map((cell) => cell.replaceAll(/\s+/g, " ").trim());
}

/** Chooses something from the menu of a column. */
export async function chooseForColumn(page: Page, name: string, item: string): Promise<void> {
  await columnHeader(page, name).hover();
  await page.getByRole("button", { name: `Options of column ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

export const columnsPanel = (page: Page): Locator =>
  page.getByRole("dialog", { name: "Columns", exact: true });

export async function openColumns(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await expect(columnsPanel(page)).toBeVisible();
  return columnsPanel(page);
}

/** Makes a column of a metadata key, from the list of columns. */
export async function addColumn(page: Page, key: string): Promise<void> {
  await openColumns(page);
  const field = page.getByRole("combobox", { name: "Add a metadata key" });
  await field.fill(key);
  await field.press("Enter");
  await expect(columnHeader(page, key)).toBeVisible();
  // Its list would take the Escape.
  await expect(field).toHaveAttribute("aria-expanded", "false");
  await field.press("Escape");
  await expect(columnsPanel(page)).toBeHidden();
}
