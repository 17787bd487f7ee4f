import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { onlyByChip } from "./support/facets.ts";
import { expect, test } from "./support/fixtures.ts";
import { tabTo } from "./support/keys.ts";
import { chip, details, expectRows, filterBar, grid, openLink, row, rows } from "./support/table.ts";

const query = (page: Page): string | null => new URL(page.url()).searchParams.get("q");

test("by keyboard, from a row: what can be done with its value, and back in the table", async ({
  page,
  sandbar,
  engine,
}) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  const dev = await engine.create({ metadata: { env: "dev" } });
  await page.goto(sandbar.url);
  await expectRows(page, [prod, dev]);
  await tabTo(page, row(page, dev));
  await page.keyboard.press("f");
  const menu = page.getByRole("menu", { name: "env=dev" });
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await expect(menu).toMatchAriaSnapshot(`
    - menu "env=dev":
      - menuitem "Only env=dev"
      - menuitem "Exclude env=dev"
      - menuitem "Copy env=dev"
      - menuitem "Add env as column"
      - menuitem "Group by env"
  `);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(row(page, dev)).toBeFocused();
});

test("by keyboard, from a value: what excludes it takes its row away, and the next one has the focus", async ({
  page,
  sandbar,
  engine,
}) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  const dev = await engine.create({ metadata: { env: "dev" } });
  await page.goto(sandbar.url);
  await expectRows(page, [prod, dev]);
  await row(page, dev).focus();
  await tabTo(page, chip(page, dev, "env=dev"));
  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu", { name: "env=dev" });
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("menuitem", { name: "Exclude env=dev" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expectRows(page, [prod]);
  expect(query(page)).toBe("env!=dev");
  await expect(row(page, prod)).toBeFocused();
});

test("of a state and of a template", async ({ page, sandbar, engine }) => {
  const paused = await engine.create({ metadata: { env: "prod" } });
  const running = await engine.create({ metadata: { env: "dev" } });
  await engine.pause(paused);
  await page.goto(sandbar.url);
  await expectRows(page, [paused, running]);
  await row(page, paused).getByRole("button", { name: "paused" }).click();
  await page.getByRole("menuitem", { name: "Only state:paused" }).click();
  await expectRows(page, [paused]);
  await row(page, paused).getByRole("button", { name: "base" }).click();
  await page.getByRole("menuitem", { name: "Exclude template:base" }).click();
  await expect(rows(page)).toHaveCount(0);
});

test("of a column's cell and in the details", async ({ page, sandbar, engine }) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  const running = await engine.create({ metadata: { env: "dev" } });
  await page.goto(sandbar.url);
  await expectRows(page, [prod, running]);
  await chip(page, running, "env=dev").click();
  await page.getByRole("menuitem", { name: "Add env as column" }).click();
  await expect(grid(page).getByRole("columnheader", { name: /^env/ })).toBeVisible();
  await row(page, running).getByRole("button", { name: "dev", exact: true }).click();
  await page.getByRole("menuitem", { name: "Exclude env=dev" }).click();
  await expectRows(page, [prod]);
  await openLink(page, prod).click();
  await details(page).getByRole("button", { name: "Actions for env=prod" }).click();
  await page.getByRole("menuitem", { name: "Only env=prod" }).click();
  await expect(filterBar(page).getByRole("button", { name: "Remove filter env=prod" })).toBeVisible();
});

test("a click with Alt hides at once, and a masked value is copied only when one says so", async ({
  page,
  context,
  sandbar,
  engine,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const secret = "sk-live-51canary";
  const prod = await engine.create({ metadata: { api_key: secret } });
  const dev = await engine.create({ metadata: { env: "dev" } });
  await page.goto(sandbar.url);
  await chip(page, dev, "env=dev").click({ modifiers: ["Alt"] });
  await expectRows(page, [prod]);
  expect(query(page)).toBe("env!=dev");
  await expect(page.getByRole("region", { name: "Notifications" })).toHaveText("env=dev excluded");

  const copy = async (answer: "accept" | "dismiss") => {
    page.once("dialog", (dialog) => void dialog[answer]());
    await chip(page, prod, "api_key=••••••").click();
    await page.getByRole("menuitem", { name: "Copy api_key=••••••" }).click();
  };
  await page.evaluate(() => navigator.clipboard.writeText("before"));
  await copy("dismiss");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("before");
  await copy("accept");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`api_key=${secret}`);
  await onlyByChip(page, prod, "api_key=••••••");
  expect(page.url()).not.toContain("canary");
});
