import type { Page } from "@playwright/test";
import { editorIsThere, expectChips, filterChip, filterField, suggestions } from "./support/filter.ts";
import { expect, test } from "./support/fixtures.ts";
import { filterBar, rows } from "./support/table.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** What of a page's address the filter decides. */
const query = (page: Page): string | null => new URL(page.url()).searchParams.get("q");

/** Puts a text on the clipboard and presses the keys that paste it. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("ControlOrMeta+V");
}

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

test("chips are selected, cut and pasted as query text; masked values stay out of it", async ({
  page,
  sandbar,
  engine,
}) => {
  const secret = "sk-live-77canary";
  await engine.create({ metadata: { env: "prod", team: "core", api_key: secret } });
  await page.goto(`${sandbar.url}/?q=env=prod+team=core`);
  await expect(rows(page)).toHaveCount(1);
  await filterField(page).fill(`api_key=${secret}`);
  await page.keyboard.press("Enter");
  await expectChips(page, "env=prod", "team=core", "api_key=••••••");
  await editorIsThere(page);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+X");
  await expectChips(page);
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText(
    "1 condition on a masked value",
  );
  expect(await clipboard(page)).toBe("env=prod team=core");
  await expect(filterField(page)).toBeFocused();
  await page.keyboard.press("ControlOrMeta+V");
  await expectChips(page, "env=prod", "team=core");
  await page.keyboard.press("ControlOrMeta+Z");
  await expectChips(page);

  await page.keyboard.press("ControlOrMeta+Z");
  await expectChips(page, "env=prod", "team=core", "api_key=••••••");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Delete");
  await expectChips(page, "env=prod");
  await expect(filterField(page)).toBeFocused();
});

test("a chip on a masked value opens without it, and keeps it unless written anew", async ({
  page,
  sandbar,
  engine,
}) => {
  const secret = "sk-live-78canary";
  await engine.create({ metadata: { api_key: secret } });
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(1);
  await filterField(page).fill(`api_key=${secret}`);
  await page.keyboard.press("Enter");
  await filterChip(page, "api_key=••••••").click();
  const editor = filterBar(page).getByRole("group", { name: "Edit filter api_key=••••••" });
  await expect(editor.getByRole("combobox")).toHaveValue("api_key=");
  await expect(editor.getByRole("combobox")).toHaveAccessibleDescription(/masked/);
  expect(await page.content()).not.toContain(secret);
  await editor.getByRole("button", { name: "Exclude" }).click();
  await expectChips(page, "api_key!=••••••");
  await expect(rows(page)).toHaveCount(0);
  await filterChip(page, "api_key!=••••••").click();
  await expect(suggestions(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expectChips(page, "api_key!=••••••");
  await expect(filterChip(page, "api_key!=••••••")).toBeFocused();
});

test("a pasted .env becomes chips with one Undo; a sentence is text; a megabyte is refused", async ({
  page,
  sandbar,
  engine,
}) => {
  await engine.create({ metadata: { env: "prod" } });
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(1);
  await editorIsThere(page);
  await paste(page, "# ours\nexport env=prod\nteam='core'\nrun=\"1 2\"\n");
  await expectChips(page, "env=prod", "team=core", 'run="1 2"');
  await expect(filterBar(page)).toContainText("Added 3 filters");
  await filterBar(page).getByRole("button", { name: "Undo", exact: true }).click();
  await expectChips(page);
  expect(query(page)).toBeNull();

  await filterField(page).focus();
  await paste(page, "where is my sandbox");
  await expect(filterField(page)).toHaveValue("where is my sandbox");
  await filterField(page).fill("");
  await paste(page, "x".repeat(1_000_000));
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText("1,000,000 characters");
  await expect(filterField(page)).toHaveValue("");
});

test("one condition written as only another language has it becomes a chip, not a text that cannot be applied", async ({
  page,
  sandbar,
}) => {
  await page.goto(sandbar.url);
  await editorIsThere(page);
  await paste(page, "env in (dev, prod)");
  await expectChips(page, "env=(dev, prod)");
  await paste(page, "export TEAM='data west'");
  await expectChips(page, "env=(dev, prod)", 'TEAM="data west"');
  await paste(page, "run=7");
  await expect(filterField(page)).toHaveValue("run=7");
});
