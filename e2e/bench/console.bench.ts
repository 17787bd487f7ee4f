import { chromium, type Browser, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserLaunchOptions } from "#e2e/support/browser.ts";
import { startServer } from "#e2e/support/sandbar-server.ts";
import { load, median, p95, recordFigures, type Figure } from "./figures.ts";
import { firstRows, gzipBytes, type FirstRow } from "./first-row.ts";
import { idleFigures, INTERVAL_MS, MOST_LISTS } from "./idle.ts";
import {
  eventToDrawn,
  heapAfterCollection,
  keyToFocus,
  processorTime,
  replyToShown,
  scrollThrough,
} from "./in-page.ts";
import { isList, isPage, MOST_PROBES } from "./intervals.ts";
import { knobs } from "./knobs.ts";
import { longestTaskFigures } from "./longest-tasks.ts";
import { startSyntheticUpstream, type SyntheticUpstream } from "./synthetic-upstream.ts";

const ROUNDS = 5;
const FRAMES = 240;
/** Of the plain list, which is slow where it is long. */
const PLAIN_ROUNDS = 3;
const PLAIN_FRAMES = 60;
const VIEWPORT = { width: 1440, height: 900 };

const { latencyMs, failEvery } = knobs;
const table = (): string =>
  [
    `The whole console in Chromium ${browser.version().split(".")[0] ?? ""}`,
    ...(latencyMs > 0 ? [`an upstream that answers after ${latencyMs} ms`] : []),
    ...(failEvery > 0 ? [`one list in ${failEvery} refused`] : []),
  ].join(", ");

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch(browserLaunchOptions());
});

afterAll(() => browser.close());

test.each(knobs.rows)("the console over %i rows", async (rows) => {
  const upstream = await startSyntheticUpstream({ rows, latencyMs, ...(failEvery > 0 ? { failEvery } : {}) });
  const server = await startServer({ upstream: { kind: "novita", url: upstream.url, key: "bench" } });
  try {
    const arrival = await arrivalFigures(server.url, `${upstream.url}/plain`);
    const plain = await measurePlain(`${upstream.url}/plain`);
    const page = await browser.newPage({ viewport: VIEWPORT });
    const scan = await loadAll(page, server.url, upstream, rows);
    const work = await measureWork(page, upstream, plain, rows);
    await page.close();
    recordFigures(table(), `${rows.toLocaleString("en")} rows`, [...arrival, ...scan, ...work]);
    console.log(`${rows} rows measured, load ${load()}`);
  } finally {
    await server.stop();
    await upstream.close();
  }
});

async function arrivalFigures(url: string, plainUrl: string): Promise<readonly Figure[]> {
  const { cold, warm } = await firstRows(browser, url, knobs.visits);
  const plain = await firstRows(browser, plainUrl, 1);
  const of = (visits: readonly FirstRow[], what: "requests" | "bytes" | "time" | "shift") =>
    median(visits.map((visit) => visit[what]));
  const script = await gzipBytes(browser, cold[0]?.scripts ?? []);
  return [
    { name: "requests to first row, cold", value: of(cold, "requests"), unit: "", limit: 10 },
    { name: "script to first row, gzip", value: script / 1000, unit: "kB", limit: 180 },
    { name: "layout shift of the first load", value: of(cold, "shift"), unit: "", limit: 0 },
    { name: "bytes to first row, cold", value: of(cold, "bytes") / 1000, unit: "kB" },
    { name: "bytes to first row, warm", value: of(warm, "bytes") / 1000, unit: "kB" },
    { name: "time to first row, cold", value: of(cold, "time"), unit: "ms", plain: of(plain.cold, "time") },
    {
      name: "time to first row, warm",
      value: of(warm, "time"),
      unit: "ms",
      limit: 300,
      plain: of(plain.warm, "time"),
    },
  ];
}

interface Work {
  readonly filter: number;
  readonly sortNumber: number;
  readonly sortText: number;
  /** What frames took, at each step of the scrolling. */
  readonly frames: ReadonlyMap<number, readonly number[]>;
  readonly heap: number;
}

