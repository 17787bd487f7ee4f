import { editorIsThere, expectChips, filterChip, filterField, suggestions } from "./support/filter.ts";
import { expect, test } from "./support/fixtures.ts";
import { filterBar, rows } from "./support/table.ts";
import { expectPrompt } from "./support/tasks.ts";

test.use({ server: { demo: 300 } });

const conditions = (count: number) => Array.from({ length: count }, (_, n) => `key${n}!=v${n}`).join(" ");

test("500 conditions: 40 are shown, and no task is long", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  await editorIsThere(page);
  await expectPrompt(
    page,
    async () => {
      await filterField(page).fill(conditions(500));
      await page.keyboard.press("Enter");
      await expect(filterBar(page).getByRole("button", { name: /^\+460 more/ })).toBeVisible();
    },
    () => filterBar(page).getByRole("button", { name: "Clear all" }).click(),
  );
  const height = async () => (await filterBar(page).boundingBox())?.height;
  await expect.poll(height).toBeLessThan(0.5 * (page.viewportSize()?.height ?? 0));
});

test("beside 500 conditions no key waits, no further one is taken, and all unfold", async ({
  page,
  sandbar,
}) => {
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  await editorIsThere(page);
  await filterField(page).fill(conditions(500));
  await page.keyboard.press("Enter");
  await expect(filterBar(page).getByRole("button", { name: /^\+460 more/ })).toBeVisible();
  await filterField(page).fill("one=more");
  await page.keyboard.press("Enter");
  await expect(filterField(page)).toHaveAccessibleDescription(/at most 500/);
  await filterField(page).fill("");

  await expectPrompt(page, async () => {
    await filterField(page).focus();
    await page.keyboard.press("Backspace");
    await expect(filterBar(page).getByRole("button", { name: /^\+459 more/ })).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Z");
    await expect(filterBar(page).getByRole("button", { name: /^\+460 more/ })).toBeVisible();
    await page.keyboard.type("te");
    await expect(suggestions(page)).toBeVisible();
    await filterField(page).fill("");
  });
  await filterBar(page)
    .getByRole("button", { name: /^\+460 more/ })
    .click();
  await expect(filterChip(page, "key499!=v499")).toBeAttached();
});

test("10,000 characters are answered at once, whatever they are", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  await editorIsThere(page);
  for (const text of [
    '"'.repeat(9_999),
    "(".repeat(10_000),
    `note="${"x".repeat(9_990)}`,
    "a= ".repeat(3_333),
    "-".repeat(10_000),
    `a=~${"(x+x+)+".repeat(1_400)}`,
  ])
    await test.step(text.slice(0, 20), async () => {
      await expectPrompt(page, async () => {
        await filterField(page).fill(text);
        await page.keyboard.press("End");
        await page.keyboard.press("Enter");
        await page.keyboard.press("ArrowLeft");
      });
      await expect(filterField(page)).toHaveAttribute("aria-invalid", "true");
      await expect(filterField(page)).toHaveValue(text);
      await expect(rows(page).first()).toBeVisible();
    });
});

test("longer than a filter can be, a text is kept out, in words", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  await editorIsThere(page);
  await filterField(page).fill(`note=${"x".repeat(10_001)}`);
  await page.keyboard.press("Enter");
  await expect(filterField(page)).toHaveAccessibleDescription(/at most 10,000 characters/);
  await filterField(page).fill("");
  await filterField(page).fill("x".repeat(30_000));
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText("30,000 characters");
  await expect(filterField(page)).toHaveValue("");
});

test("control characters and unbalanced quotes are explained", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  await editorIsThere(page);
  await filterField(page).fill('env="prod');
  await page.keyboard.press("Enter");
  await expect(filterField(page)).toHaveAccessibleDescription(/never closes/);
  await filterField(page).fill("env=a\u0007b");
  await page.keyboard.press("Enter");
  await expectChips(page, "env=a⟨0007⟩b");
});

test("of a long list only what is seen is drawn, and the keys go through all of it", async ({
  page,
  sandbar,
}) => {
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  await editorIsThere(page);
  await page.keyboard.type("id:");
  await expect(filterBar(page).getByRole("option").first()).toHaveAttribute("aria-setsize", /^1\d\d$/);
  await expect.poll(() => filterBar(page).getByRole("option").count()).toBeLessThan(20);
  await page.keyboard.press("ArrowUp");
  const last = filterBar(page).getByRole("option", { selected: true });
  await expect(last).toBeInViewport();
  await expect(last).toHaveAttribute("aria-posinset", (await last.getAttribute("aria-setsize")) ?? "");
});
