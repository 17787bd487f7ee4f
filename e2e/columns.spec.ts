import type { Page } from "@playwright/test";
import {
  addColumn,
  chooseForColumn,
  columnHeader,
  columnNames,
  columnsPanel,
  columnValues,
  openColumns,
} from "./support/columns.ts";
import { expect, test } from "./support/fixtures.ts";
import { chip, expectNoRow, expectRow, fleetStatus, grid, row, rows } from "./support/table.ts";

const USUAL = ["Sandbox", "State", "Template", "Metadata", "Started", "Ends in", "CPU", "Memory"];

/** Reads the columns until they are as wanted. */
const expectColumns = (page: Page, names: readonly string[]) =>
  expect.poll(() => columnNames(page)).toEqual(names);

const without = (name: string) => USUAL.filter((other) => other !== name);

const widthOf = async (page: Page, name: string) => (await columnHeader(page, name).boundingBox())?.width;

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("a metadata key becomes a column that tells values, empty ones, masked ones and none apart, and filters", async ({
  page,
  sandbar,
  engine,
}) => {
  const core = await engine.create({ metadata: { team: "core", api_key: "hidden-1" } });
  const empty = await engine.create({ metadata: { team: "" } });
  const none = await engine.create();
  await page.goto(sandbar.url);
  await expect(rows(page)).toHaveCount(3);
  await addColumn(page, "team");
  await expectColumns(page, ["Sandbox", "State", "Template", "team", "Metadata", ...USUAL.slice(4)]);
  await expectRow(page, { id: core, team: "core" });
  await expectRow(page, { id: empty, team: '""' });
  await expectRow(page, { id: none, team: "none" });
  await expect(chip(page, core, "team=core")).toBeVisible();

  await addColumn(page, "api_key");
  await expectRow(page, { id: core, api_key: "••••••" });
  await expect(grid(page)).not.toContainText("hidden-1");

  await row(page, core).getByRole("button", { name: "core", exact: true }).click();
  await expectNoRow(page, empty);
  await expect(page).toHaveURL(/[?&]q=team=core/);
});

test("sorted by a metadata column with numbers in their order, and what lacks it last", async ({
  page,
  sandbar,
  engine,
}) => {
  for (const team of ["b", "a10", "a9"]) await engine.create({ metadata: { "x:y": team } });
  await engine.create();
  await page.goto(sandbar.url);
  await addColumn(page, "x:y");
  const header = columnHeader(page, "x:y");
  await header.getByRole("button", { name: "x:y", exact: true }).click();
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  await expect(page).toHaveURL(/[?&]sort=m:x:y:asc/);
  await expect.poll(() => columnValues(page, "x:y")).toEqual(["a9", "a10", "b", "– none"]);
  await chooseForColumn(page, "x:y", "Sort descending");
  await expect.poll(() => columnValues(page, "x:y")).toEqual(["b", "a10", "a9", "– none"]);

  await page.reload();
  await expect.poll(() => columnValues(page, "x:y")).toEqual(["b", "a10", "a9", "– none"]);
  await chooseForColumn(page, "x:y", "Hide column");
  await expectColumns(page, USUAL);
  await expect(page).not.toHaveURL(/sort=/);
});

test.describe("a sort of what is loaded", () => {
  test("by a metadata column says that it covers no more, until all is", async ({
    page,
    behindFaults,
    faults,
    engine,
  }) => {
    await engine.createMany(130, (index) => ({ metadata: { n: String(index) } }));
    const held = faults.inject(
      { kind: "hold", at: "request" },
      { endpoint: "listSandboxes", when: ({ query }) => query.includes("nextToken") },
    );
    await page.goto(`${behindFaults.url}/?cols=state,m:n&sort=m:n:desc`);
    await expect(columnHeader(page, "n")).toHaveAttribute("aria-sort", "descending");
    await held.met();
    await expect(page.getByRole("main")).toContainText("Sorted among the 100 loaded");
    await expect(columnHeader(page, "n").getByRole("button")).toHaveAttribute(
      "title",
      /Sorted among the 100 loaded/,
    );
    held.clear();
    await expect(fleetStatus(page)).toContainText("130 sandboxes");
    await expect(page.getByRole("main")).not.toContainText("Sorted among");
    await expect.poll(async () => (await columnValues(page, "n"))[0]).toBe("129");
  });
});

