import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { refreshOff } from "./support/clock.ts";
import { replies, type Fault, type InjectedFault } from "./support/fault.ts";
import type { FaultProxy } from "./support/fault-proxy.ts";
import { facets } from "./support/facets.ts";
import { editorIsThere } from "./support/filter.ts";
import { expect, test } from "./support/fixtures.ts";
import { startServer } from "./support/sandbar-server.ts";
import { expectRow, expectRows, fleetStatus, grid, rows, refresh } from "./support/table.ts";

test.use({ requestsMayFail: true });

/** Words that belong to an empty fleet, and to nothing else. */
const EMPTY = /No sandboxes|No sandbox matches|NOVITA_API_KEY=/;

const main = (page: Page) => page.getByRole("main");

/** The list failed from the start: the page says so, and in no way that there is nothing. */
async function expectFailedNotEmpty(page: Page, words: RegExp): Promise<void> {
  await expect(main(page)).toContainText(words);
  await expect(main(page)).not.toContainText(EMPTY);
  await expect(rows(page)).toHaveCount(0);
}

const retry = (page: Page) => page.getByRole("button", { name: "Retry now" }).first();

/** Takes a fault of the lists out and presses Retry. A try that the page makes by itself meanwhile would take the button away: it waits. */
async function mendAndRetry(page: Page, faults: FaultProxy, broken: InjectedFault): Promise<void> {
  const held = faults.inject({ kind: "hold", at: "request" }, { endpoint: "listSandboxes" });
  broken.clear();
  await retry(page).click();
  held.clear();
}

const fromTheStart: readonly { readonly name: string; readonly fault: Fault; readonly words: RegExp }[] = [
  { name: "is down", fault: { kind: "drop", at: "request" }, words: /cannot be reached/ },
  {
    name: "answers 401",
    fault: { kind: "status", status: 401, message: "Invalid API key" },
    words: /Invalid API key/,
  },
  {
    name: "answers 429 with Retry-After",
    fault: { kind: "status", status: 429, message: "Rate limit exceeded", headers: { "retry-after": "30" } },
    words: /too many requests/,
  },
  {
    name: "answers 500",
    fault: { kind: "status", status: 500, message: "The database is on fire" },
    words: /The database is on fire/,
  },
  { name: "answers HTML", fault: replies.html, words: /It answered 200 with an HTML page/ },
  {
    name: "answers an error without a body",
    fault: replies.emptyError,
    words: /answered 503 with an empty body/,
  },
  {
    name: "answers success without a body",
    fault: { kind: "reply", status: 200, headers: { "content-length": "0" }, body: "" },
    words: /It answered 200 with an empty body/,
  },
  { name: "cuts its JSON", fault: { kind: "cut" }, words: /cut off/ },
  {
    name: "leaves out a field",
    fault: { kind: "rewrite", change: () => [{ sandboxID: "i1", templateID: "base" }] },
    words: /startedAt|endAt|cpuCount/,
  },
];

test.describe("an upstream that, from the start,", () => {
  for (const { name, fault, words } of fromTheStart)
    test(name, async ({ page, behindFaults, faults, engine }) => {
      const id = await engine.create();
      const injected = faults.inject(fault, { endpoint: "listSandboxes" });
      await page.goto(behindFaults.url);
      await expectFailedNotEmpty(page, words);
      await expectAccessible(page);
      await mendAndRetry(page, faults, injected);
      await expectRows(page, [id]);
      await expect(fleetStatus(page)).toContainText("1 sandbox");
    });
});

test("the button that tries a list again which failed whole leaves its focus to the first row", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  const id = await engine.create();
  const broken = faults.inject(
    { kind: "status", status: 500, message: "The database is on fire" },
    { endpoint: "listSandboxes" },
  );
  await page.goto(behindFaults.url);
  await retry(page).focus();
  // A try that the page makes by itself would take the button away before it is pressed: it waits.
  const held = faults.inject({ kind: "hold", at: "request" }, { endpoint: "listSandboxes" });
  broken.clear();
  await page.keyboard.press("Enter");
  await expect(retry(page)).toBeFocused();
  held.clear();
  await expectRows(page, [id]);
  await expect(grid(page).locator("tbody tr:focus")).toHaveCount(1);
});

test("an upstream that asks to wait is not asked before, and the wait is counted down", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  await page.clock.install();
  const id = await engine.create();
  faults.inject(
    { kind: "status", status: 429, message: "Rate limit exceeded", headers: { "retry-after": "58" } },
    { endpoint: "listSandboxes", times: 1, when: ({ query }) => query.includes("limit=100") },
  );
  await page.goto(behindFaults.url);
  // The clock also goes on by itself, though no test lasts longer than half a minute.
  await expect(main(page)).toContainText(/next try in [3-5]\d s/i);
  await page.clock.runFor(28_000);
  await expect(main(page)).toContainText(/next try in (30|[12]?\d) s/i);
  expect(faults.requests.filter(({ query }) => query.includes("limit=100"))).toHaveLength(1);
  await page.clock.runFor(58_000);
  await expectRows(page, [id]);
});

