import type { Page } from "@playwright/test";
import type { SyntheticUpstream } from "./synthetic-upstream.ts";

/** How many start and how many end in an interval, so that the fleet stays as large as it is. */
const TURNOVER = 10;
/** How long those that start are said to live: some end before, some are read after. */
const LIFE_MS = 240_000;
/** How many things an operator does in an interval: in the first minutes each is done several times. */
const ACTS = 5;

/** What happens to a fleet, and what an operator does meanwhile: the same in every run. */
export interface Wear {
  /** What happens in one interval. */
  readonly churn: () => void;
  /** The next few things that an operator does. */
  readonly operate: () => Promise<void>;
  /** Back to the top, with nothing open, no filter and no sort. */
  readonly rest: () => Promise<void>;
}

export function createWear(upstream: SyntheticUpstream, page: Page, rows: number): Wear {
  let live = Array.from({ length: rows }, (_, place) => place);
  let started = 0;
  let seed = 1;
  let done = 0;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const bar = page.getByRole("search", { name: "Filter sandboxes" });
  const field = bar.getByRole("combobox", { name: "Filter by", exact: true });
  const remove = bar.getByRole("button", { name: /^Remove filter / });
  const heading = page.locator('thead [data-column="cpu"]');
  const link = page.locator("tbody tr[data-index] a").first();

  async function filter(text: string): Promise<void> {
    await field.fill(text);
    await field.press("Enter");
    await remove.first().waitFor();
  }

  async function unfilter(): Promise<void> {
    for (let left = await remove.count(); left > 0; left = await remove.count()) await remove.first().click();
  }

  async function scroll(pixels: number): Promise<void> {
    await page.locator("[role=grid]").evaluate((grid, by) => grid.scrollBy(0, by), pixels);
    // Rows that fly past are completed a moment after.
    await page.clock.runFor(1_000);
  }

  const sort = () => heading.locator("[data-heading]").click();

  async function rest(): Promise<void> {
    await page.keyboard.press("Escape");
    await page.mouse.move(0, 0);
    await unfilter();
    while ((await heading.getAttribute("aria-sort")) !== null) await sort();
    await scroll(-1_000_000);
  }

  const acts: readonly (() => Promise<void>)[] = [
    () => scroll(4_000),
    () => scroll(40_000),
    () => scroll(-100_000),
    () => link.click(),
    () => page.keyboard.press("Escape"),
    () => filter("env=prod"),
    () => scroll(3_000),
    unfilter,
    () => filter("run=~7$ -team=team-1"),
    unfilter,
    sort,
    sort,
    sort,
    () => link.focus(),
    () => page.keyboard.press("ArrowDown"),
  ];

  return {
    churn: () => {
      const ending: number[] = [];
      for (let n = 0; n < TURNOVER; n += 1) ending.push(...live.splice(random(live.length), 1));
      upstream.end(ending);
      upstream.start(TURNOVER, LIFE_MS);
      for (let n = 0; n < TURNOVER; n += 1) live.push(-(started += 1));
      for (let n = 0; n < TURNOVER; n += 1) upstream.change(live[random(live.length)] ?? 0, 1);
    },
    operate: async () => {
      for (let n = 0; n < ACTS; n += 1) await acts[(done += 1) % acts.length]?.();
    },
    rest,
  };
}