test.describe("arranging", () => {
  test.use({ server: { demo: 12 } });

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
    await page.keyboard.type("pin");
    await page.keyboard.press("Enter");
    await expect(heading("team")).toBeFocused();
    await expect(page).toHaveURL(/cols=!m:team\(188\),state,metadata,started/);

    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.type("hide");
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
    await expectColumns(page, USUAL);
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
    await expectColumns(page, USUAL);
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

  test("keys that were seen are offered by how many sandboxes have them", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await openColumns(page);
    const key = page.getByRole("combobox", { name: "Add a metadata key" });
    await key.press("ArrowDown");
    const offered = page.getByRole("listbox", { name: "Metadata keys seen" }).getByRole("option");
    const shares = (await offered.allInnerTexts()).map((text) => Number(/(\d+)%/.exec(text)?.[1]));
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    const first = await offered
      .first()
      .getByText(/^[a-z_]+$/)
      .innerText();
    await key.press("ArrowDown");
    await key.press("Enter");
    await expect(columnHeader(page, first)).toBeVisible();
    await expect(key).toBeFocused();
    await expect(columnsPanel(page).getByRole("checkbox", { name: first, exact: true })).toBeChecked();
  });

  test("three heights of rows, remembered, with targets of 24 pixels", async ({ page, sandbar }) => {
    await page.goto(`${sandbar.url}/?cols=state,m:team,metadata`);
    for (const [name, height] of [
      ["Compact", 28],
      ["Roomy", 40],
      ["Regular", 32],
      ["Compact", 28],
    ] as const) {
      const panel = await openColumns(page);
      await panel.getByRole("group", { name: "Row height" }).getByText(name).click();
      await expect(panel.getByRole("radio", { name })).toBeChecked();
      await page.keyboard.press("Escape");
      await expect.poll(async () => (await rows(page).first().boundingBox())?.height).toBe(height);
    }
    const small = await rows(page)
      .first()
      .getByRole("button")
      .evaluateAll((buttons) =>
        buttons.filter((button) => {
          const { width, height } = button.getBoundingClientRect();
          return width < 24 || height < 24;
        }),
      );
    expect(small).toEqual([]);
    await page.goto(sandbar.url);
    await expect.poll(async () => (await rows(page).first().boundingBox())?.height).toBe(28);
  });

  test("what was chosen is remembered, goes with a link, and Back takes it back", async ({
    page,
    sandbar,
    browser,
  }) => {
    await page.goto(sandbar.url);
    await addColumn(page, "team");
    const withTeam = ["Sandbox", "State", "Template", "team", "Metadata", ...USUAL.slice(4)];
    const link = page.url();
    await page.reload();
    await expectColumns(page, withTeam);
    await page.goto(sandbar.url);
    await expectColumns(page, withTeam);
    expect(new URL(page.url()).search).toBe("");

    const other = await (await browser.newContext()).newPage();
    await other.setViewportSize({ width: 1440, height: 900 });
    await other.goto(link);
    await expectColumns(other, withTeam);
    await other.goto(sandbar.url);
    await expectColumns(other, USUAL);
    await other.context().close();

    await chooseForColumn(page, "State", "Hide column");
    await expectColumns(
      page,
      withTeam.filter((name) => name !== "State"),
    );
    await page.goBack();
    await expectColumns(page, withTeam);
    await page.goto(sandbar.url);
    await expectColumns(page, withTeam);
  });

  test("where columns need more room than there is, pinned ones and the actions stay", async ({
    page,
    sandbar,
  }) => {
    await page.setViewportSize({ width: 1000, height: 700 });
    await page.goto(
      `${sandbar.url}/?cols=!m:team,state,template,m:env,m:user,metadata,started,ends,cpu,memory`,
    );
    await expect(rows(page).first()).toBeVisible();
    const place = async (name: string) => (await columnHeader(page, name).boundingBox())?.x;
    const before = { team: await place("team"), state: await place("State") };
    await grid(page).evaluate((element) => element.scrollTo({ left: 300 }));
    await expect.poll(() => place("State")).toBe((before.state ?? 0) - 300);
    expect(await place("team")).toBe(before.team);
    const [header, cell] = await Promise.all([
      columnHeader(page, "user").boundingBox(),
      rows(page)
        .first()
        .locator(`[aria-colindex="${await columnHeader(page, "user").getAttribute("aria-colindex")}"]`)
        .boundingBox(),
    ]);
    expect(cell?.x).toBe(header?.x);
    await expect(rows(page).first().getByRole("button", { name: /^Kill/ })).toBeInViewport();
  });

  test("text of columns that says nothing breaks nothing", async ({ page, sandbar }) => {
    await page.goto(`${sandbar.url}/?cols=m:%22,%22(,state((,m:__proto__,nothing`);
    await expect(rows(page).first()).toBeVisible();
    await expectColumns(page, ["Sandbox", "__proto__"]);
    await page.goto(`${sandbar.url}/?cols=${"(".repeat(3_000)}`);
    await expectColumns(page, USUAL);
  });
});

test.describe("a failure", () => {
  test.use({ requestsMayFail: true });

  test("is told beside the id where the metadata is hidden", async ({
    page,
    behindFaults,
    faults,
    engine,
  }) => {
    const id = await engine.create();
    await page.goto(`${behindFaults.url}/?cols=state`);
    await expect(row(page, id)).toBeVisible();
    faults.inject({ kind: "status", status: 500 }, { endpoint: "pauseSandbox" });
    await row(page, id)
      .getByRole("button", { name: `Pause ${id}` })
      .click();
    await expect(row(page, id)).toContainText("Not paused");
  });
});
