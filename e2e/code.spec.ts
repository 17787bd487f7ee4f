import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { expectAccessibleInLook, themes, widths } from "./support/looks.ts";
import { runProgram } from "./support/program.ts";
import { expectRows, rows } from "./support/table.ts";

const dialogOf = (page: Page): Locator => page.getByRole("dialog", { name: "The filter as code" });

test("by keyboard, the filter is a program that lists the rows on screen", async ({
  page,
  sandbar,
  engine,
}) => {
  const prod = await engine.create({ metadata: { env: "prod" } });
  const dev = await engine.create({ metadata: { env: "dev" } });
  await engine.create({ metadata: { env: "test" } });
  await page.goto(`${sandbar.url}/?q=env=(prod,+dev)+state:running`);
  await expectRows(page, [prod, dev]);
  const open = page.getByRole("button", { name: "As code" });
  await open.focus();
  await page.keyboard.press("Enter");
  const dialog = dialogOf(page);
  await expect(dialog).toBeVisible();
  const tab = dialog.getByRole("tab", { name: "JavaScript" });
  await expect(tab).toHaveAttribute("aria-selected", "true");
  const code = await dialog.getByRole("tabpanel", { name: "JavaScript" }).locator("pre").innerText();
  expect(code).not.toContain(sandbar.engineKey);
  const printed = await runProgram(code, { NOVITA_API_KEY: sandbar.engineKey });
  expect(printed.split("\n").sort()).toEqual([prod, dev].sort());

  await tab.focus();
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("tab", { name: "Python" })).toBeFocused();
  await expect(dialog.getByRole("tabpanel")).toContainText("SandboxQuery(");
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("tab", { name: "curl" })).toBeFocused();
  await expect(dialog.getByRole("tabpanel")).toContainText("X-API-Key: $NOVITA_API_KEY");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();
});

test("what is copied is what is shown", async ({ page, context, sandbar, engine }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const id = await engine.create({ metadata: { env: "prod" } });
  await page.goto(`${sandbar.url}/?q=env=prod`);
  await expectRows(page, [id]);
  await page.getByRole("button", { name: "As code" }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole("tab", { name: "curl" }).click();
  await dialog.getByRole("button", { name: "Copy curl" }).click();
  const shown = await dialog.getByRole("tabpanel", { name: "curl" }).locator("pre").innerText();
  expect(shown).toContain("metadata=env%3Dprod");
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(async () => (await copied()).trim()).toBe(shown.trim());
});

test("what the server does not filter by is said, and what cannot match asks nothing", async ({
  page,
  sandbar,
  engine,
}) => {
  const id = await engine.create({ metadata: { env: "prod", team: "core" } });
  await page.goto(`${sandbar.url}/?q=env=prod+team!=data`);
  await expectRows(page, [id]);
  await page.getByRole("button", { name: "As code" }).click();
  await expect(dialogOf(page)).toContainText("The server filters by: env=prod");
  await expect(dialogOf(page)).toContainText("team!=data (The server can only match a key's exact value");
  await page.goto(`${sandbar.url}/?q=env=prod+env=dev`);
  await expect(page.getByRole("main")).toContainText("cannot be both");
  await page.getByRole("button", { name: "As code" }).click();
  await expect(dialogOf(page)).toContainText("There is nothing to ask the server for.");
  await expect(dialogOf(page)).not.toContainText("Sandbox.list");
});

test.describe("with sandboxes", () => {
  test.use({ server: { demo: 12 } });

  for (const width of widths)
    test(`the dialog is accessible in both themes, ${width} px wide`, async ({ page, sandbar }) => {
      await page.goto(`${sandbar.url}/?q=env=(prod,+dev)+team!=core+age:<7d`);
      await expect(rows(page).first()).toBeVisible();
      await page.getByRole("button", { name: "As code" }).click();
      await expect(dialogOf(page)).toBeVisible();
      for (const colorScheme of themes) await expectAccessibleInLook(page, { colorScheme, width });
    });
});
