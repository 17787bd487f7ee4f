import type { Page } from "@playwright/test";
import { longestTask } from "#e2e/support/tasks.ts";
import { median, type Figure } from "./figures.ts";
import { eventToDrawn } from "./in-page.ts";

/** A longer one keeps the page from answering, in milliseconds. */
const LONG_MS = 50;
const ROUNDS = 5;

/** The longest task of what looks at every row, in processor time, medians. The table is in the server's order, and the whole fleet is read. */
export async function longestTaskFigures(page: Page): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  /** What is done, and what takes it back, which is not measured. */
  async function measure(
    what: string,
    act: () => Promise<unknown>,
    undo: () => Promise<unknown>,
  ): Promise<void> {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      times.push(await longestTask(page, async () => void (await act())));
      await undo();
    }
    figures.push({ name: `longest task of ${what}`, value: median(times), unit: "ms", limit: LONG_MS });
  }

  const bar = page.getByRole("search", { name: "Filter sandboxes" });
  const field = bar.getByRole("combobox", { name: "Filter by", exact: true });
  const addFilter = async () => {
    await field.fill("region!=r1");
    await eventToDrawn(page, "keydown", () => field.press("Enter"));
  };
  const removeFilter = () =>
    eventToDrawn(page, "click", () => bar.getByRole("button", { name: /^Remove filter / }).click());
  const heading = page.locator(`thead [data-column="template"] [data-heading]`);
  const nextSort = () => eventToDrawn(page, "click", () => heading.click());
  const unsort = async () => {
    await nextSort();
    await nextSort();
  };
  const show = async (search: string) => {
    await page.evaluate((to) => {
      history.pushState(null, "", to);
      dispatchEvent(new PopStateEvent("popstate", { state: null }));
    }, search);
  };
  const headings = page.locator(`[role=grid] tbody button[aria-expanded]`);
  const group = async () => {
    await show("?group=m:owner");
    await headings.first().waitFor();
  };
  const ungroup = async () => {
    await show("?");
    await headings.first().waitFor({ state: "hidden" });
  };
  const all = page.locator("thead input[type=checkbox]");
  const selection = page.getByRole("region", { name: "Selection" });
  const select = async () => {
    await all.check();
    await selection.waitFor();
  };
  const deselect = async () => {
    await all.uncheck();
    await selection.waitFor({ state: "hidden" });
  };

  await measure("a filter change", addFilter, removeFilter);
  await measure("a sort by a text", nextSort, unsort);
  await nextSort();
  await measure("a filter change, sorted", addFilter, removeFilter);
  await unsort();
  await measure("grouping", group, ungroup);
  await measure("selecting all", select, deselect);
  await select();
  await measure("a filter change, all selected", addFilter, removeFilter);
  await deselect();
  return figures;
}
