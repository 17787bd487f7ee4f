import { addFilter, editorIsThere, expectChips, filterField, suggestions } from "./support/filter.ts";
import { expect, test } from "./support/fixtures.ts";
import { filterBar, rows } from "./support/table.ts";

test("keys of an input method apply nothing", async ({ page, sandbar, engine }) => {
  await engine.create({ metadata: { env: "東京" } });
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(1);
  await editorIsThere(page);
  await page.keyboard.type("env=");
  const input = await page.context().newCDPSession(page);
  const pressWhileComposing = (key: string, code: string) =>
    input.send("Input.dispatchKeyEvent", { type: "keyDown", key, code, windowsVirtualKeyCode: 229 });
  await input.send("Input.imeSetComposition", { text: "とうきょう", selectionStart: 5, selectionEnd: 5 });
  await pressWhileComposing("Process", "Enter");
  await pressWhileComposing("Enter", "Enter");
  await pressWhileComposing("Process", "Space");
  await pressWhileComposing("Tab", "Tab");
  await expect(filterField(page)).toBeFocused();
  await expect(filterField(page)).toHaveValue("env=とうきょう");
  await expectChips(page);
  await input.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
  await input.send("Input.insertText", { text: "東京" });
  await expect(filterField(page)).toHaveValue("env=東京");
  await page.keyboard.press("Enter");
  await expectChips(page, "env=東京");
});

test("what is typed while the editor loads is not lost, nor is the caret", async ({ page, sandbar }) => {
  await page.goto(sandbar.url, { waitUntil: "commit" });
  await filterField(page).focus();
  await page.keyboard.type("env=prod team=core note=a");
  await page.keyboard.press("ArrowLeft");
  await editorIsThere(page);
  await page.keyboard.type("b");
  await expect(filterField(page)).toHaveValue("note=ba");
  await expect(filterField(page)).toBeFocused();
  await expectChips(page, "env=prod", "team=core");
});

test("a composition goes on while the editor loads", async ({ page, sandbar }) => {
  await page.goto(sandbar.url, { waitUntil: "commit" });
  await filterField(page).focus();
  await page.keyboard.type("env=");
  const input = await page.context().newCDPSession(page);
  await input.send("Input.imeSetComposition", { text: "とう", selectionStart: 2, selectionEnd: 2 });
  await expect
    .poll(() =>
      page.evaluate(() =>
        performance.getEntriesByType("resource").some(({ name }) => name.includes("bar-editor")),
      ),
    )
    .toBe(true);
  await expect(filterField(page)).toHaveAttribute("aria-expanded", "true");
  await input.send("Input.imeSetComposition", { text: "とうきょう", selectionStart: 5, selectionEnd: 5 });
  await input.send("Input.insertText", { text: "東京" });
  await expect(filterField(page)).toHaveValue("env=東京");
  await page.keyboard.press("Enter");
  await expectChips(page, "env=東京");
});

test("a text that came otherwise than by keys says what applies it", async ({ page, sandbar, engine }) => {
  await engine.create({ metadata: { env: "prod" } });
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(1);
  await editorIsThere(page);
  await page.keyboard.insertText("env=prod ");
  await expect(filterField(page)).toHaveAccessibleDescription("Enter applies it.");
  // The list covers that, and says it itself.
  await expect(suggestions(page).locator("..")).toContainText("Enter applies it.");
  await page.keyboard.press("Escape");
  await expect(suggestions(page)).toBeHidden();
  await expect(filterField(page)).toBeFocused();
  await expect(filterBar(page).getByText("Enter applies it.")).toBeVisible();
  await expectChips(page);
  await page.keyboard.press("Enter");
  await expectChips(page, "env=prod");
  await expect(filterBar(page)).not.toContainText("Enter applies it.");

  // Who writes with keys sees it in the list, and nothing moves.
  await page.keyboard.type("team=core");
  await expect(suggestions(page).locator("..")).toContainText("Enter applies it.");
  await expect(filterField(page)).toHaveAccessibleDescription("");
  await page.keyboard.press("Enter");
  await expectChips(page, "env=prod", "team=core");
});

test("as text, values are counted under what is written, not under the filter that it replaces", async ({
  page,
  sandbar,
  engine,
}) => {
  for (const team of ["core", "web", "web"]) await engine.create({ metadata: { env: "prod", team } });
  await engine.create({ metadata: { env: "dev", team: "core" } });
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(4);
  await editorIsThere(page);
  await addFilter(page, "env", "dev");
  await expect(rows(page)).toHaveCount(1);
  await filterBar(page).getByRole("button", { name: "Edit as text" }).click();
  const text = filterBar(page).getByRole("combobox", { name: "Filter as text" });
  await expect(text).toHaveValue("env=dev");
  await text.fill("env=prod team=");
  await expect(suggestions(page).getByRole("option", { name: "web 2" })).toBeVisible();
  await expect(suggestions(page).getByRole("option", { name: "core 1" })).toBeVisible();
  await expect(suggestions(page).locator("..")).toContainText("values where the other conditions hold");
  await text.fill("team=");
  await expect(suggestions(page).getByRole("option", { name: "core 2" })).toBeVisible();
  await expect(suggestions(page).locator("..")).toContainText("Counted in the 4 loaded.");
});
