import { expect, type Locator, type Page } from "@playwright/test";
import { chip } from "./table.ts";

/** The facets beside the table. */
export const facets = (page: Page): Locator => page.getByRole("region", { name: "Facets" });
export const facetsButton = (page: Page): Locator =>
  page.getByRole("main").getByRole("button", { name: "Facets", exact: true });

/** One facet within the panel or the sheet, by its name: "State", or a metadata key. */
export const facet = (within: Locator, name: string): Locator =>
  within.getByRole("group", { name: new RegExp(`^${name}( ·|$)`) });

/** Unfolds a facet unless it is. */
export async function unfold(within: Locator, name: string): Promise<Locator> {
  const group = facet(within, name);
  const heading = group.getByRole("button", { name: new RegExp(`^${name}( ·|$)`) });
  if ((await heading.getAttribute("aria-expanded")) === "false") await heading.click();
  return group;
}

/** Leaves only the sandboxes that have a pair, by the menu of its chip in a row. */
export async function onlyByChip(page: Page, id: string, pair: string): Promise<void> {
  await chip(page, id, pair).click();
  await page.getByRole("menuitem", { name: `Only ${pair}`, exact: true }).click();
}

/** Opens the page with the facets beside the table. */
export async function openWithFacets(page: Page, url: string): Promise<Locator> {
  await page.goto(url);
  await facetsButton(page).click();
  await expect(facets(page).getByRole("checkbox").first()).toBeVisible();
  return facets(page);
}
