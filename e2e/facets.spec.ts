import type { Page } from "@playwright/test";
import { facet, facets, facetsButton, openWithFacets, unfold } from "./support/facets.ts";
import { expect, test } from "./support/fixtures.ts";
import { tabTo } from "./support/keys.ts";
import { details, expectRows, fleetStatus, rows } from "./support/table.ts";
import { expectPrompt } from "./support/tasks.ts";

// Room enough for them, yet not so much that they stand there unasked.
test.use({ viewport: { width: 1280, height: 900 } });

const expectQuery = (page: Page, text: string): Promise<void> =>
  expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe(text);

test("the counts are those of the fleet, under the conditions about other things", async ({
  page,
  sandbar,
  engine,
}) => {
  const wanted = (index: number) => ({
    metadata: { env: ["prod", "dev", "qa"][index % 3] ?? "", team: index % 2 === 0 ? "core" : "data" },
  });
  const ids = await engine.createMany(30, wanted);
  for (const id of ids.slice(0, 4)) await engine.pause(id);
  const panel = await openWithFacets(page, sandbar.url);
  await expect(panel.getByRole("checkbox", { name: "running, 26" })).toBeVisible();
  await expect(panel.getByRole("checkbox", { name: "paused, 4" })).toBeVisible();
  await expect(facet(panel, "env")).toContainText("100%");
  await expect(panel).not.toContainText("Counts from");

  await facet(panel, "team").getByRole("checkbox", { name: /^core/ }).check();
  await expectQuery(page, "team=core");
  const listed = await engine.list();
  const count = (key: string, value: string, team: string) =>
    listed.filter(({ metadata }) => metadata[key] === value && metadata["team"] === team).length;
  for (const env of ["prod", "dev", "qa"])
    await expect(
      facet(panel, "env").getByRole("checkbox", { name: `${env}, ${count("env", env, "core")}` }),
    ).toBeVisible();
  // The facet itself goes on telling what else there is, as it was seen before the server left it out.
  await expect(facet(panel, "team").getByRole("checkbox", { name: "core, 15" })).toBeChecked();
  await expect(facet(panel, "team").getByRole("checkbox", { name: "data, at least 15" })).not.toBeChecked();
});

test("tick two values, take one back, clear; a tick held with Alt hides the value", async ({
  page,
  sandbar,
  engine,
}) => {
  const [prod, dev, qa] = [
    await engine.create({ metadata: { env: "prod" } }),
    await engine.create({ metadata: { env: "dev" } }),
    await engine.create({ metadata: { env: "qa" } }),
  ];
  const panel = await openWithFacets(page, sandbar.url);
  const env = facet(panel, "env");
  await env.getByRole("checkbox", { name: /^prod/ }).check();
  await expectRows(page, [prod]);
  await env.getByRole("checkbox", { name: /^dev/ }).check();
  await expectRows(page, [prod, dev]);
  await expectQuery(page, "env=(prod, dev)");
  await env.getByRole("checkbox", { name: /^prod/ }).uncheck();
  await expectRows(page, [dev]);
  await env.getByRole("button", { name: "Clear the conditions on env" }).click();
  await expectRows(page, [prod, dev, qa]);
  await env.getByText("dev", { exact: true }).click({ modifiers: ["Alt"] });
  await expectRows(page, [prod, qa]);
  await expectQuery(page, "env!=dev");
  await expect(env.getByRole("checkbox", { name: "dev, excluded, 1" })).not.toBeChecked();
  await page.goBack();
  await expectRows(page, [prod, dev, qa]);
});

