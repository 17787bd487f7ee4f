import { editorIsThere, expectChips, filterChip, filterField } from "./support/filter.ts";
import { expect, test } from "./support/fixtures.ts";
import { tabToAndPress } from "./support/keys.ts";
import { filterBar, rows } from "./support/table.ts";

test.use({ server: { demo: 12 }, permissions: ["clipboard-read", "clipboard-write"] });

test("where what has the focus goes, who writes goes on writing", async ({ page, sandbar }) => {
  await page.goto(`${sandbar.url}/?q=has:team`);
  await expect(rows(page).first()).toBeVisible();
  await editorIsThere(page);
  await page.keyboard.type("env=prod ");
  await expectChips(page, "has:team", "env=prod");
  await page.keyboard.press("ArrowLeft");
  await expect(filterChip(page, "env=prod")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Z");
  await expectChips(page, "has:team");
  await expect(filterField(page)).toBeFocused();

  await page.evaluate(() => navigator.clipboard.writeText("env=prod\nrun=7\n"));
  await page.keyboard.press("ControlOrMeta+V");
  await expectChips(page, "has:team", "env=prod", "run=7");
  await tabToAndPress(page, filterBar(page).getByRole("button", { name: "Undo", exact: true }));
  await expectChips(page, "has:team");
  await expect(filterField(page)).toBeFocused();

  await filterChip(page, "has:team").click();
  await expect(filterBar(page).getByRole("combobox", { name: "Condition" })).toBeFocused();
  await page.goBack();
  await expect(filterBar(page).getByRole("combobox", { name: "Condition" })).toHaveCount(0);
  await expect(filterField(page)).toBeFocused();
});

test("unfolded, the first condition that was not seen has the focus", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  await filterField(page).fill(Array.from({ length: 45 }, (_, place) => `key${place}!=v`).join(" "));
  await page.keyboard.press("Enter");
  const more = filterBar(page).getByRole("button", { name: /^\+5 more/ });
  await expect(more).toBeVisible();
  await page.keyboard.press("Shift+Tab");
  await expect(more).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(filterChip(page, "key40!=v")).toBeFocused();
});

test("a message that was read gives the focus back to where it was before", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  await filterField(page).fill("x".repeat(30_000));
  const dismiss = page.getByRole("button", { name: /^Dismiss: .*30,000 characters/ });
  await dismiss.focus();
  await page.keyboard.press("Enter");
  await expect(dismiss).toHaveCount(0);
  await expect(filterField(page)).toBeFocused();
});
