import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./support/axe.ts";
import { columnHeader, openColumns } from "./support/columns.ts";
import { addFilter, expectChips, filterField } from "./support/filter.ts";
import { facetsButton } from "./support/facets.ts";
import { expect, test } from "./support/fixtures.ts";
import type { SandbarServer } from "./support/sandbar-server.ts";
import type { EngineClient } from "./support/engine-client.ts";
import { expectAccessibleInLook, themes, widths } from "./support/looks.ts";
import { killDialog, killSeveralDialog } from "./support/kill.ts";
import { details, grid, rows } from "./support/table.ts";

interface Subject {
  readonly page: Page;
  readonly sandbar: SandbarServer;
  readonly engine: EngineClient;
}

/** Judges what was brought on screen, in both themes; one test each for wide and narrow windows, as each judgement takes its time. */
function testLooks(name: string, arrange: (subject: Subject) => Promise<void>): void {
  for (const width of widths)
    test(`${name}, ${width} px wide`, async ({ page, sandbar, engine }) => {
      await arrange({ page, sandbar, engine });
      for (const colorScheme of themes) await expectAccessibleInLook(page, { colorScheme, width });
    });
}

testLooks("an empty fleet", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await expect(page.getByRole("main")).toContainText("NOVITA_API_URL");
});

testLooks("a filter without a match", async ({ page, sandbar, engine }) => {
  await engine.create();
  await page.goto(`${sandbar.url}/?q=env=none`);
  await expect(page.getByRole("main")).toContainText("No sandbox matches");
});

test.describe("with sandboxes", () => {
  test.use({ server: { demo: 12 } });

  testLooks("the list, with a selection and a filter", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await rows(page).first().getByRole("checkbox").check();
    await addFilter(page, "env", "prod");
    await expectChips(page, "env=prod");
  });

  testLooks("the details", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await rows(page).first().getByRole("link").first().click();
    await expect(details(page)).toBeVisible();
  });

  testLooks("the kill dialog, for one", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await rows(page)
      .first()
      .getByRole("button", { name: /^Kill i/ })
      .click();
    await expect(killDialog(page)).toBeVisible();
  });

  testLooks("the kill dialog, for several", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await expect(rows(page)).toHaveCount(12);
    await page.getByRole("checkbox", { name: "Select all loaded" }).check();
    await page.getByRole("button", { name: /^Kill 12/ }).click();
    await expect(killSeveralDialog(page, 12)).toBeVisible();
  });

  testLooks("the create dialog", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await page.getByRole("button", { name: "Create sandbox", exact: true }).click();
    await expect(page.getByRole("dialog", { name: "Create sandbox" })).toBeVisible();
  });

  testLooks("chosen columns, one pinned, with the focus in a heading", async ({ page, sandbar }) => {
    await page.goto(
      `${sandbar.url}/?cols=!m:team,state,template,m:env,m:user,metadata,started,ends,cpu&sort=m:team:desc`,
    );
    await expect(rows(page).first()).toBeVisible();
    // With all of the width, so that no chip happens to stand half under the edge.
    await facetsButton(page).click();
    await grid(page).evaluate((element) => element.scrollTo({ left: 60 }));
    await columnHeader(page, "team").getByRole("button", { name: "team", exact: true }).focus();
  });

  test("the menu of a column", async ({ page, sandbar }) => {
    await page.goto(`${sandbar.url}/?cols=state,m:team,metadata`);
    await expect(rows(page).first()).toBeVisible();
    await columnHeader(page, "team").hover();
    await page.getByRole("button", { name: "Options of column team" }).click();
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.emulateMedia({ forcedColors: "active" });
    const colours = await page
      .getByRole("menu")
      .locator("[data-focused]")
      .evaluate((item) => [item, document.body].map((each) => getComputedStyle(each).backgroundColor));
    expect(colours[0], "the choice in focus is seen").not.toBe(colours[1]);
  });

  testLooks("the list of columns", async ({ page, sandbar }) => {
    await page.goto(`${sandbar.url}/?cols=state,!m:team,metadata`);
    await openColumns(page);
  });

  testLooks("the list of columns, with keys to add", async ({ page, sandbar }) => {
    await page.goto(`${sandbar.url}/?cols=state,!m:team,metadata`);
    await openColumns(page);
    await expect(rows(page).first()).toBeVisible();
    await page.getByRole("combobox", { name: "Add a metadata key" }).press("ArrowDown");
    await expect(page.getByRole("listbox")).toBeVisible();
  });

  // A screen of 1280 by 1024 pixels, or one twice as wide, magnified to 400 %.
  for (const width of [320, 640])
    test(`a window of ${width} by 256 px: the page scrolls, and the rows are reached`, async ({
      page,
      sandbar,
    }) => {
      await page.setViewportSize({ width, height: 256 });
      const search = new URLSearchParams({ q: "env!=none team!=none has:env" });
      await page.goto(`${sandbar.url}/?${search}`);
      await expectChips(page, "env!=none", "team!=none", "has:env");
      const first = rows(page).first();
      await first.scrollIntoViewIfNeeded();
      await expect(first).toBeInViewport({ ratio: 0.9 });
      await expectNoOverflow(page);
      await filterField(page).press("Escape");
      await expect(grid(page).locator(":focus")).toBeInViewport({ ratio: 0.9 });
      for (const key of ["End", "Home", "ArrowDown"]) {
        await page.evaluate(() => scrollTo(0, 0));
        await page.keyboard.press(key);
        await expect(grid(page).locator("tr:focus")).toBeInViewport({ ratio: 0.9 });
      }
      await expectAccessible(page);
    });

  test("colours of the system: focus, selection and chips stay visible", async ({ page, sandbar }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await page.goto(sandbar.url);
    const first = rows(page).first();
    await first.getByRole("checkbox").check();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    await expect(first).toBeFocused();
    const outline = await first.evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline).not.toBe("none");
    await expectAccessible(page);
  });
});