/** How far each frame scrolls, in pixels, and how long it may take in milliseconds. */
const SCROLLS = [
  [120, 17],
  [2_000, 34],
] as const;

/** The same things done to the plain list. */
async function measurePlain(url: string): Promise<Work> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.goto(url);
  await expect.poll(() => page.title(), { timeout: 120_000 }).toBe("Ready");
  const timed = async (method: string): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < PLAIN_ROUNDS; round += 1)
      times.push(
        await page.evaluate(async (name) => {
          const begin = performance.now();
          const plain: unknown = Reflect.get(window, "plain");
          if (typeof plain === "object" && plain !== null) Reflect.apply(Reflect.get(plain, name), plain, []);
          await new Promise(requestAnimationFrame);
          await new Promise((resolve) => setTimeout(resolve, 0));
          return performance.now() - begin;
        }, method),
      );
    return median(times);
  };
  const filter = await timed("filter");
  const sortNumber = await timed("sortNumber");
  const sortText = await timed("sortText");
  await timed("all");
  const frames = await framesOf(page, PLAIN_FRAMES);
  const heap = await heapAfterCollection(page);
  await page.close();
  return { filter, sortNumber, sortText, frames, heap };
}

async function framesOf(page: Page, frames: number): Promise<Work["frames"]> {
  const taken = new Map<number, readonly number[]>();
  for (const [step] of SCROLLS) taken.set(step, (await scrollThrough(page, { step, frames })).frames);
  return taken;
}

/** What frames take where there is nothing to draw: how steady this machine is just now. */
async function measureEmpty(): Promise<Work["frames"]> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.setContent(
    `<div role="grid" style="height: 780px; overflow-y: auto"><div style="height: 3000000px"></div></div>`,
  );
  const frames = await framesOf(page, FRAMES);
  await page.close();
  return frames;
}

/** Has the whole fleet read, as an order by a number needs it, and presses "Continue" wherever the console asks. */
async function loadAll(
  page: Page,
  url: string,
  upstream: SyntheticUpstream,
  rows: number,
): Promise<readonly Figure[]> {
  const before = upstream.received().length;
  const begin = performance.now();
  await page.goto(`${url}/?sort=cpu:asc`);
  const grid = page.getByRole("grid", { name: "Sandboxes" });
  const more = page.getByRole("button", { name: "Continue", exact: true });
  const processor = await processorTime(page, async () => {
    for (;;) {
      const whole = page.locator(`[role=grid][aria-rowcount="${rows + 1}"]`);
      await whole.or(more).first().waitFor({ timeout: 300_000 });
      if ((await grid.getAttribute("aria-rowcount")) === String(rows + 1)) break;
      await more.click();
      await more.waitFor({ state: "hidden" });
    }
  });
  const duration = performance.now() - begin;
  const lists = upstream.received().slice(before).filter(isList);
  const pages = new Set(lists.filter(isPage).map(({ search }) => search.get("nextToken"))).size;
  return [
    { name: "list requests to read all, one a page", value: pages, unit: "", limit: Math.ceil(rows / 100) },
    {
      name: "of probes and heads read again besides",
      value: lists.length - pages,
      unit: "",
      // A head and two more each interval, and once what the upstream can do. What is refused is asked for again.
      ...(failEvery > 0 ? {} : { limit: MOST_PROBES + MOST_LISTS * Math.ceil(duration / INTERVAL_MS) }),
    },
    { name: "time to read all", value: duration, unit: "ms" },
    { name: "processor time a page of it, the start included", value: processor / pages, unit: "ms" },
  ];
}

