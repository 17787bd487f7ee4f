import {
  addColumn,
  chooseForColumn,
  columnHeader,
  expectColumns,
  columnsPanel,
  columnValues,
  openColumns,
  usualColumns,
} from "./support/columns.ts";
import { expect, test } from "./support/fixtures.ts";
import { chip, expectNoRow, expectRow, fleetStatus, grid, row, rows } from "./support/table.ts";

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("a metadata key becomes a column that tells values, empty ones, masked ones and none apart, each with its menu", async ({
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
  await expectColumns(page, ["Sandbox", "State", "Template", "team", "Metadata", ...usualColumns.slice(4)]);
  await expectRow(page, { id: core, team: "core" });
  await expectRow(page, { id: empty, team: '""' });
  await expectRow(page, { id: none, team: "none" });
  await expect(chip(page, core, "team=core")).toBeVisible();

  await addColumn(page, "api_key");
  await expectRow(page, { id: core, api_key: "••••••" });
  await expect(grid(page)).not.toContainText("hidden-1");

  await row(page, core).getByRole("button", { name: "core", exact: true }).click();
  await page.getByRole("menuitem", { name: "Only team=core", exact: true }).click();
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
  await expectColumns(page, usualColumns);
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

test.describe("of a sample fleet", () => {
  test.use({ server: { demo: 12 } });

  test("keys that were seen are offered by how many sandboxes have them", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await openColumns(page);
    // The keys offered are those seen when the field gets the focus.
    await expect(rows(page)).toHaveCount(12);
    const key = page.getByRole("combobox", { name: "Add a metadata key" });
    await key.press("ArrowDown");
    const offered = page.getByRole("listbox", { name: "Metadata keys seen" }).getByRole("option");
    await expect(offered.first()).toBeVisible();
    const shares = (await offered.allInnerTexts()).map((text) => Number(/(\d+)%/.exec(text)?.[1]));
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    const first = await offered
      .first()
      .getByText(/^[a-z_]+$/)
      .innerText();
    await key.press("ArrowDown");
    await expect(key).toHaveAttribute("aria-activedescendant", /./);
    await key.press("Enter");
    await expect(columnHeader(page, first)).toBeVisible();
    await expect(key).toBeFocused();
    await expect(columnsPanel(page).getByRole("checkbox", { name: first, exact: true })).toBeChecked();
  });

  test("three heights of rows, remembered, with targets of 24 pixels", async ({ page, sandbar }) => {
    await page.goto(`${sandbar.url}/?cols=state,m:team,metadata`);
    for (const [name, height] of [
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

  const withTeam = ["Sandbox", "State", "Template", "team", "Metadata", ...usualColumns.slice(4)];

  test("what was chosen goes with a link, and is not remembered by who opened it", async ({
    page,
    sandbar,
    browser,
  }) => {
    await page.goto(sandbar.url);
    await addColumn(page, "team");
    await expect(page).toHaveURL(/[?&]cols=/);
    const link = page.url();

    const other = await (await browser.newContext()).newPage();
    await other.setViewportSize({ width: 1440, height: 900 });
    await other.goto(link);
    await expectColumns(other, withTeam);
    await other.goto(sandbar.url);
    await expectColumns(other, usualColumns);
    await other.context().close();
  });

  test("what was chosen is remembered, and Back takes it back", async ({ page, sandbar }) => {
    await page.goto(sandbar.url);
    await addColumn(page, "team");
    await page.reload();
    await expectColumns(page, withTeam);
    await page.goto(sandbar.url);
    await expectColumns(page, withTeam);
    expect(new URL(page.url()).search).toBe("");

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

  test("an order by a column that is not shown is said in words", async ({ page, sandbar }) => {
    await page.goto(`${sandbar.url}/?cols=state&sort=m:team:desc`);
    await expect(page.getByRole("main")).toContainText("Sorted by team, descending");
    await addColumn(page, "team");
    await expect(page.getByRole("main")).not.toContainText("Sorted by team, descending");
    // Cards have no heading that could tell.
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole("main")).toContainText("Sorted by team, descending");
    await page.goto(`${sandbar.url}/?sort=started:asc`);
    await expect(rows(page).first()).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText("Sorted by");
  });

  test("text of columns that says nothing breaks nothing", async ({ page, sandbar }) => {
    await page.goto(`${sandbar.url}/?cols=m:%22,%22(,state((,m:__proto__,nothing`);
    await expect(rows(page).first()).toBeVisible();
    await expectColumns(page, ["Sandbox", "__proto__"]);
    await page.goto(`${sandbar.url}/?cols=${"(".repeat(3_000)}`);
    await expectColumns(page, usualColumns);
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
