import type { Page } from "@playwright/test";
import { editorIsThere, expectChips, filterField } from "./support/filter.ts";
import { test as base, expect } from "./support/fixtures.ts";
import { killDialog, killSeveralDialog } from "./support/kill.ts";
import { startLateScripts, type LateScripts } from "./support/late-scripts.ts";
import { expectRows, grid, row } from "./support/table.ts";
import { viewList, viewsButton } from "./support/views.ts";

// What is opened the first time may have to wait for its script. Whoever goes on meanwhile is not to be met by it later.

const test = base.extend<{ readonly late: LateScripts }>({
  late: async ({ context, sandbar }, provide) => {
    const late = await startLateScripts(sandbar.url);
    await provide(late);
    for (const page of context.pages()) await page.close();
    await late.close();
  },
});

/** Whatever lies over the page, or asks. */
const overlays = (page: Page) => page.getByRole("dialog").or(page.getByRole("alertdialog"));

test("Escape takes back what is not there yet", async ({ page, late, engine }) => {
  await engine.create({ metadata: { env: "prod" } });
  await page.goto(`${late.url}/?q=env=prod`);
  const openers = [
    viewsButton(page),
    page.getByRole("button", { name: /^Upstream:/ }),
    page.getByRole("button", { name: "Help: filter and keys" }),
    page.getByRole("button", { name: "As code" }),
    page.getByRole("button", { name: "Create sandbox" }),
    page.getByRole("button", { name: "Columns", exact: true }),
  ];
  await expect(grid(page).getByRole("link").first()).toBeVisible();
  for (const opener of openers) {
    await opener.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect(opener).toBeFocused();
  }
  expect(late.held().length, "something is late").toBeGreaterThan(3);
  late.release();
  for (const opener of openers) {
    await expect(overlays(page)).toHaveCount(0);
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(overlays(page)).toHaveCount(1);
    await expect(
      overlays(page)
        .locator(":focus")
        .or(overlays(page).and(page.locator(":focus"))),
    ).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(overlays(page)).toHaveCount(0);
    await expect(opener).toBeFocused();
  }
});

test("Escape takes back the question alone, and not the selection it was about", async ({
  page,
  late,
  engine,
}) => {
  const ids = [await engine.create(), await engine.create()];
  await page.goto(late.url);
  await expectRows(page, ids);
  await grid(page).getByRole("row").nth(1).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Escape");
  late.release();
  await expect(page.getByText("2 selected")).toBeVisible();
  await expect(overlays(page)).toHaveCount(0);
  await page.keyboard.press("Delete");
  await expect(killSeveralDialog(page, 2)).toBeVisible();
});

test("a question does not come over what is typed elsewhere", async ({ page, late, engine }) => {
  const id = await engine.create({ metadata: { env: "prod" } });
  const other = await engine.create({ metadata: { env: "dev" } });
  await page.goto(late.url);
  await expectRows(page, [id, other]);
  await row(page, id).focus();
  await page.keyboard.press("Delete");
  await page.keyboard.press("/");
  await expect(filterField(page)).toBeFocused();
  await page.keyboard.type("env=dev ");
  late.release();
  await page.keyboard.press("Enter");
  await expectRows(page, [other]);
  await expectChips(page, "env=dev");
  await expect(overlays(page)).toHaveCount(0);
  await expect(filterField(page)).toBeFocused();
});

test("nor over what is pressed elsewhere, nor over another list", async ({ page, late, engine }) => {
  const id = await engine.create({ metadata: { env: "prod" } });
  await page.goto(`${late.url}/?q=env=prod`);
  await page.goto(`${late.url}/?q=env=(prod)`);
  await row(page, id).focus();
  await page.keyboard.press("Delete");
  await filterField(page).click();
  await row(page, id).focus();
  await page.keyboard.press("Delete");
  await page.evaluate(() => history.pushState(undefined, "", "/"));
  await page.evaluate(() => history.back());
  late.release();
  await editorIsThere(page);
  await expect(overlays(page)).toHaveCount(0);
  await row(page, id).focus();
  await page.keyboard.press("Delete");
  await expect(killDialog(page)).toContainText(id);
});

test("the list of views keeps the focus until the dialog asked for is there, and Escape takes that back", async ({
  page,
  late,
  engine,
}) => {
  const id = await engine.create({ metadata: { env: "prod" } });
  await page.goto(`${late.url}/?q=env=prod`);
  await expectRows(page, [id]);
  late.release(/^(?!.*view-dialog)/);
  const save = viewList(page).getByRole("button", { name: "Save view…" });
  const name = page.getByRole("dialog", { name: "Save view" }).getByRole("textbox", { name: "Name" });
  await viewsButton(page).focus();
  for (const isTakenBack of [true, false]) {
    await page.keyboard.press("Enter");
    await save.focus();
    await page.keyboard.press("Enter");
    await expect(save).toBeFocused();
    if (!isTakenBack) break;
    await page.keyboard.press("Escape");
    await expect(viewsButton(page)).toBeFocused();
  }
  late.release();
  await expect(name).toBeFocused();
  await page.keyboard.type("Mine");
  await page.keyboard.press("Enter");
  await expect(viewsButton(page)).toHaveText("View: Mine");
  await expect(viewsButton(page)).toBeFocused();
  // Once it is there it is drawn in the same moment, and what is typed at once is the name.
  await page.keyboard.press("Enter");
  await save.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Other");
  await expect(name).toHaveValue("Other");
});
