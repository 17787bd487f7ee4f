import type { Page } from "@playwright/test";
import { refreshOff } from "./support/clock.ts";
import { expect, test } from "./support/fixtures.ts";
import { filterField, removeFilter } from "./support/filter.ts";
import { expectRows, fleetStatus, grid, row, rows } from "./support/table.ts";

/** Takes the better part of a minute, and twice as long with each letter more. */
const PATTERN = "^(a+)+$";
const EVIL = `${"a".repeat(32)}!`;
const filtered = (url: string, ...conditions: readonly string[]) =>
  `${url}/?q=${encodeURIComponent(conditions.join(" "))}`;

/**
 * How long the page's own thread was at work since, in milliseconds of processor time: of a busy machine's waits, which make tasks look long,
 * it holds none.
 */
async function watchThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
  };
  const before = await worked();
  return async () => (await worked()) - before;
}

/** The workers a page has started. */
function noteWorkers(page: Page): () => number {
  let started = 0;
  page.on("worker", () => (started += 1));
  return () => started;
}

test("a regular expression filters, and nothing of it is loaded before there is one", async ({
  page,
  sandbar,
  engine,
}) => {
  const prod = await engine.create({ metadata: { path: "prod/7" } });
  const dev = await engine.create({ metadata: { path: "dev/7" } });
  const none = await engine.create();
  const workers = noteWorkers(page);
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(request.url()));
  await page.goto(sandbar.url);
  await expectRows(page, [prod, dev, none]);
  expect([workers(), scripts.filter((url) => url.includes("regex"))]).toEqual([0, []]);

  await page.goto(filtered(sandbar.url, String.raw`path=~"^prod/\\d$"`));
  await expectRows(page, [prod]);
  await expect(fleetStatus(page)).toContainText("1 of 3 match");
  expect(workers()).toBe(1);
  await page.goto(filtered(sandbar.url, "path!~^prod"));
  await expectRows(page, [dev, none]);
});

test("one that takes for ever freezes nothing, is explained, and other filters go on", async ({
  page,
  sandbar,
  engine,
}) => {
  await engine.createMany(60, (index) => ({ metadata: { path: `a${index}`, env: "dev" } }));
  const good = await engine.create({ metadata: { path: "aaaa", env: "prod" } });
  const evil = await engine.create({ metadata: { path: EVIL, env: "prod" } });
  await refreshOff(page);
  await page.goto(sandbar.url);
  await expect(row(page, evil)).toBeVisible();
  const workers = noteWorkers(page);

  const field = filterField(page);
  await field.fill(`path=~"${PATTERN}"`);
  await field.press("Enter");
  await expect.poll(workers).toBeGreaterThan(0);
  await expectRows(page, [good]);
  const worked = await watchThread(page);
  const note = "Too slow on some values, which stay undecided and are left out: path=~";
  await expect(page.getByRole("main")).toContainText(note);
  expect(await worked(), "while the worker tried, no task of the page's was long").toBeLessThan(50);
  await expect(fleetStatus(page)).toContainText("1 of 62 match, 1 undecided");

  await field.pressSequentially("env=prod");
  await expect(field).toHaveValue("env=prod");
  await field.press("Enter");
  await expectRows(page, [good]);
  await removeFilter(page, `path=~"${PATTERN}"`);
  await expectRows(page, [good, evil]);
  await expect(page.getByRole("main")).not.toContainText("Too slow");
  await removeFilter(page, "env=prod");
  await expect(row(page, good)).toBeVisible();
});

test("while a pattern is at work the table scrolls, and another one is answered", async ({
  page,
  sandbar,
  engine,
}) => {
  await engine.createMany(80, (index) => ({ metadata: { path: EVIL, env: `dev${index}` } }));
  const other = await engine.create({ metadata: { path: "b", env: "prod" } });
  await page.goto(filtered(sandbar.url, `(path=~"${PATTERN}" OR env=~"^dev")`));
  await expect(fleetStatus(page)).toContainText("80 of 81 match");
  await rows(page).first().hover();
  await page.mouse.wheel(0, 20_000);
  await expect(grid(page).getByRole("row").last()).toBeInViewport();
  await page.goto(filtered(sandbar.url, `path!~"${PATTERN}"`));
  await expectRows(page, [other]);
});

test("what could not be decided is neither said to match nor to match nothing", async ({
  page,
  sandbar,
  engine,
}) => {
  await engine.createMany(80, () => ({ metadata: { path: EVIL } }));
  await engine.create({ metadata: { path: "b" } });
  await page.goto(filtered(sandbar.url, `path=~"${PATTERN}"`));
  await expect(fleetStatus(page)).toContainText("No match so far, 80 of 81 undecided");
  await expect(page.getByRole("heading", { name: "No match so far" })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("No sandbox matches");
});

test.describe("a script that does not arrive", () => {
  test.use({ requestsMayFail: true });

  test("is said, with what it means for the rows, and other filters go on", async ({
    page,
    sandbar,
    engine,
  }) => {
    const prod = await engine.create({ metadata: { path: "prod/7", env: "prod" } });
    await page.addInitScript(() => {
      const { Worker: Native } = window;
      window.Worker = class extends Native {
        constructor(_script: string | URL, options?: WorkerOptions) {
          super("/assets/never-built.js", options);
        }
      };
    });
    await page.goto(filtered(sandbar.url, "path=~^prod"));
    const words = "Regular expressions cannot be tried: the script for it does not arrive.";
    await expect(page.getByRole("main")).toContainText(words);
    await expect(fleetStatus(page)).toContainText("No match so far, 1 of 1 undecided");
    await removeFilter(page, "path=~^prod");
    await expectRows(page, [prod]);
    await expect(page.getByRole("main")).not.toContainText(words);
  });
});
