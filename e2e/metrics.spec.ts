import type { Locator, Page } from "@playwright/test";
import { passInterval, refreshOff, takeClock } from "./support/clock.ts";
import {
  chooseForColumn,
  columnHeader,
  columnValues,
  expectColumns,
  openColumns,
} from "./support/columns.ts";
import { replies, type Fault } from "./support/fault.ts";
import type { FaultProxy } from "./support/fault-proxy.ts";
import { expect, test } from "./support/fixtures.ts";
import { setHidden } from "./support/hidden-tab.ts";
import { expectAccessibleInLook, themes, widths } from "./support/looks.ts";
import { expectRow, grid, refresh, row, rows } from "./support/table.ts";

const MIB = 1024 ** 2;
const BOTH = "cols=state,cpu-use,memory-use,metadata";

const sample = (cpuUsedPct: number, memUsed: number, at = Date.now()) => ({
  ...{ timestamp: new Date(at).toISOString(), timestampUnix: Math.floor(at / 1000) },
  ...{ cpuCount: 2, cpuUsedPct, memUsed, memTotal: 1024 * MIB, diskUsed: 0, diskTotal: 1 },
});

/** An upstream that measures: the local engine has nothing to measure yet. */
const measured = (samples: Readonly<Record<string, unknown>>): Fault => ({
  kind: "rewrite",
  change: () => ({ sandboxes: samples }),
});

/** The ids of each request for what sandboxes use. */
const askedFor = ({ requests }: FaultProxy): readonly (readonly string[])[] =>
  requests
    .filter(({ endpoint }) => endpoint === "fleetMetrics")
    .map(({ query }) => (new URLSearchParams(query).get("sandbox_ids") ?? "").split(","));

async function cellOf(page: Page, id: string, column: string): Promise<Locator> {
  const place = await columnHeader(page, column).getAttribute("aria-colindex");
  return row(page, id).locator(`[aria-colindex="${place}"]`);
}

/** The tooltip of what a column shows of a sandbox. */
const titleOf = async (page: Page, id: string, column: string): Promise<string | null> =>
  (await cellOf(page, id, column)).locator("[title]").getAttribute("title");

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("chosen in the list of columns, they show what running sandboxes use, and nothing is asked without them", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  const busy = await engine.create();
  const idle = await engine.create();
  const young = await engine.create();
  const paused = await engine.create();
  await engine.pause(paused);
  faults.inject(measured({ [busy]: sample(87.6, 412 * MIB), [idle]: sample(0, 0) }), {
    endpoint: "fleetMetrics",
  });
  await refreshOff(page);
  await page.goto(behindFaults.url);
  await expect(rows(page)).toHaveCount(4);
  await refresh(page);
  expect(askedFor(faults)).toEqual([]);

  const panel = await openColumns(page);
  for (const name of ["CPU use", "Memory use"])
    await panel.getByRole("checkbox", { name, exact: true }).check();
  await page.keyboard.press("Escape");
  await expectColumns(page, [
    ...["Sandbox", "State", "Template", "Metadata", "Started", "Ends in"],
    ...["CPU", "CPU use", "Memory", "Memory use"],
  ]);
  await expectRow(page, { id: busy, "cpu use": "88 %", "memory use": "0.4 of 1 GiB" });
  await expectRow(page, { id: idle, "cpu use": "0 %", "memory use": "0 of 1 GiB" });
  await expectRow(page, { id: young, "cpu use": "– none" });
  await expect(await cellOf(page, paused, "CPU use")).toHaveText("");
  expect(await titleOf(page, busy, "CPU use")).toMatch(/^88 % of 2 vCPU, as of \d\d:\d\d:\d\d$/);
  expect(await titleOf(page, busy, "Memory use")).toMatch(/^0\.4 of 1 GiB \(40 %\), as of /);
  expect(await titleOf(page, young, "CPU use")).toBe("No sample of it yet");
  expect(askedFor(faults).map((ids) => ids.toSorted())).toEqual([[busy, idle, young].toSorted()]);
});

