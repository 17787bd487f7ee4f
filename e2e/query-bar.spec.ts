import type { Page } from "@playwright/test";
import { editorIsThere, expectChips, filterChip, filterField } from "./support/filter.ts";
import { expect, test } from "./support/fixtures.ts";
import { expectRows, filterBar, fleetStatus, rows } from "./support/table.ts";

/** What of a page's address the filter decides. */
const query = (page: Page): string | null => new URL(page.url()).searchParams.get("q");

/** The suggestion that the keys are at. */
const highlighted = (page: Page) => filterBar(page).getByRole("option", { selected: true });

test("three conditions by keys alone: built, the second edited, undone and done again", async ({
  page,
  sandbar,
  engine,
}) => {
  const prod = await engine.create({ metadata: { env: "prod", team: "core", run: "1" } });
  const web = await engine.create({ metadata: { env: "prod", team: "web", run: "1" } });
  await engine.create({ metadata: { env: "prod", team: "web" } });
  await engine.create({ metadata: { env: "dev", team: "web", run: "1" } });
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(4);
  await page.keyboard.press("/");
  await expect(filterField(page)).toBeFocused();
  await page.keyboard.type("env=prod team=core has:run ");
  await expectChips(page, "env=prod", "team=core", "has:run");
  await expectRows(page, [prod]);
  expect(query(page)).toBe("env=prod team=core has:run");

  await editorIsThere(page);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(filterChip(page, "team=core")).toBeFocused();
  await page.keyboard.press("F2");
  const editor = filterBar(page).getByRole("group", { name: "Edit filter team=core" });
  await expect(editor.getByRole("combobox", { name: "Condition" })).toBeFocused();
  for (let letter = 0; letter < 4; letter += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type("w");
  await expect(editor.getByRole("option", { name: "web 1" })).toBeVisible();
  await expect(editor).toContainText("Counted in the 4 loaded; values where the other conditions hold.");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(editor.getByRole("combobox")).toHaveValue("team=web");
  await page.keyboard.press("Enter");
  await expectChips(page, "env=prod", "team=web", "has:run");
  await expect(filterChip(page, "team=web")).toBeFocused();
  await expectRows(page, [web]);

  await page.keyboard.press("ControlOrMeta+Z");
  await expectChips(page, "env=prod", "team=core", "has:run");
  await page.keyboard.press("ControlOrMeta+Shift+Z");
  await expectChips(page, "env=prod", "team=web", "has:run");
  await page.goBack();
  await expectChips(page, "env=prod", "team=core", "has:run");
});

test("a chip with several values offers those of its key", async ({ page, sandbar, engine }) => {
  for (const env of ["prod", "dev", "ci"]) await engine.create({ metadata: { env } });
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(3);
  await editorIsThere(page);
  await page.keyboard.type("env=(prod, dev) ");
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F2");
  const editor = filterBar(page).getByRole("group", { name: "Edit filter env=(prod, dev)" });
  await editor.getByRole("combobox", { name: "Condition" }).press("ArrowDown");
  await editor.getByRole("option", { name: /^ci/ }).click();
  await expect(editor.getByRole("combobox")).toHaveValue("env=(prod, ci)");
  await page.keyboard.press("Enter");
  await expectChips(page, "env=(prod, ci)");
});

test("from nothing to a condition by suggestions: key, value, and Tab takes one too", async ({
  page,
  sandbar,
  engine,
}) => {
  const prod = await engine.create({ metadata: { env: "prod", team: "core" } });
  await engine.create({ metadata: { env: "dev" } });
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(2);
  await editorIsThere(page);
  await page.keyboard.type("en");
  await expect(filterBar(page).getByRole("option", { name: "env 100%" })).toBeVisible();
  await expect(filterField(page)).toHaveAttribute("aria-expanded", "true");
  await expect(filterField(page)).not.toHaveAttribute("aria-activedescendant");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
  await expect(highlighted(page)).toHaveAccessibleName("env 100%");
  await expect(filterField(page)).toHaveAttribute(
    "aria-activedescendant",
    (await highlighted(page).getAttribute("id")) ?? "",
  );
  await page.keyboard.press("Tab");
  await expect(filterField(page)).toHaveValue("env=");
  await expect(
    filterBar(page).getByRole("group", { name: "Values of env" }).getByRole("option", { name: "prod 1" }),
  ).toBeVisible();
  await page.keyboard.type("pr");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expectChips(page, "env=prod");
  await expect(filterField(page)).toHaveValue("");
  await expectRows(page, [prod]);
  // What was never seen can be asked for all the same.
  await page.keyboard.type("team=xyz");
  await page.keyboard.press("ArrowUp");
  await expect(highlighted(page)).toHaveAccessibleName("Ask the server for team=xyz");
  await page.keyboard.press("Enter");
  await expectChips(page, "env=prod", "team=xyz");
  await expect(fleetStatus(page)).toContainText("No sandbox matches");
});

test("OR joins what stands there, a minus excludes, words are searched for by Enter", async ({
  page,
  sandbar,
  engine,
}) => {
  const a = await engine.create({ metadata: { env: "prod", note: "hello there" } });
  const b = await engine.create({ metadata: { env: "dev", note: "hello there" } });
  const c = await engine.create({ metadata: { env: "stage" } });
  await page.goto(sandbar.url);
  await expectRows(page, [a, b, c]);
  await filterField(page).focus();
  await page.keyboard.type("env=prod ");
  await expectRows(page, [a]);
  await page.keyboard.type("OR ");
  await expect(filterField(page)).toHaveValue("OR ");
  await page.keyboard.type("env=dev ");
  await expectChips(page, "env=prod OR env=dev");
  await expectRows(page, [a, b]);
  await page.keyboard.type("-env=dev ");
  await expectChips(page, "env=prod OR env=dev", "env!=dev");
  await expectRows(page, [a]);
  await page.keyboard.press("Backspace");
  await page.keyboard.type("hello there");
  await expectChips(page, "env=prod OR env=dev");
  await page.keyboard.press("Enter");
  await expectChips(page, "env=prod OR env=dev", "hello", "there");
  await expectRows(page, [a, b]);
});

test("what does not parse is underlined and explained, stays as typed, and hides nothing", async ({
  page,
  sandbar,
  engine,
}) => {
  const id = await engine.create({ metadata: { env: "prod" } });
  await engine.create({ metadata: { env: "dev" } });
  await page.goto(`${sandbar.url}/?q=env=prod`);
  await expectRows(page, [id]);
  await filterField(page).fill("team=");
  await page.keyboard.press("Enter");
  await expect(filterField(page)).toHaveValue("team=");
  await expect(filterField(page)).toHaveAttribute("aria-invalid", "true");
  await expect(filterField(page)).toHaveAccessibleDescription(/team= has no value/);
  await expect(filterBar(page).locator(".wrong")).toHaveText(["team="]);
  await expect(page.getByRole("main")).toContainText("not understood and not applied");
  await expectRows(page, [id]);
  expect(query(page)).toBe("env=prod");
  await page.keyboard.type("core");
  await expect(filterField(page)).not.toHaveAttribute("aria-invalid");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(filterField(page)).not.toBeFocused();
  await expect(filterField(page), "a draft is kept").toHaveValue("team=core");
  await expect(filterBar(page)).toContainText("Enter applies it.");
});

test("Alt+↓ offers filters used before and views", async ({ page, sandbar, engine }) => {
  const id = await engine.create({ metadata: { env: "prod" } });
  await engine.create({ metadata: { env: "dev" } });
  await page.goto(`${sandbar.url}/?q=env=prod`);
  await expectRows(page, [id]);
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(2);
  await editorIsThere(page);
  await page.keyboard.press("Alt+ArrowDown");
  await expect(
    filterBar(page).getByRole("listbox", { name: "Saved views and recent filters" }),
  ).toBeVisible();
  await expect(highlighted(page)).toHaveAccessibleName("env=prod");
  await page.keyboard.press("Enter");
  await expectChips(page, "env=prod");
  await expectRows(page, [id]);
});

test("the whole filter as text: edited, applied, or left as it was", async ({ page, sandbar, engine }) => {
  const id = await engine.create({ metadata: { env: "prod" } });
  await page.goto(`${sandbar.url}/?q=env=prod+state:running`);
  await expectRows(page, [id]);
  await filterBar(page).getByRole("button", { name: "Edit as text" }).click();
  const text = filterBar(page).getByRole("combobox", { name: "Filter as text" });
  await expect(text).toBeFocused();
  await expect(text).toHaveValue("env=prod state:running");
  await expectChips(page);
  await expectRows(page, [id]);
  await text.fill("env=dev");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expectChips(page, "env=prod", "state:running");

  await filterBar(page).getByRole("button", { name: "Edit as text" }).click();
  await text.fill("env=prod OR has:run");
  await page.keyboard.press("Enter");
  await expectChips(page, "env=prod OR has:run");
  expect(query(page)).toBe("env=prod OR has:run");
});

test("Ctrl+Enter applies and goes on to the table", async ({ page, sandbar, engine }) => {
  const id = await engine.create({ metadata: { env: "prod" } });
  await engine.create();
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(2);
  await filterField(page).fill("env=prod");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expectRows(page, [id]);
  await expect(rows(page).first()).toBeFocused();
});
