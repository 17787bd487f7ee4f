import type { Page } from "@playwright/test";
import { columnHeader, expectColumns, openColumns, usualColumns } from "./support/columns.ts";
import { expect, test } from "./support/fixtures.ts";
import { rows } from "./support/table.ts";

test.use({ server: { demo: 12 } });

const without = (name: string) => usualColumns.filter((other) => other !== name);

const widthOf = async (page: Page, name: string) => (await columnHeader(page, name).boundingBox())?.width;

/** Presses the keys of a text without a pause between them: after one, a menu takes the next letter for the first of another name. */
const typeAtOnce = (page: Page, text: string) =>
  page.evaluate((keys) => {
    for (const key of keys) {
      const press = { key, bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", press));
      document.activeElement?.dispatchEvent(new KeyboardEvent("keyup", press));
    }
  }, text);

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("by keys alone: along the headings, moved, sized, pinned, hidden, with the focus where one goes on", async ({
  page,
  sandbar,
}) => {
  await page.goto(`${sandbar.url}/?cols=state,m:team,metadata,started`);
  await expect(rows(page).first()).toBeVisible();
  const heading = (name: string) => columnHeader(page, name).getByRole("button", { name, exact: true });
  await page.getByRole("checkbox", { name: "Select all loaded" }).focus();
  await page.keyboard.press("Tab");
  await expect(heading("Sandbox")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(heading("team")).toBeFocused();

  await page.keyboard.press("Shift+ArrowLeft");
  await expectColumns(page, ["Sandbox", "team", "State", "Metadata", "Started"]);
  await expect(heading("team")).toBeFocused();

  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Options of column team" })).toBeFocused();
  await page.keyboard.press("Tab");
  const edge = page.getByRole("separator", { name: "Width of column team" });
  await expect(edge).toBeFocused();
  await expect(edge).toHaveAttribute("aria-valuenow", "140");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(edge).toHaveAttribute("aria-valuenow", "188");
  expect(await widthOf(page, "team")).toBe(188);
  await page.keyboard.press("Escape");
  await expect(heading("team")).toBeFocused();

  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByRole("menu", { name: "Options of column team" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Sort ascending" })).toBeFocused();
  await typeAtOnce(page, "sort d");
  await expect(page.getByRole("menuitem", { name: "Sort descending" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(heading("team")).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Sort ascending" })).toBeFocused();
  await page.keyboard.press("p");
  await expect(page.getByRole("menuitem", { name: "Pin to the start" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading("team")).toBeFocused();
  await expect(page).toHaveURL(/cols=!m:team\(188\),state,metadata,started/);

  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Sort ascending" })).toBeFocused();
  await page.keyboard.press("h");
  await expect(page.getByRole("menuitem", { name: "Hide column" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expectColumns(page, ["Sandbox", "State", "Metadata", "Started"]);
  await expect(heading("State")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(rows(page).first()).toBeFocused();
});

test("by dragging a heading, which sorts nothing, and by dragging an edge", async ({ page, sandbar }) => {
  await page.goto(`${sandbar.url}/?cols=state,m:team,metadata,started,cpu`);
  await expect(rows(page).first()).toBeVisible();
  const button = columnHeader(page, "CPU").getByRole("button", { name: "CPU", exact: true });
  await button.dragTo(columnHeader(page, "State"), { targetPosition: { x: 24, y: 10 } });
  await expectColumns(page, ["Sandbox", "CPU", "State", "team", "Metadata", "Started"]);
  await expect(page).not.toHaveURL(/sort=/);

  await columnHeader(page, "team").hover();
  const edge = page.getByRole("separator", { name: "Width of column team" });
  const box = await edge.boundingBox();
  if (!box) throw new Error("The edge is not drawn");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y);
  await page.mouse.move(x + 60, y);
  await expect.poll(() => widthOf(page, "team")).toBe(200);
  await page.mouse.up();
  await expect(page).toHaveURL(/m:team\(200\)/);
  await page.goBack();
  await expect.poll(() => widthOf(page, "team")).toBe(140);
  await page.goForward();
  await expect.poll(() => widthOf(page, "team")).toBe(200);
  await columnHeader(page, "team").hover();
  await edge.dblclick();
  await expect(page).not.toHaveURL(/\(200\)/);
});

test("a heading taken, moved and let go at once is moved", async ({ page, sandbar }) => {
  await page.goto(`${sandbar.url}/?cols=state,metadata,cpu`);
  await expect(columnHeader(page, "CPU")).toBeVisible();
  await page.evaluate(() => {
    const heading = document.querySelector("[data-column=cpu] [data-heading]");
    const target = document.querySelector("[data-column=state]");
    if (!heading || !target) throw new Error("The headings are not drawn");
    const from = heading.getBoundingClientRect();
    const to = target.getBoundingClientRect();
    const at = { bubbles: true, pointerType: "mouse", clientY: from.y + 2 };
    heading.dispatchEvent(new PointerEvent("pointerdown", { ...at, clientX: from.x + 2 }));
    heading.dispatchEvent(new PointerEvent("pointermove", { ...at, clientX: to.x + 2 }));
    heading.dispatchEvent(new PointerEvent("pointerup", { ...at, clientX: to.x + 2 }));
  });
  await expectColumns(page, ["Sandbox", "CPU", "State", "Metadata"]);
});

test("Escape lets a heading go where it was", async ({ page, sandbar }) => {
  await page.goto(`${sandbar.url}/?cols=state,metadata,cpu`);
  await columnHeader(page, "CPU").getByRole("button", { name: "CPU", exact: true }).hover();
  await page.mouse.down();
  await columnHeader(page, "State").hover({ position: { x: 24, y: 10 } });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expectColumns(page, ["Sandbox", "State", "Metadata", "CPU"]);
  await expect(page).not.toHaveURL(/sort=/);
});

test("from the list: hide, show, move, pin, reset", async ({ page, sandbar }) => {
  await page.goto(sandbar.url);
  const panel = await openColumns(page);
  await expect(panel.getByRole("checkbox", { name: "Sandbox" })).toBeDisabled();
  await panel.getByRole("checkbox", { name: "Template" }).uncheck();
  await expectColumns(page, without("Template"));
  await panel.getByRole("checkbox", { name: "Template" }).check();
  await expectColumns(page, usualColumns);
  await panel.getByRole("button", { name: "Move CPU up" }).click();
  await expect(panel.getByRole("button", { name: "Move CPU up" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expectColumns(page, [
    "Sandbox",
    "State",
    "Template",
    "Metadata",
    "CPU",
    "Started",
    "Ends in",
    "Memory",
  ]);
  const pin = panel.getByRole("button", { name: "Pin CPU to the start" });
  await pin.click();
  await expect(pin).toHaveAttribute("aria-pressed", "true");
  await expectColumns(page, [
    "Sandbox",
    "CPU",
    "State",
    "Template",
    "Metadata",
    "Started",
    "Ends in",
    "Memory",
  ]);
  await panel.getByRole("button", { name: "Reset columns" }).click();
  await expectColumns(page, usualColumns);
  await expect(page).not.toHaveURL(/cols=/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Columns", exact: true })).toBeFocused();
  await page.goBack();
  await expectColumns(page, [
    "Sandbox",
    "CPU",
    "State",
    "Template",
    "Metadata",
    "Started",
    "Ends in",
    "Memory",
  ]);
});
