import { expect, type Locator, type Page } from "@playwright/test";

/** What is on screen of one sandbox, by column header in lower case. */
export type ShownRow = Readonly<Record<string, string>>;

export const grid = (page: Page): Locator => page.getByRole("grid", { name: "Sandboxes" });

/** The row of a sandbox. Its checkbox carries the whole id, however short the id is cut on screen. */
export const row = (page: Page, id: string): Locator =>
  grid(page)
    .getByRole("row")
    .filter({ has: page.getByRole("checkbox", { name: `Select ${id}`, exact: true }) });

/** All rows on screen but the header, and those of sandboxes that are gone. */
export const rows = (page: Page): Locator =>
  grid(page)
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") })
    .filter({ hasNot: page.locator("s") });

/** The row of a sandbox that is gone, which nothing can be done with. */
export const goneRow = (page: Page, id: string): Locator =>
  grid(page)
    .getByRole("row")
    .filter({ has: page.locator("s").getByText(id, { exact: true }) });

/** The chip of a metadata pair, as it is shown, in a row. A click on it opens its menu. */
export const chip = (page: Page, id: string, pair: string): Locator =>
  row(page, id).getByRole("button", {
    name: new RegExp(`${pair.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`),
  });

/** The link that opens a sandbox's details. */
export const openLink = (page: Page, id: string): Locator => row(page, id).getByRole("link").first();

/** Reads a row as the operator does: cells under their headers. */
export async function readRow(page: Page, id: string): Promise<ShownRow> {
  const headers = await grid(page).getByRole("columnheader").allInnerTexts();
  const cells = await row(page, id).getByRole("gridcell").allInnerTexts();
  return Object.fromEntries(
    cells.map((cell, index) => [
      (headers[index] ?? "").trim().toLowerCase(),
      cell.replaceAll(/\s+/g, " ").trim(),
    ]),
  );
}

/** Waits until a row shows these texts somewhere in these columns. */
export async function expectRow(
  page: Page,
  wanted: { readonly id: string } & Readonly<Record<string, string>>,
): Promise<void> {
  const { id, ...columns } = wanted;
  await expect(row(page, id)).toBeVisible();
  const expected = Object.fromEntries(
    Object.entries(columns).map(([column, text]) => [column, expect.stringContaining(text)]),
  );
  await expect.poll(() => readRow(page, id)).toMatchObject(expected);
}

/** Waits until a sandbox is not on screen. */
export async function expectNoRow(page: Page, id: string): Promise<void> {
  await expect(row(page, id)).toHaveCount(0);
}

/** Waits until exactly these sandboxes are on screen, in any order. For lists short enough to be drawn whole. */
export async function expectRows(page: Page, ids: readonly string[]): Promise<void> {
  await expect(rows(page)).toHaveCount(ids.length);
  for (const id of ids) await expect(row(page, id)).toBeVisible();
}

/** Turns the wheel where the pointer is, and waits until the table has moved and stands still again. */
export async function wheel(page: Page, by: number): Promise<void> {
  const place = () => grid(page).evaluate((element) => element.scrollTop);
  const before = await place();
  let last = before;
  await page.mouse.wheel(0, by);
  const stands = async () => {
    const now = await place();
    const isStill = now === last && now !== before;
    last = now;
    return isStill;
  };
  await expect.poll(stands, "whether the table has moved and stands still").toBe(true);
}

export const filterBar = (page: Page): Locator => page.getByRole("search", { name: "Filter sandboxes" });
export const details = (page: Page): Locator => page.getByRole("complementary", { name: "Sandbox details" });
export const fleetStatus = (page: Page): Locator => page.getByRole("status", { name: "Fleet" });

/** Reads the head of the list, and what is on screen, anew. */
export const refresh = (page: Page): Promise<void> =>
  page.getByRole("button", { name: "Refresh now" }).click();