test("an upstream that dies later leaves the rows on screen, as of when they were read, and comes back", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  const id = await engine.create();
  await page.goto(behindFaults.url);
  await expectRows(page, [id]);
  const dead = faults.inject({ kind: "drop", at: "request" });
  await refresh(page);
  await expect(main(page)).toContainText(/as of \d\d:\d\d:\d\d/);
  await expect(main(page)).toContainText(/next try in \d+ s/i);
  await expect(main(page)).not.toContainText(EMPTY);
  await expectRows(page, [id]);
  await expectAccessible(page);

  const fresh = await engine.create();
  const held = faults.inject({ kind: "hold", at: "request" });
  dead.clear();
  await retry(page).focus();
  await page.keyboard.press("Enter");
  held.clear();
  await expectRows(page, [id, fresh]);
  await expect(main(page)).not.toContainText(/next try in/i);
  // The button is gone, the focus is not.
  await expect(grid(page).locator(":focus")).toHaveCount(1);
});

test("an upstream that fails on the second page shows the first, and says that there is more", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  await engine.createMany(130, () => ({}));
  const broken = faults.inject(
    { kind: "status", status: 500, message: "The database is on fire" },
    { endpoint: "listSandboxes", when: ({ query }) => query.includes("nextToken") },
  );
  await page.goto(behindFaults.url);
  await rows(page).first().hover();
  await page.mouse.wheel(0, 20_000);
  await broken.met();
  await expect(main(page)).toContainText("The database is on fire");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "-1");
  await expect(fleetStatus(page)).toContainText("100");
  await mendAndRetry(page, faults, broken);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "131");
});

test("an upstream that ignores the filter gives no wrong row", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  const wanted = await engine.create({ metadata: { env: "prod" } });
  await engine.create({ metadata: { env: "dev" } });
  const paused = await engine.create({ metadata: { env: "prod" } });
  await engine.pause(paused);
  faults.inject({ kind: "ignore", parameters: ["metadata", "state"] });
  await page.goto(`${behindFaults.url}/?q=env=prod+state:running`);
  await expectRows(page, [wanted]);
});

test("an upstream not known to filter by template is not asked to; the browser does, and says so", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  const wanted = await engine.create({ templateID: "desktop" });
  await engine.create({ templateID: "base" });
  faults.inject({ kind: "ignore", parameters: ["template"] });
  await page.goto(`${behindFaults.url}/?q=template:desktop`);
  await expectRows(page, [wanted]);
  await expect(fleetStatus(page)).toContainText("1 of 2 match");
  await expect(page.getByRole("main")).toContainText("checked in the browser");
  // Lists of one row are how it is found out.
  const lists = faults.requests.filter(({ query }) => query.includes("limit=100"));
  expect(lists.length).toBeGreaterThan(0);
  expect(lists.filter(({ query }) => query.includes("template="))).toEqual([]);
});

test("an upstream that repeats its token is not asked for ever, and the count is not called whole", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  await engine.createMany(120, () => ({}));
  faults.inject({ kind: "repeat-token" }, { endpoint: "listSandboxes" });
  await refreshOff(page);
  await page.goto(behindFaults.url);
  await rows(page).first().hover();
  await page.mouse.wheel(0, 20_000);
  await expect(main(page)).toContainText("The server repeats itself");
  await expect(main(page)).not.toContainText(EMPTY);
  const asked = faults.requests.filter(({ query }) => query.includes("limit=100"));
  expect(asked.length).toBeLessThanOrEqual(3);
});

test("while nothing has come yet it says that it loads, not that there is nothing", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  const id = await engine.create();
  const held = faults.inject({ kind: "hold", at: "reply" }, { endpoint: "listSandboxes" });
  await page.goto(behindFaults.url);
  await held.met();
  await expect(fleetStatus(page)).toContainText(/loading/i);
  await expect(main(page)).not.toContainText(EMPTY);
  await expectAccessible(page);
  held.clear();
  await expectRows(page, [id]);
});

test.describe("an upstream that stalls", () => {
  test.use({ consoleBehindFaults: { environment: { SANDBAR_UPSTREAM_TIMEOUT_MS: "700" } } });

  test("is given up in time, and asked again", async ({ page, behindFaults, faults, engine }) => {
    const id = await engine.create();
    const stalled = faults.inject({ kind: "hold", at: "request" }, { endpoint: "listSandboxes" });
    await page.goto(behindFaults.url);
    await expectFailedNotEmpty(page, /did not answer/);
    stalled.clear();
    // A try that the page makes by itself just now takes the button away.
    await retry(page).evaluateAll((buttons) => {
      for (const button of buttons) if (button instanceof HTMLElement) button.click();
    });
    await expectRows(page, [id]);
  });
});

test("a console whose own server is gone says that, and keeps what it knew", async ({
  page,
  engine,
  faults,
  sandbar,
}) => {
  const console = await startServer({
    upstream: { kind: "novita", url: faults.url, key: sandbar.engineKey },
  });
  const id = await engine.create({ metadata: { team: "core" } });
  await page.goto(console.url);
  await expectRows(page, [id]);
  // What the page fetches for later is there.
  await editorIsThere(page);
  await expect(facets(page).getByRole("checkbox").first()).toBeVisible();
  await expect(page.getByRole("status", { name: "New sandboxes" })).toBeAttached();
  await console.kill();
  await refresh(page);
  await expect(main(page)).toContainText(/cannot be reached/);
  await expectRow(page, { id, metadata: "team=core" });
});
