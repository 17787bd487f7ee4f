import type { Page } from "@playwright/test";
import { noteApiRequests } from "./support/api-requests.ts";
import { refreshOff } from "./support/clock.ts";
import { onlyByChip } from "./support/facets.ts";
import { expect, test } from "./support/fixtures.ts";
import { addFilter, filterChip, filterField, removeFilter } from "./support/filter.ts";
import { expectRows, filterBar, fleetStatus, row, rows } from "./support/table.ts";

/** Waits until this is what of the page's address the filter decides. */
const expectQuery = (page: Page, query: string | null, why?: string): Promise<void> =>
  expect.poll(() => new URL(page.url()).searchParams.get("q"), why).toBe(query);

test.describe("the URL is the view", () => {
  test("it holds the filter, survives reload, and Back takes one step back", async ({
    page,
    sandbar,
    engine,
  }) => {
    const prod = await engine.create({ metadata: { env: "prod", team: "core" } });
    const dev = await engine.create({ metadata: { env: "dev", team: "core" } });
    const other = await engine.create({ metadata: { env: "prod", team: "data" } });
    await page.goto(sandbar.url);
    await expectRows(page, [prod, dev, other]);

    await addFilter(page, "env", "prod");
    await expectRows(page, [prod, other]);
    await expectQuery(page, "env=prod");
    await addFilter(page, "team", "core");
    await expectRows(page, [prod]);
    await expectQuery(page, "env=prod team=core");
    expect(page.url(), "readable").toContain("?q=env=prod+team=core");

    await page.reload();
    await expectRows(page, [prod]);
    await page.goBack();
    await expectRows(page, [prod, other]);
    await page.goBack();
    await expectRows(page, [prod, dev, other]);
    await page.goForward();
    await expectRows(page, [prod, other]);
    await removeFilter(page, "env=prod");
    await expectRows(page, [prod, dev, other]);
    await expectQuery(page, null);
  });

  test("a pasted link gives the same rows, sort and open sandbox", async ({
    page,
    context,
    sandbar,
    engine,
  }) => {
    const first = await engine.create({ metadata: { env: "prod" } });
    const second = await engine.create({ metadata: { env: "prod" } });
    await engine.create({ metadata: { env: "dev" } });
    const link = `${sandbar.url}/?q=env=prod+state:running&sort=started:asc&open=${first}`;
    await page.goto(link);
    await expectRows(page, [first, second]);
    await expect(rows(page).first()).toContainText("env=prod");
    await expect(page.getByRole("complementary", { name: "Sandbox details" })).toContainText(first);
    const tab = await context.newPage();
    await tab.goto(page.url());
    await expectRows(tab, [first, second]);
    const order = () =>
      rows(tab)
        .getByRole("checkbox")
        .evaluateAll((boxes) => boxes.map((box) => box.ariaLabel));
    await expect.poll(order).toEqual([`Select ${first}`, `Select ${second}`]);
  });

  test("a value with every awkward character comes back from the URL as it was", async ({
    page,
    sandbar,
    engine,
  }) => {
    const awkward = `a=b&c d%20"e"\\f+ü 😀 (x, y):#?`;
    const id = await engine.create({ metadata: { "odd key=%": awkward } });
    await engine.create({ metadata: { "odd key=%": "plain" } });
    await page.goto(sandbar.url);
    await row(page, id)
      .getByRole("button", { name: /odd key/ })
      .click();
    await page.getByRole("menuitem", { name: /^Only "odd key/ }).click();
    await expectRows(page, [id]);
    await page.reload();
    await expectRows(page, [id]);
  });

  test("what of it cannot be understood stands in the field with its reason, and hides nothing", async ({
    page,
    sandbar,
    engine,
  }) => {
    const prod = await engine.create({ metadata: { env: "prod" } });
    await engine.create({ metadata: { env: "dev" } });
    await page.goto(`${sandbar.url}/?q=env=prod+team=`);
    await expectRows(page, [prod]);
    await expect(filterChip(page, "env=prod")).toBeVisible();
    await expect(filterField(page)).toHaveValue("team=");
    await expect(filterField(page)).toHaveAttribute("aria-invalid", "true");
    await expect(filterField(page)).toHaveAccessibleDescription(/Not applied.*team= has no value/);
    await expect(page.getByRole("main")).toContainText("A part of the filter's text is not understood");
    await expectQuery(page, "env=prod team=", "it stays");

    await removeFilter(page, "env=prod");
    await expectQuery(page, "team=", "also when something else changes");
    await filterField(page).focus();
    await page.keyboard.press("End");
    await page.keyboard.type("core");
    await page.keyboard.press("Enter");
    await expect(filterChip(page, "team=core")).toBeVisible();
    await expectQuery(page, "team=core");
  });

  test("and it can be taken out at once", async ({ page, sandbar, engine }) => {
    const id = await engine.create();
    await page.goto(`${sandbar.url}/?q=team=`);
    await expectRows(page, [id]);
    await filterBar(page).getByRole("button", { name: "Remove the text" }).click();
    await expect(filterField(page)).toHaveValue("");
    await expect(filterField(page)).toBeFocused();
    await expectQuery(page, null);
  });
});

test("a chip's menu filters by it", async ({ page, sandbar, engine }) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  const dev = await engine.create({ metadata: { env: "dev" } });
  await page.goto(sandbar.url);
  await expectRows(page, [prod, dev]);
  await onlyByChip(page, prod, "env=prod");
  await expectRows(page, [prod]);
  await expect(filterBar(page).getByRole("button", { name: "Remove filter env=prod" })).toBeVisible();
});

test("by state, the server filters; a filter without a match is told from an empty fleet", async ({
  page,
  sandbar,
  engine,
}) => {
  const running = await engine.create();
  const paused = await engine.create();
  await engine.pause(paused);
  await refreshOff(page);
  const requests = noteApiRequests(page);
  await page.goto(`${sandbar.url}/?q=state:paused`);
  await expectRows(page, [paused]);
  expect(requests.lists().map(({ search }) => search.get("state"))).toEqual(["paused"]);
  await page.goto(`${sandbar.url}/?q=team=nobody`);
  await expect(fleetStatus(page)).toContainText("No sandbox matches");
  await expect(rows(page)).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText("No sandbox matches");
  await page.goto(sandbar.url);
  await expectRows(page, [running, paused]);
});

test("two values of one key cannot both be: said, and nothing is asked of the server", async ({
  page,
  sandbar,
  engine,
}) => {
  await engine.create({ metadata: { env: "prod" } });
  const requests = noteApiRequests(page);
  await page.goto(`${sandbar.url}/?q=env=prod+env=dev`);
  await expect(page.getByRole("main")).toContainText("cannot be both prod and dev");
  expect(requests.lists()).toEqual([]);
});

test("a condition on a masked value stays out of URL, history and storage, and says so", async ({
  page,
  sandbar,
  engine,
}) => {
  const secret = "sk-live-51canary";
  const id = await engine.create({ metadata: { api_key: secret, env: "prod" } });
  await engine.create({ metadata: { env: "prod" } });
  await page.goto(sandbar.url);
  await addFilter(page, "env", "prod");
  await addFilter(page, "api_key", secret);
  await expectRows(page, [id]);
  await expect(filterBar(page).getByRole("button", { name: "Remove filter api_key=••••••" })).toBeVisible();
  await expect(filterBar(page)).toContainText("it is not in the link, history or storage");
  await expectQuery(page, "env=prod");

  const kept = await page.evaluate(() =>
    JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      history.state,
      location.href,
    ]),
  );
  expect(kept).not.toContain(secret);
  await expect(page.locator("body")).not.toContainText(secret);
  await page.reload();
  await expect(filterBar(page).getByRole("button", { name: "Remove filter env=prod" })).toBeVisible();
  await expect(filterBar(page).getByRole("button", { name: /api_key/ })).toHaveCount(0);
  await expect(rows(page)).toHaveCount(2);
});

test("a slip that gives a valid filter is told, and what was probably meant is one click away", async ({
  page,
  sandbar,
  engine,
}) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  const dev = await engine.create({ metadata: { env: "dev" } });
  await page.goto(sandbar.url);
  await expectRows(page, [prod, dev]);
  await filterField(page).fill("env:prod");
  await filterField(page).press("Enter");
  await expect(filterBar(page)).toContainText("env:prod is searched for as text.");
  await filterBar(page).getByRole("button", { name: "Use env=prod instead" }).click();
  await expectRows(page, [prod]);
  await expectQuery(page, "env=prod");
  await expect(filterBar(page)).not.toContainText("searched for as text");
  await page.goto(`${sandbar.url}/?q=env=prod+or+state=running`);
  await filterBar(page).getByRole("button", { name: "Use OR instead" }).click();
  await expectQuery(page, "env=prod OR state=running");
});
