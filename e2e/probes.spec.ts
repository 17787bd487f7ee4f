import type { Page } from "@playwright/test";
import { refreshOff } from "./support/clock.ts";
import type { RecordedRequest } from "./support/fault.ts";
import { expect, test } from "./support/fixtures.ts";
import { expectAccessibleInLook, themes, widths } from "./support/looks.ts";
import { expectRows, fleetStatus, rows } from "./support/table.ts";

/** What the page asks to find out what an upstream does: lists of one row, by what it may not know. The server asks for one as it starts. */
const probes = (requests: readonly RecordedRequest[]): readonly string[] =>
  requests
    .map(({ query }) => query)
    .filter((query) => /^limit=1&(.*&)?(template|startedAfter|order)=/.test(query));

const chip = (page: Page) => page.getByRole("button", { name: /^Upstream: / });
const panel = (page: Page) => page.getByRole("dialog", { name: "Upstream" });

/** The lines of the panel's table, as ability and what is known of it. */
async function abilities(page: Page): Promise<Readonly<Record<string, string>>> {
  const lines = await panel(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader") })
    .all();
  const texts = await Promise.all(
    lines.map(async (line) => [
      await line.getByRole("rowheader").innerText(),
      await line.getByRole("cell").first().innerText(),
    ]),
  );
  return Object.fromEntries(texts);
}

/** What the browser keeps of the upstream once it is known. */
const remembered = (page: Page) => page.evaluate(() => localStorage.getItem("sandbar:upstream:novita"));

test("after the first rows an upstream is asked a few times what it does, and not again", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  await refreshOff(page);
  const ids = await engine.createMany(4, (index) => ({ templateID: index === 1 ? "desktop" : "base" }));
  await page.goto(behindFaults.url);
  await expectRows(page, ids);
  await expect.poll(() => remembered(page)).toContain('"order":"proven"');
  expect(probes(faults.requests).length).toBeLessThanOrEqual(5);
  const listed = faults.requests.findIndex(({ query }) => query.startsWith("limit=100"));
  expect(faults.requests.findIndex((request) => probes([request]).length > 0)).toBeGreaterThan(listed);

  const asked = probes(faults.requests).length;
  const before = faults.requests.length;
  await page.goto(`${behindFaults.url}/?q=template:desktop`);
  await expect(rows(page)).toHaveCount(1);
  await expect(fleetStatus(page)).toContainText("1 sandbox");
  const lists = faults.requests.slice(before).filter(({ endpoint }) => endpoint === "listSandboxes");
  expect(lists.length).toBeGreaterThan(0);
  expect(lists.filter(({ query }) => !query.includes("template=desktop"))).toEqual([]);

  await chip(page).click();
  await expect
    .poll(() => abilities(page))
    .toMatchObject({
      "filter by template": expect.stringMatching(/^yes, proven on \d/),
      "filter by start time": expect.stringMatching(/^yes, proven on \d/),
      "list the oldest first": expect.stringMatching(/^yes, proven on \d/),
      "tell how many match": "of running ones",
    });
  await expect(panel(page)).toContainText(faults.url);
  expect(probes(faults.requests).length).toBe(asked);

  await panel(page).getByRole("button", { name: "Probe again" }).click();
  await expect.poll(() => probes(faults.requests).length).toBeGreaterThan(asked);
  await expect(panel(page)).toContainText("yes, proven on");
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(chip(page)).toBeFocused();
});

test("an upstream that ignores what it is asked is not said to do it, and the rows are right", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  // Each reading brings them again.
  await refreshOff(page);
  faults.inject({ kind: "ignore", parameters: ["template", "startedAfter", "order", "metadata"] });
  const ids = await engine.createMany(3, () => ({ templateID: "base", metadata: { env: "dev" } }));
  const desktop = await engine.create({ templateID: "desktop", metadata: { env: "prod" } });
  await page.goto(behindFaults.url);
  await expectRows(page, [...ids, desktop]);
  await expect.poll(() => remembered(page)).toContain('"template":"refuted"');

  await page.goto(`${behindFaults.url}/?q=template:desktop+env=prod`);
  await expectRows(page, [desktop]);
  await chip(page).click();
  await expect
    .poll(() => abilities(page))
    .toMatchObject({
      "filter by metadata": "not supported",
      "filter by template": expect.stringMatching(/^no, as of \d/),
      "filter by start time": expect.stringMatching(/^no, as of \d/),
      "list the oldest first": expect.stringMatching(/^no, as of \d/),
    });
  await expect(panel(page)).toContainText("3 rows came that should not have");
});