test("they cannot be sorted by, and say why", async ({ page, sandbar, engine }) => {
  const id = await engine.create();
  await page.goto(`${sandbar.url}/?${BOTH}&sort=cpu-use:asc`);
  await expectRow(page, { id, "cpu use": "– none", "memory use": "– none" });
  const heading = columnHeader(page, "CPU use").getByRole("button", { name: "CPU use", exact: true });
  await expect(heading).toHaveAttribute("title", /^Not sortable: /);
  await heading.click();
  await expect(page.getByRole("menuitem", { name: "Move left" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: /^Sort/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await chooseForColumn(page, "Memory use", "Hide column");
  await expectColumns(page, ["Sandbox", "State", "CPU use", "Metadata"]);
});

test("of many, those on screen alone are asked for, once they stand still, and once in an interval", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  await engine.createMany(150, () => ({}));
  await takeClock(page);
  await page.goto(`${behindFaults.url}/?${BOTH}`);
  await expect(rows(page).first()).toBeVisible();
  await page.clock.runFor(2_000);
  await expect.poll(() => askedFor(faults).length).toBe(1);
  const first = askedFor(faults)[0] ?? [];
  expect(first.length).toBeLessThan(50);

  await expect.poll(() => columnValues(page, "CPU use")).toContain("– none");
  await grid(page).evaluate((element) => element.scrollTo({ top: 1_600 }));
  await expect(row(page, first.at(-1) ?? "")).toHaveCount(0);
  await page.clock.runFor(1_000);
  await expect.poll(() => askedFor(faults).length).toBe(2);
  expect((askedFor(faults)[1] ?? []).filter((id) => first.includes(id))).toEqual([]);

  await passInterval(page);
  await expect.poll(() => askedFor(faults).length).toBe(3);
  expect(askedFor(faults).every((ids) => ids.length <= 100)).toBe(true);
});

test("a hidden tab asks nothing, nor does one that is too narrow for columns; seen again, it asks once", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  const id = await engine.create();
  await takeClock(page);
  await page.goto(`${behindFaults.url}/?${BOTH}`);
  await expect(row(page, id)).toBeVisible();
  await page.clock.runFor(1_000);
  await expect.poll(() => askedFor(faults).length).toBe(1);
  await expectRow(page, { id, "cpu use": "– none" });

  await setHidden(page, true);
  await page.clock.runFor(120_000);
  await setHidden(page, false);
  await page.clock.runFor(1_000);
  await expect.poll(() => askedFor(faults).length).toBe(2);

  await page.setViewportSize({ width: 390, height: 900 });
  await expect(columnHeader(page, "CPU use")).toHaveCount(0);
  await page.clock.runFor(120_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(columnHeader(page, "CPU use")).toBeVisible();
  await page.clock.runFor(1_000);
  await expect.poll(() => askedFor(faults).length).toBe(3);
});

test("a slow upstream leaves skeletons, and what came before stands as what it is", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  const id = await engine.create();
  const held = faults.inject({ kind: "hold", at: "request" }, { endpoint: "fleetMetrics", times: 1 });
  faults.inject(measured({ [id]: sample(12, 100 * MIB) }), { endpoint: "fleetMetrics", times: 1 });
  const heldAgain = faults.inject({ kind: "hold", at: "request" }, { endpoint: "fleetMetrics" });
  await takeClock(page);
  await page.goto(`${behindFaults.url}/?${BOTH}`);
  await expect(row(page, id)).toBeVisible();
  await page.clock.runFor(1_000);
  await held.met();
  await expectRow(page, { id, "cpu use": "being read" });
  held.release();
  await expectRow(page, { id, "cpu use": "– none" });
  await passInterval(page);
  await expectRow(page, { id, "cpu use": "12 %" });
  expect((await (await cellOf(page, id, "CPU use")).innerText()).includes("as of")).toBe(false);
  await passInterval(page);
  await heldAgain.met();
  await page.clock.runFor(6_000);
  await expect(await cellOf(page, id, "CPU use")).toContainText(/12 %\s*as of \d\d:\d\d:\d\d/);
});

for (const colorScheme of themes)
  test(`what they show, of now and of before, is judged by axe, wide and narrow, ${colorScheme}`, async ({
    page,
    behindFaults,
    faults,
    engine,
  }) => {
    const [busy, idle, young] = [await engine.create(), await engine.create(), await engine.create()];
    const samples = { [busy]: sample(87.6, 412 * MIB), [idle]: sample(0, 0) };
    const answered = faults.inject(measured(samples), { endpoint: "fleetMetrics" });
    const look = async () => {
      for (const width of widths) await expectAccessibleInLook(page, { colorScheme, width });
      await page.setViewportSize({ width: 1440, height: 900 });
    };
    await takeClock(page);
    await page.goto(`${behindFaults.url}/?${BOTH}`);
    await expect(rows(page)).toHaveCount(3);
    await page.clock.runFor(1_000);
    await expectRow(page, { id: busy, "cpu use": "88 %", "memory use": "0.4 of 1 GiB" });
    await expectRow(page, { id: young, "cpu use": "– none" });
    await look();
    answered.clear();
    const held = faults.inject({ kind: "hold", at: "request" }, { endpoint: "fleetMetrics" });
    await passInterval(page);
    await held.met();
    await page.clock.runFor(6_000);
    await expectRow(page, { id: busy, "cpu use": "as of" });
    await look();
  });

test.describe("where it is not to be had", () => {
  test.use({ requestsMayFail: true });

  for (const [what, fault] of [
    ["not implemented", replies.notOffered],
    ["not found", { kind: "status", status: 404 }],
    ["taken for wrong", { kind: "status", status: 400 }],
  ] as const satisfies readonly (readonly [string, Fault])[])
    test(`${what}: the cells say so, and it is not asked again until the page is loaded anew`, async ({
      page,
      behindFaults,
      faults,
      engine,
    }) => {
      const id = await engine.create();
      faults.inject(fault, { endpoint: "fleetMetrics" });
      await takeClock(page);
      await page.goto(`${behindFaults.url}/?${BOTH}`);
      await expect(row(page, id)).toBeVisible();
      await page.clock.runFor(1_000);
      await expectRow(page, { id, "cpu use": "– none", "memory use": "– none" });
      expect(await titleOf(page, id, "CPU use")).toMatch(/^This upstream does not tell what sandboxes use: /);
      const other = await engine.create();
      await passInterval(page);
      await expectRow(page, { id: other, "cpu use": "– none" });
      await expect(page.getByRole("alert")).toHaveCount(0);
      expect(askedFor(faults).length).toBe(1);
      await page.reload();
      await expect(row(page, id)).toBeVisible();
      await page.clock.runFor(1_000);
      await expect.poll(() => askedFor(faults).length).toBe(2);
    });

  test("a failure is said, and healed by another try", async ({ page, behindFaults, faults, engine }) => {
    const id = await engine.create();
    const broken = faults.inject(
      { kind: "status", status: 500, message: "out of order" },
      { endpoint: "fleetMetrics" },
    );
    faults.inject(measured({ [id]: sample(0.2, 300 * MIB) }), { endpoint: "fleetMetrics" });
    await takeClock(page);
    await page.goto(`${behindFaults.url}/?${BOTH}`);
    await expect(row(page, id)).toBeVisible();
    await page.clock.runFor(1_000);
    await expectRow(page, { id, "cpu use": "– none" });
    expect(await titleOf(page, id, "CPU use")).toContain("Not read: out of order");
    broken.clear();
    await passInterval(page);
    await expectRow(page, { id, "cpu use": "< 1 %", "memory use": "0.3 of 1 GiB" });
  });
});