test("by keyboard alone: open the facets, exclude a value, skip to the table", async ({
  page,
  sandbar,
  engine,
}) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  const dev = await engine.create({ metadata: { env: "dev" } });
  await page.goto(sandbar.url);
  await expectRows(page, [prod, dev]);
  await expect(facets(page)).toBeHidden();
  await tabTo(page, facetsButton(page), 60);
  await page.keyboard.press("Enter");
  const exclude = facets(page).getByRole("button", { name: "Exclude env=dev" });
  await tabTo(page, exclude, 80);
  await page.keyboard.press("Enter");
  await expectRows(page, [prod]);
  await expect(exclude).toBeFocused();
  await expect(exclude).toHaveAttribute("aria-pressed", "true");
  await expectQuery(page, "env!=dev");
  await page.keyboard.press("Space");
  await expectRows(page, [prod, dev]);

  await tabTo(page, facetsButton(page), 200);
  const skip = facets(page).getByRole("button", { name: "Skip to the table" });
  await tabTo(page, skip);
  await page.keyboard.press("Enter");
  await expect(rows(page).first()).toBeFocused();
});

test("they stand there unasked where there is much room, until they are put away", async ({
  page,
  sandbar,
  engine,
}) => {
  await engine.create({ metadata: { env: "prod" } });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(sandbar.url);
  await expect(facets(page).getByRole("checkbox", { name: "prod, 1" })).toBeVisible();
  await facetsButton(page).click();
  await expect(facets(page)).toBeHidden();
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await expect(facets(page)).toBeHidden();
});

test("what stands open, and which facets are unfolded, is remembered", async ({ page, sandbar, engine }) => {
  await engine.create({ metadata: { env: "prod" } });
  const panel = await openWithFacets(page, sandbar.url);
  await unfold(panel, "Memory");
  await facet(panel, "env").getByRole("button", { name: /^env/ }).click();
  await page.reload();
  await expect(facet(panel, "Memory").getByRole("checkbox", { name: "1 GiB, 1" })).toBeVisible();
  await expect(facet(panel, "env").getByRole("checkbox")).toHaveCount(0);
  await facetsButton(page).click();
  await expect(panel).toBeHidden();
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await expect(panel).toBeHidden();
});

test.describe("a list that fails", () => {
  test.use({ requestsMayFail: true });

  test("has no counts, and nothing looks as if they came", async ({ page, behindFaults, faults, engine }) => {
    await engine.create();
    const broken = faults.inject({ kind: "drop", at: "request" }, { endpoint: "listSandboxes" });
    await page.goto(behindFaults.url);
    await facetsButton(page).click();
    const panel = facets(page);
    await expect(panel).toContainText("No counts");
    broken.clear();
    await page.getByRole("button", { name: "Refresh now" }).click();
    await expect(panel.getByRole("checkbox", { name: "running, 1" })).toBeVisible();
  });
});

test.describe("a part of a fleet", () => {
  test.use({ server: { demo: 300 } });

  test("its counts are marked as such, and the details take the place of the facets", async ({
    page,
    sandbar,
  }) => {
    const panel = await openWithFacets(page, sandbar.url);
    await expect(panel).toContainText("Counts from the 100 loaded");
    await expect(panel.getByRole("checkbox", { name: /^running, at least \d+$/ })).toBeVisible();
    await expect(panel).toContainText("≥");
    await rows(page).first().getByRole("link").first().click();
    await expect(details(page)).toBeVisible();
    await expect(panel).toBeHidden();
    await page.setViewportSize({ width: 1700, height: 900 });
    await expect(panel).toBeVisible();
  });

  test("the end of the reading moves none of them", async ({ page, behindFaults, faults }) => {
    const held = faults.inject(
      { kind: "hold", at: "request" },
      { endpoint: "listSandboxes", when: (call) => call.query.includes("nextToken") },
    );
    const panel = await openWithFacets(page, `${behindFaults.url}/?sort=cpu:asc`);
    await held.met();
    await expect(panel).toContainText("Counts from the 100 loaded");
    const states = facet(panel, "State");
    const before = await states.boundingBox();
    held.clear();
    await expect(panel).toContainText("Counts of all 300");
    expect((await states.boundingBox())?.y).toBe(before?.y);
  });

  test("read to its end, they are exact", async ({ page, sandbar, engine }) => {
    await page.setViewportSize({ width: 1600, height: 900 });
    await page.goto(`${sandbar.url}/?q=-has:nothing-has-this`);
    const listed = await engine.list("?limit=100");
    expect(listed).toHaveLength(100);
    await expect(fleetStatus(page)).toContainText("300");
    const panel = facets(page);
    const states = facet(panel, "State").getByRole("checkbox");
    await expect(states.first()).toBeVisible();
    await expect(panel).not.toContainText("Counts from");
    const counts = () =>
      states.evaluateAll((boxes) => boxes.map((box) => Number(/\d+$/.exec(box.ariaLabel ?? "")?.[0])));
    await expect.poll(async () => (await counts()).reduce((sum, each) => sum + each, 0)).toBe(300);
  });
});