test("an upstream that takes what it does not know for metadata gets nothing of the kind to answer", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  const empty = {
    kind: "reply",
    status: 200,
    headers: { "content-type": "application/json" },
    body: "[]",
  } as const;
  faults.inject(empty, {
    endpoint: "listSandboxes",
    when: ({ query }) => /(^|&)(template|startedAfter|order)=/.test(query),
  });
  await engine.createMany(3, () => ({ templateID: "base" }));
  const desktop = await engine.create({ templateID: "desktop" });
  await page.goto(behindFaults.url);
  await expect.poll(() => remembered(page)).toContain('"template":"unknown"');
  await page.goto(`${behindFaults.url}/?q=template:desktop+age:<1d`);
  await expectRows(page, [desktop]);
});

test.describe("an upstream that fails when it is probed", () => {
  test.use({ requestsMayFail: true });

  test("is not asked again until another day, or until told to", async ({
    page,
    behindFaults,
    faults,
    engine,
  }) => {
    const id = await engine.create();
    const busy = faults.inject(
      { kind: "status", status: 429, message: "Rate limit exceeded" },
      { endpoint: "listSandboxes", when: (request) => probes([request]).length > 0 },
    );
    await page.goto(behindFaults.url);
    await expectRows(page, [id]);
    await busy.met();
    await chip(page).click();
    await expect(panel(page).getByRole("status")).toHaveText("Probing ended: Rate limit exceeded");
    expect(busy.hits()).toBe(1);
    expect(await remembered(page)).toBeNull();
    busy.clear();
    await panel(page).getByRole("button", { name: "Probe again" }).click();
    await expect(panel(page).getByRole("status")).toBeEmpty();
    await expect
      .poll(() => abilities(page))
      .toMatchObject({
        "filter by template": expect.stringMatching(/^yes, proven on \d/),
        "list the oldest first": "not known yet",
      });
  });
});

test.describe("an upstream that has no quota", () => {
  test.use({ requestsMayFail: true });

  test("is not asked for it by later page loads, until told to", async ({
    page,
    behindFaults,
    faults,
    engine,
  }) => {
    await refreshOff(page);
    const id = await engine.create();
    const absent = faults.inject(
      { kind: "status", status: 404, message: "no such path" },
      { endpoint: "quota" },
    );
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await page.goto(behindFaults.url);
    await absent.met();
    await expect.poll(() => errors).toHaveLength(1);
    // By what is asked after the first rows the next page load is known to have asked for all that it asks for.
    await expect.poll(() => remembered(page)).toContain('"order":"unknown"');
    await page.evaluate(() => localStorage.removeItem("sandbar:upstream:novita"));
    await page.reload();
    await expectRows(page, [id]);
    await expect.poll(() => remembered(page)).toContain('"order":"unknown"');
    expect(absent.hits()).toBe(1);
    expect(errors).toHaveLength(1);

    absent.clear();
    await chip(page).click();
    await panel(page).getByRole("button", { name: "Probe again" }).click();
    await panel(page).getByRole("button", { name: "Done" }).click();
    await expect(page.getByTitle(/the account may run/)).toBeVisible();
  });
});

test("of the local engine all is known, and nothing is asked", async ({ page, sandbar, engine }) => {
  await engine.create();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(sandbar.url);
  await chip(page).focus();
  await page.keyboard.press("Enter");
  await expect(panel(page)).toContainText("it comes with this console");
  await expect(panel(page).getByRole("button", { name: "Probe again" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await expect(panel(page)).toMatchAriaSnapshot(`
    - dialog "Upstream":
      - heading "Upstream" [level=2]
      - button "Close"
      - term: Kind
      - definition: Local engine
      - term: Address
      - definition: /http:\\/\\/127\\.0\\.0\\.1:\\d+/
      - term: Chosen because
      - definition: neither NOVITA_API_KEY nor E2B_API_KEY is set
      - table "What it does":
        - rowgroup:
          - row "Asked to It does Seen since this page was opened"
        - rowgroup:
          - row /^filter by metadata yes. it comes with this console nothing yet$/
          - row /^filter by state yes. it comes with this console nothing yet$/
          - row /^filter by template yes. it comes with this console nothing yet$/
          - row /^filter by start time yes. it comes with this console nothing yet$/
          - row /^list the oldest first yes. it comes with this console nothing yet$/
          - row "tell how many match of running ones the total comes with the list"
          - row /answer in pages yes, as seen here \\d+ pages? read/
      - paragraph
      - status
      - button "Probe again" [disabled]
      - button "Done"
  `);
  expect(asked.filter((url) => /limit=1(&|$)/.test(url))).toEqual([]);
});

for (const width of widths)
  test(`the panel is accessible in both themes, ${width} px`, async ({ page, behindFaults, engine }) => {
    await engine.createMany(2, () => ({}));
    await page.goto(behindFaults.url);
    await expect.poll(() => remembered(page)).not.toBeNull();
    await chip(page).click();
    await expect(panel(page)).toBeVisible();
    for (const colorScheme of themes) await expectAccessibleInLook(page, { colorScheme, width });
  });