async function measureWork(
  page: Page,
  upstream: SyntheticUpstream,
  plain: Work,
  rows: number,
): Promise<readonly Figure[]> {
  const figures: Figure[] =
    knobs.idleIntervals > 0 ? [...(await idleFigures(upstream, knobs.idleIntervals))] : [];
  const add = (figure: Figure) => void figures.push(figure);
  await page.getByRole("combobox", { name: "Refresh interval" }).selectOption("Off");

  const sortNumber = await sortBy(page, "memory");
  add({ name: "sort by a number", value: sortNumber, unit: "ms", limit: 150, plain: plain.sortNumber });
  const sortText = await sortBy(page, "template");
  add({ name: "sort by a text", value: sortText, unit: "ms", limit: 400, plain: plain.sortText });
  const filter = await filterTimes(page);
  const filterLimit = rows > 10_000 ? 100 : 50;
  add({
    name: "filter change to table updated",
    value: filter,
    unit: "ms",
    limit: filterLimit,
    plain: plain.filter,
  });
  figures.push(...(await longestTaskFigures(page)));

  const changed = async (count: number): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS + 4; round += 1) {
      upstream.change(5, count);
      times.push(await replyToShown(page, 5));
    }
    return median(times);
  };
  add({
    name: "head page read again, one row changed, reply to table",
    value: await changed(1),
    unit: "ms",
    limit: 6,
  });
  add({
    name: "head page read again, 95 rows changed, reply to table",
    value: await changed(95),
    unit: "ms",
    limit: 16,
  });

  await page.locator("tbody tr[tabindex='0']").focus();
  add({ name: "key to focus moved, p95", value: p95(await keyToFocus(page, 60)), unit: "ms", limit: 50 });
  const rowSelector = "tr[data-index]";
  let longestBlank = 0;
  const empty = await measureEmpty();
  for (const [step, limit] of SCROLLS) {
    let frames: readonly number[] = [];
    const processor = await processorTime(page, async () => {
      const times = await scrollThrough(page, { step, frames: FRAMES, rowSelector });
      frames = times.frames;
      longestBlank = Math.max(longestBlank, times.longestBlank);
    });
    const name = `${step.toLocaleString("en")} px a frame`;
    const beside = { plain: plain.frames.get(step) ?? [], empty: empty.get(step) ?? [] };
    const over = (times: readonly number[]) =>
      (100 * times.filter((time) => time > limit).length) / times.length;
    add({
      name: `${name}, p95 of frames`,
      value: p95(frames),
      ...{ unit: "ms", limit, plain: p95(beside.plain), empty: p95(beside.empty) },
    });
    add({
      name: `${name}, frames over ${limit} ms`,
      value: over(frames),
      ...{ unit: "%", plain: over(beside.plain), empty: over(beside.empty) },
    });
    add({ name: `${name}, median of frames`, value: median(frames), unit: "ms" });
    add({ name: `${name}, processor time a frame`, value: processor / FRAMES, unit: "ms" });
  }
  add({ name: "longest blank while scrolling", value: longestBlank, unit: "ms", limit: 100 });
  add({ name: "heap", value: await heapAfterCollection(page), unit: "MB", limit: 200, plain: plain.heap });
  return figures;
}

/** Ascending and descending; every third click is back to the server's order, and not counted. */
async function sortBy(page: Page, column: string): Promise<number> {
  const heading = page.locator(`thead [data-column="${column}"] [data-heading]`);
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    times.push(await eventToDrawn(page, "click", () => heading.click()));
    times.push(await eventToDrawn(page, "click", () => heading.click()));
    await eventToDrawn(page, "click", () => heading.click());
  }
  return median(times);
}

/** From the key that adds a condition, which the browser itself judges for every row. */
async function filterTimes(page: Page): Promise<number> {
  const bar = page.getByRole("search", { name: "Filter sandboxes" });
  const field = bar.getByRole("combobox", { name: "Filter by", exact: true });
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // By keys: below a text that came without any, a line says how it is applied, and takes the room of a row.
    await field.pressSequentially("region!=r1");
    times.push(await eventToDrawn(page, "keydown", () => field.press("Enter")));
    const remove = bar.getByRole("button", { name: /^Remove filter / });
    await eventToDrawn(page, "click", () => remove.click());
  }
  return median(times);
}
