import type { Page } from "@playwright/test";
import { chooseForColumn, columnHeader, openColumns } from "./support/columns.ts";
import { expect, test } from "./support/fixtures.ts";
import { expectAccessibleInLook, themes, widths } from "./support/looks.ts";
import { expectRow, fleetStatus, grid, row } from "./support/table.ts";

/** The heading of a group, by the button that collapses it. */
const groupButton = (page: Page, name: string) =>
  grid(page).getByRole("button", { name: `Group ${name}`, exact: true });

/** The line of a group's heading. */
const groupRow = (page: Page, name: string) =>
  grid(page)
    .getByRole("row")
    .filter({ has: page.getByRole("button", { name: `Group ${name}`, exact: true }) });

/** What stands in each line of the table, from the top: ids, and the names of groups. */
const lines = (page: Page) =>
  grid(page)
    .locator("tbody tr[data-id]")
    .evaluateAll((elements) =>
      elements
        .toSorted((a, b) => Number(a.getAttribute("data-index")) - Number(b.getAttribute("data-index")))
        .map(
          (element) =>
            element.querySelector("button[aria-expanded]")?.textContent ?? element.getAttribute("data-id"),
        ),
    );

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("rows stand under what they have in common, with how many are in which state; none is a group of its own", async ({
  page,
  sandbar,
  engine,
}) => {
  const a = await engine.create({ metadata: { team: "core" } });
  const none = await engine.create();
  const b = await engine.create({ metadata: { team: "core" } });
  const empty = await engine.create({ metadata: { team: "" } });
  const web = await engine.create({ metadata: { team: "web" } });
  await engine.pause(a);
  await page.goto(`${sandbar.url}/?cols=state,m:team,metadata`);
  await chooseForColumn(page, "team", "Group by this column");
  await expect(page).toHaveURL(/[?&]group=m:team/);
  await expect
    .poll(() => lines(page))
    .toEqual(['team=""', empty, "team=core", b, a, "team=web", web, "no team", none]);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "10");
  await expect(groupRow(page, "team=core")).toContainText(/2.*1 running, 1 paused/);

  await page.reload();
  await expect(groupButton(page, "team=core")).toBeVisible();
  await chooseForColumn(page, "team", "Sort descending");
  await expect
    .poll(() => lines(page))
    .toEqual(["team=web", web, "team=core", b, a, 'team=""', empty, "no team", none]);
  await chooseForColumn(page, "team", "Stop grouping");
  await expect(page).not.toHaveURL(/group=/);
  await expect.poll(() => lines(page)).toEqual([web, b, a, empty, none]);
  await page.goBack();
  await expect(groupButton(page, "team=web")).toBeVisible();
});

test("a group collapses, opens, and is selected as one, by keys and by pointer", async ({
  page,
  sandbar,
  engine,
}) => {
  const core = await engine.create({ metadata: { team: "core" } });
  const other = await engine.create({ metadata: { team: "core" } });
  const web = await engine.create({ metadata: { team: "web" } });
  await page.goto(`${sandbar.url}/?group=m:team`);
  await expect.poll(() => lines(page)).toEqual(["team=core", other, core, "team=web", web]);

  await groupButton(page, "team=core").click();
  await expect(groupButton(page, "team=core")).toHaveAttribute("aria-expanded", "false");
  await expect.poll(() => lines(page)).toEqual(["team=core", "team=web", web]);
  await page.getByRole("checkbox", { name: "Select the 2 of team=core" }).check();
  await expect(page.getByRole("main")).toContainText("2 selected");

  await columnHeader(page, "Sandbox").getByRole("button", { name: "Sandbox", exact: true }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => lines(page)).toEqual(["team=core", other, core, "team=web", web]);
  await page.keyboard.press("ArrowDown");
  await expect(row(page, other)).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByRole("checkbox", { name: "Select the 2 of team=core" })).toBeChecked({
    indeterminate: true,
  });
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  await expect(row(page, web).getByRole("checkbox")).toBeChecked();
  await page.keyboard.press("Enter");
  await expect.poll(() => lines(page)).toEqual(["team=core", other, core, "team=web"]);
});

test("values that are masked name no group, and any column of text can be chosen from the list", async ({
  page,
  sandbar,
  engine,
}) => {
  const id = await engine.create({ metadata: { api_key: "hidden-1" } });
  await page.goto(`${sandbar.url}/?cols=state,m:api_key`);
  await expectRow(page, { id, api_key: "••••••" });
  const panel = await openColumns(page);
  await panel.getByRole("combobox", { name: "Group rows by" }).selectOption({ label: "api_key" });
  await expect.poll(() => lines(page)).toEqual(["api_key=••••••", id]);
  await panel.getByRole("combobox", { name: "Group rows by" }).selectOption({ label: "State" });
  await expect.poll(() => lines(page)).toEqual(["State: running", id]);
  await page.keyboard.press("Escape");
  await row(page, id).getByRole("button", { name: "running" }).click();
  await expect(page.getByRole("menuitem", { name: "Only state:running" })).toBeFocused();
  await expect(page.getByRole("menuitem", { name: /^Group by/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await row(page, id).getByRole("button", { name: "••••••", exact: true }).click();
  await page.getByRole("menuitem", { name: "Group by api_key" }).click();
  await expect.poll(() => lines(page)).toEqual(["api_key=••••••", id]);
  expect(await page.content(), "not in an attribute either").not.toContain("hidden-1");
});

test.describe("while more may come", () => {
  test("counts are at least, and it is said what they cover", async ({
    page,
    behindFaults,
    faults,
    engine,
  }) => {
    // In eights, within which the order may be any: of the 100 newest 50 are even.
    const parity = (index: number) => (Math.floor(index / 8) % 2 === 0 ? "even" : "odd");
    await engine.createMany(130, (index) => ({ metadata: { parity: parity(index) } }));
    const held = faults.inject(
      { kind: "hold", at: "request" },
      { endpoint: "listSandboxes", when: ({ query }) => query.includes("nextToken") },
    );
    await page.goto(`${behindFaults.url}/?group=m:parity`);
    const even = groupRow(page, "parity=even");
    await expect(even).toContainText("≥ 50");
    await held.met();
    await expect(page.getByRole("main")).toContainText("Grouped among the 100 loaded");
    held.clear();
    await expect(fleetStatus(page)).toContainText("130 sandboxes");
    await expect(even).toContainText(/66/);
    await expect(even).not.toContainText("≥");
    await expect(page.getByRole("main")).not.toContainText("Grouped among");
  });
});

test.describe("with a fleet", () => {
  test.use({ server: { demo: 20 } });

  // Each takes long: hundreds of chips and their contrasts.
  for (const colorScheme of themes)
    test(`grouped rows are judged by axe, wide and narrow, ${colorScheme}`, async ({ page, sandbar }) => {
      await page.goto(
        `${sandbar.url}/?group=m:team&cols=state,m:env,m:user,template,metadata,started,ends,cpu,memory`,
      );
      await groupButton(page, "team=evals").click();
      await expect(groupButton(page, "team=evals")).toHaveAttribute("aria-expanded", "false");
      for (const width of widths) await expectAccessibleInLook(page, { colorScheme, width });
    });
});
