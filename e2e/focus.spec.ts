import type { Page } from "@playwright/test";
import { fillPair, openCreate } from "./support/create.ts";
import { facet, openWithFacets, unfold } from "./support/facets.ts";
import { expect, test } from "./support/fixtures.ts";
import { killDialog } from "./support/kill.ts";
import { details, expectRows, grid, openLink, row, rows } from "./support/table.ts";

// Room enough for the facets, yet not so much that they stand there unasked.
test.use({ viewport: { width: 1280, height: 900 } });

// Whoever goes by keys goes on near by when a button takes itself away, and does not begin at the top of the page again.

/** Presses a button by key. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).focus();
  await page.keyboard.press("Enter");
}

test("from what is said of no match, into the table", async ({ page, sandbar, engine }) => {
  const id = await engine.create({ metadata: { env: "prod" } });
  await page.goto(`${sandbar.url}/?q=env=none`);
  await press(page, "Show without env=none");
  await expectRows(page, [id]);
  // Nothing was known of it when the button went: to the headings.
  await expect(grid(page).locator(":focus")).toHaveCount(1);
  await page.goBack();
  await press(page, "Show without env=none");
  await expect(row(page, id)).toBeFocused();
});

test("from the first sandbox's creation, into the table", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await press(page, "Create the first one");
  const dialog = page.getByRole("dialog", { name: "Create sandbox" });
  await expect(dialog.getByLabel("Template", { exact: true })).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(rows(page)).toBeFocused();
});

test("from a facet's conditions to its heading, from a value asked for to where it was sought", async ({
  page,
  sandbar,
  engine,
}) => {
  await engine.createMany(40, (index) => ({ metadata: { env: "prod", run: `run-${index}` } }));
  const panel = await openWithFacets(page, `${sandbar.url}/?q=env=prod`);
  await press(page, "Clear the conditions on env");
  await expect(facet(panel, "env").getByRole("button", { name: /^env/ })).toBeFocused();
  const run = await unfold(panel, "run");
  const search = run.getByRole("searchbox", { name: "Search values of run" });
  await search.fill("nobody");
  await press(page, "Ask the server for run=nobody");
  await expect(search).toBeFocused();
});

test("from a value that goes with its tick to the heading of its facet", async ({
  page,
  sandbar,
  engine,
}) => {
  await engine.create({ metadata: { env: "prod" } });
  const panel = await openWithFacets(page, `${sandbar.url}/?q=env=(prod,+gone)`);
  const env = facet(panel, "env");
  await env.getByRole("checkbox", { name: /^gone/ }).focus();
  await page.keyboard.press("Space");
  await expect(env.getByRole("checkbox", { name: /^gone/ })).toHaveCount(0);
  await expect(env.getByRole("button", { name: /^env/ })).toBeFocused();
});

test("from spaces that are taken off, to their field", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  const dialog = await openCreate(page);
  await fillPair(dialog, 1, "team", " core");
  await dialog.getByLabel("Metadata key 2", { exact: true }).focus();
  await press(page, "Trim value 1");
  const value = dialog.getByLabel("Metadata value 1", { exact: true });
  await expect(value).toHaveValue("core");
  await expect(value).toBeFocused();
});

test("from the last of the list's details to its id", async ({ page, sandbar, engine }) => {
  const last = await engine.create();
  const first = await engine.create();
  await page.goto(sandbar.url);
  await openLink(page, first).click();
  await expect(details(page)).toContainText("running");
  await details(page).getByRole("button", { name: "Next sandbox" }).click();
  await expect(details(page).getByRole("heading", { name: last })).toBeFocused();
});

test.describe("a failure", () => {
  test.use({ requestsMayFail: true });

  test("to read the details, once they are read, to their heading", async ({
    page,
    behindFaults,
    faults,
    engine,
  }) => {
    const id = await engine.create();
    const broken = faults.inject({ kind: "status", status: 500 }, { endpoint: "getSandbox" });
    await page.goto(`${behindFaults.url}/?open=${id}`);
    await expect(details(page)).toContainText("running");
    const retry = details(page).getByRole("button", { name: "Try again" });
    await retry.focus();
    broken.clear();
    await page.keyboard.press("Enter");
    await expect(retry).toBeHidden();
    await expect(details(page).getByRole("heading", { name: id })).toBeFocused();
  });

  test("from its message into the table, from its note to what can be done", async ({
    page,
    behindFaults,
    faults,
    engine,
  }) => {
    const id = await engine.create();
    faults.inject({ kind: "status", status: 500, message: "Out of order" }, { endpoint: "killSandbox" });
    await page.goto(`${behindFaults.url}/?open=${id}`);
    await row(page, id)
      .getByRole("button", { name: `Kill ${id}` })
      .click();
    await killDialog(page).getByRole("button", { name: "Kill", exact: true }).click();
    const dismiss = page.getByRole("button", { name: /^Dismiss: / });
    await dismiss.focus();
    await page.keyboard.press("Enter");
    await expect(dismiss).toBeHidden();
    await expect(row(page, id)).toBeFocused();
    await press(page, "Dismiss the failure");
    await expect(details(page).getByRole("button", { name: "Pause", exact: true })).toBeFocused();
  });
});
