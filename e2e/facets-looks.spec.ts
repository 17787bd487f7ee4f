import { expectAccessible, expectNoOverflow } from "./support/axe.ts";
import { facetsButton, openWithFacets } from "./support/facets.ts";
import { expect, test } from "./support/fixtures.ts";
import { themes } from "./support/looks.ts";
import { expectRows } from "./support/table.ts";

// Room enough for them, yet not so much that they stand there unasked.
test.use({ viewport: { width: 1280, height: 900 } });

test("on a phone the facets are a sheet", async ({ page, sandbar, engine }) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  const dev = await engine.create({ metadata: { env: "dev" } });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(sandbar.url);
  await expectRows(page, [prod, dev]);
  await facetsButton(page).click();
  const sheet = page.getByRole("dialog", { name: "Facets" });
  await sheet.getByRole("checkbox", { name: /^prod/ }).check();
  await sheet.getByRole("button", { name: "Show 1 sandbox" }).click();
  await expect(sheet).toBeHidden();
  await expectRows(page, [prod]);
  await expect(facetsButton(page)).toBeFocused();
});

test.describe("what a screen reader is told, and how it looks", () => {
  test.use({ server: { demo: 30 } });

  // Each judgement takes its time: one test for each.
  for (const colorScheme of themes) {
    test(`the panel, judged by axe, ${colorScheme}`, async ({ page, sandbar }) => {
      await page.emulateMedia({ colorScheme });
      await openWithFacets(page, `${sandbar.url}/?q=-env=dev`);
      await expectAccessible(page);
      await expectNoOverflow(page);
    });

    test(`the sheet, judged by axe, ${colorScheme}`, async ({ page, sandbar }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`${sandbar.url}/?q=-env=dev`);
      await facetsButton(page).click();
      await expect(page.getByRole("dialog").getByRole("checkbox").first()).toBeVisible();
      await expectAccessible(page);
      await expectNoOverflow(page);
    });
  }
});

test("the panel as it is read out", async ({ page, sandbar, engine }) => {
  await engine.create({ metadata: { env: "prod" } });
  await engine.create({ metadata: { env: "dev" } });
  const panel = await openWithFacets(page, `${sandbar.url}/?q=env!=dev`);
  await expect(panel).toMatchAriaSnapshot(`
    - region "Facets":
      - button "Skip to the table"
      - group "State":
        - button "State" [expanded]
        - list "State":
          - listitem:
            - checkbox "running, 1"
            - button "Exclude state:running"
            - button "Actions for state:running"
      - group "Template":
        - button "Template" [expanded]
        - list "Template":
          - listitem:
            - checkbox "base, 1"
      - group "Age":
        - button "Age"
      - group "CPU":
        - button "CPU"
      - group "Memory":
        - button "Memory"
      - group "env · 100%":
        - button "env · 100%" [expanded]
        - button "Clear the conditions on env"
        - list "env":
          - listitem:
            - checkbox "dev, excluded, 1"
            - button "Exclude env=dev" [pressed]
            - button "Actions for env=dev"
          - listitem:
            - checkbox "prod, 1"
            - button "Exclude env=prod"
            - button "Actions for env=prod"
  `);
});
