import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { refreshOff } from "./support/clock.ts";
import type { EngineClient } from "./support/engine-client.ts";
import { expect, test } from "./support/fixtures.ts";
import type { RecordedRequest } from "./support/fault.ts";
import { fleetStatus, grid } from "./support/table.ts";

test.use({ requestsMayFail: true });
// Hundreds of sandboxes are made first.
test.describe.configure({ timeout: 60_000 });

// Only the scan asks for pages here.
test.beforeEach(({ page }) => refreshOff(page));

/** What this asks for is told by the browser alone, so that all is read. The three newest have it. */
const SCAN = "?q=note*=want";
const createMany = (engine: EngineClient, count: number) =>
  engine.createMany(count, (index) => (index < count - 3 ? {} : { metadata: { note: "wanted" } }));

const main = (page: Page) => page.getByRole("main");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** The pages of lists behind the first, by what they were asked with. */
const pagesAskedFor = (requests: readonly RecordedRequest[]): readonly string[] =>
  requests
    .filter(({ query }) => query.includes("limit=100") && query.includes("nextToken="))
    .map(({ query }) => query);

/** An upstream that answers so many pages behind the first, and asks to be left alone then. */
const limitedAfter =
  (pages: number) =>
  ({ query }: RecordedRequest): boolean =>
    query.includes("nextToken=") && pages-- <= 0;

const tooMany = {
  kind: "status",
  status: 429,
  message: "Rate limit exceeded",
  headers: { "retry-after": "600" },
} as const;

/** What is read out of the status from now on. */
const listen = (page: Page) =>
  fleetStatus(page).evaluateHandle((element) => {
    const said: string[] = [];
    new MutationObserver(() => said.push(element.textContent)).observe(element, {
      ...{ childList: true, characterData: true, subtree: true },
    });
    return said;
  });

test("a scan that is asked to wait says why and until when, says it once, and goes on where it stopped", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  await page.clock.install();
  await createMany(engine, 220);
  const limited = faults.inject(tooMany, { endpoint: "listSandboxes", when: limitedAfter(1) });
  await page.goto(`${behindFaults.url}/${SCAN}`);
  const words =
    "Loading stopped after 200, 3 match so far: too many requests. The upstream asks to wait 10 min.";
  await expect(fleetStatus(page)).toHaveText(words);
  await expect(main(page)).toContainText(/Next try in \d+ min/);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "-1");
  await expectAccessible(page);

  const heard = await listen(page);
  const before = await main(page)
    .getByText(/Next try in/)
    .textContent();
  await page.clock.runFor(5_000);
  await expect(main(page).getByText(/Next try in/)).not.toHaveText(before ?? "");
  expect(await heard.jsonValue()).toEqual([]);
  expect(limited.hits()).toBe(1);

  limited.clear();
  await page.clock.fastForward(600_000);
  await expect(fleetStatus(page)).toContainText("3 of 220 match");
  await expect(main(page)).not.toContainText(/Next try in/);
  // The two pages behind the first, and again the one that was refused.
  const asked = pagesAskedFor(faults.requests);
  expect(new Set(asked).size).toBe(2);
  expect(asked).toHaveLength(3);
});

test("a scan that waits can be tried at once, and stopped and continued, by keys", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  await createMany(engine, 220);
  const limited = faults.inject(tooMany, { endpoint: "listSandboxes", when: limitedAfter(1) });
  await page.goto(`${behindFaults.url}/${SCAN}`);
  await expect(fleetStatus(page)).toContainText("asks to wait 10 min");
  const retry = button(page, "Retry now");
  await retry.focus();
  await page.keyboard.press("Enter");
  await limited.met(2);
  await expect(retry).toBeFocused();

  const stop = button(page, "Stop loading");
  await stop.focus();
  await page.keyboard.press("Enter");
  await expect(fleetStatus(page)).toHaveText("3 match in the 200 checked. There are more on the server.");
  await expect(button(page, "Continue")).toBeFocused();
  await expect(retry).toHaveCount(0);
  await expect(main(page)).not.toContainText(/Next try in/);
  const selection = page.getByRole("region", { name: "Selection" });
  await page.getByRole("checkbox", { name: "Select all loaded" }).check();
  await expect(selection).toContainText("3 selected · all that are loaded, more on the server");

  limited.clear();
  await button(page, "Continue").press("Enter");
  await expect(fleetStatus(page)).toContainText("3 of 220 match");
  await expect(selection).not.toContainText("more on the server");
  expect(new Set(pagesAskedFor(faults.requests)).size).toBe(2);
});

test("where nothing matches so far, a scan that waits is no fleet without a match", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  await createMany(engine, 220);
  const limited = faults.inject(tooMany, { endpoint: "listSandboxes", when: limitedAfter(1) });
  await page.goto(`${behindFaults.url}/?q=note*=other`);
  await expect(page.getByRole("heading", { name: "Loading has stopped on its way" })).toBeVisible();
  await expect(main(page)).toContainText("Loading stopped after 200: too many requests.");
  await expect(main(page)).toContainText(/Next try in \d+ min/);
  await expect(main(page)).not.toContainText(/none that matches|No sandbox matches/);
  await expectAccessible(page);
  limited.clear();
  await button(page, "Retry now").click();
  await expect(page.getByRole("heading", { name: "No sandbox matches" })).toBeVisible();
});

test("a scan tells how fast it goes once that is known, and is read out seldom", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  await page.clock.install();
  await createMany(engine, 520);
  const isPage = ({ query }: RecordedRequest) => query.includes("nextToken=");
  const held = Array.from({ length: 5 }, () =>
    faults.inject({ kind: "hold", at: "reply" }, { endpoint: "listSandboxes", when: isPage, times: 1 }),
  );
  await page.goto(`${behindFaults.url}/${SCAN}`);
  const [first] = held;
  await first?.met();
  await expect(fleetStatus(page)).toHaveText("3 match so far · 100 checked, more loading…");
  await expect(button(page, "Stop loading")).toBeVisible();
  await expectAccessible(page);
  // From here on time passes only as told.
  const now = await page.evaluate(() => Date.now());
  await page.clock.pauseAt(now + 30_000);
  const heard = await listen(page);
  for (const reply of held.slice(0, -1)) {
    await reply.met();
    await page.clock.runFor(400);
    reply.release();
  }
  await expect(main(page)).toContainText(/\d+ checked at [\d.]+ a second, more loading…/);
  expect((await heard.jsonValue()).length).toBeLessThanOrEqual(1);
  faults.clear();
  await expect(main(page)).toContainText("3 of 520 match");
  await page.clock.runFor(2_000);
  await expect(fleetStatus(page)).toContainText("3 of 520 match");
});