test.describe("5,000 sandboxes", () => {
  test.use({ server: { demo: 5_000 } });

  test.beforeEach(({ page }) => page.setViewportSize({ width: 1700, height: 900 }));

  const open = async (page: Page, url: string) => {
    await page.goto(url);
    await expect(facets(page).getByRole("checkbox", { name: /^prod/ })).toBeVisible();
  };
  /** A condition for which all of them are read. */
  const excludeDev = async (page: Page) => {
    await facets(page).getByRole("button", { name: "Exclude env=dev" }).click();
    await expect(fleetStatus(page)).toContainText(/of 5,000 match/);
    await expect(facets(page)).not.toContainText("Counts from");
  };

  test("are counted without a long task while all of them are read", async ({ page, sandbar }) => {
    await open(page, sandbar.url);
    await expectPrompt(
      page,
      () => excludeDev(page),
      () => open(page, sandbar.url),
    );
  });

  test("are counted anew without a long task for another query", async ({ page, sandbar }) => {
    await open(page, sandbar.url);
    await excludeDev(page);
    const panel = facets(page);
    const exclude = panel.getByRole("button", { name: "Exclude state:paused" });
    await expectPrompt(
      page,
      async () => {
        await exclude.click();
        await expect(panel.getByRole("checkbox", { name: /^paused, excluded, \d/ })).toBeVisible();
        await expect(fleetStatus(page)).toContainText(/of 5,000 match/);
      },
      async () => {
        await exclude.click();
        await expect(panel.getByRole("checkbox", { name: /^paused, \d/ })).toBeVisible();
      },
    );
  });
});

test("a key with a different value on each is searched, and the server can be asked for any", async ({
  page,
  sandbar,
  engine,
}) => {
  const ids = await engine.createMany(40, (index) => ({ metadata: { run: `run-${index}-x` } }));
  const panel = await openWithFacets(page, sandbar.url);
  const run = await unfold(panel, "run");
  await expect(run).toContainText("Many different values");
  await expect(run.getByRole("checkbox")).toHaveCount(0);
  const search = run.getByRole("searchbox", { name: "Search values of run" });
  await search.fill("RUN-17");
  await run.getByRole("checkbox", { name: "run-17-x, 1" }).check();
  await expect(rows(page)).toHaveCount(1);
  await search.fill("nobody");
  await expect(run).toContainText("No loaded sandbox has such a value");
  await run.getByRole("button", { name: "Ask the server for run=nobody" }).click();
  await expectQuery(page, "run=(run-17-x, nobody)");
  expect(ids).toHaveLength(40);
});

test("masked values are counted together, and never told", async ({ page, sandbar, engine }) => {
  for (const secret of ["sk-live-one-canary", "sk-live-two-canary"])
    await engine.create({ metadata: { api_key: secret, env: "prod" } });
  const panel = await openWithFacets(page, sandbar.url);
  const group = await unfold(panel, "api_key");
  await expect(group).toContainText("masked values");
  await expect(group.getByRole("checkbox")).toHaveCount(0);
  expect(await page.content()).not.toContain("canary");
});
