import type { Page } from "@playwright/test";
import { NOW, test } from "./bench/over-upstream.ts";
import { expect } from "./support/fixtures.ts";
import { expectRows, fleetStatus, grid, refresh, rows } from "./support/table.ts";

/** Reading thousands of rows takes a busy machine its time. */
const READING = { timeout: 60_000 };
/** An order for which everything is read. */
const SCAN = "/?sort=cpu:asc";
const LISTED = { endpoint: "listSandboxes" } as const;

const main = (page: Page) => page.getByRole("main");
const retry = (page: Page) => page.getByRole("button", { name: "Retry now" }).first();

/** Lets time pass until something is so. */
async function passUntil(page: Page, milliseconds: number, isSo: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(milliseconds);
    await isSo();
  }).toPass({ ...READING, intervals: [20] });
}

for (const { tail, words } of [
  { tail: "silence", words: /Loading stopped after 100: .*(did not answer|no answer in time)/ },
  { tail: "spaces", words: /Loading stopped after 100: .*larger than 16777216 bytes/ },
] as const)
  test.describe(`a page that never ends, but for ${tail},`, () => {
    test.describe.configure({ timeout: 60_000 });
    test.use({ consoleBehindFaults: { environment: { SANDBAR_UPSTREAM_TIMEOUT_MS: "4000" } } });

    test("is given up, what was read before stays, and reading goes on from there", async ({
      page,
      behindFaults,
      faults,
      engine,
    }) => {
      await engine.createMany(130, () => ({}));
      const endless = faults.inject(
        { kind: "endless", tail },
        { ...LISTED, when: ({ query }) => query.includes("nextToken") },
      );
      await page.goto(`${behindFaults.url}${SCAN}`);
      await expect(fleetStatus(page)).toContainText(words);
      await expect(rows(page).first()).toBeVisible();
      await expect(main(page)).toContainText(/next try in|trying now/i);
      endless.clear();
      await retry(page).click();
      await expect(fleetStatus(page)).toContainText("130 sandboxes");
      await expect(grid(page)).toHaveAttribute("aria-rowcount", "131");
    });
  });

test("five seconds before each reply are waited for in the words of loading, asked for once, and hide nothing that is known", async ({
  page,
  behindFaults,
  faults,
  engine,
}) => {
  await page.clock.install();
  const first = await engine.create();
  const slow = faults.inject({ kind: "hold", at: "reply" }, LISTED);
  await page.goto(behindFaults.url);
  await slow.met();
  await expect(fleetStatus(page)).toContainText("Loading sandboxes…");
  await page.clock.runFor(5_000);
  await expect(fleetStatus(page)).toContainText("Loading sandboxes…");
  await expect(main(page)).not.toContainText(/next try in|No sandboxes/i);
  const asked = () => faults.requests.filter(({ query }) => query.includes("limit=100")).length;
  expect(asked()).toBe(1);
  slow.clear();
  await expectRows(page, [first]);

  const second = await engine.create();
  const again = faults.inject({ kind: "hold", at: "reply" }, LISTED);
  await refresh(page);
  await again.met();
  await page.clock.runFor(5_000);
  await expectRows(page, [first]);
  await expect(main(page)).not.toContainText(/next try in|cannot refresh/i);
  again.clear();
  await expectRows(page, [second, first]);
});

for (const { failAs, words } of [
  { failAs: "busy", words: "Busy for a moment. The upstream asks to wait 1 s." },
  { failAs: "error", words: "Out of order" },
  { failAs: "cut", words: "JSON that is cut off or broken" },
] as const)
  test.describe(`one list in ten that fails (${failAs})`, () => {
    test.use({ conduct: { rows: 2_500, failEvery: 10, failAs } });
    test.describe.configure({ timeout: 90_000 });

    test("is said, waited for and read again, and the scan ends with all there are", async ({
      page,
      overUpstream,
    }) => {
      await page.clock.install({ time: NOW });
      // Time goes on in these steps alone, so that what is said for a second is there to be read.
      await page.clock.pauseAt(new Date(NOW.getTime() + 1_000));
      await page.goto(`${overUpstream.url}${SCAN}`);
      await passUntil(page, 50, () =>
        expect(main(page)).toContainText(/Loading stopped after [\d,]+: /, { timeout: 200 }),
      );
      await expect(main(page)).toContainText(words);
      await expect(main(page)).toContainText(/next try in/i);
      await passUntil(page, 1_000, () =>
        expect(fleetStatus(page)).toContainText("2,500 sandboxes", { timeout: 200 }),
      );
      await expect(grid(page)).toHaveAttribute("aria-rowcount", "2501");
    });
  });

test.describe("a fleet of which some end before each page", () => {
  const ENDING = 15;
  test.use({
    conduct: {
      rows: 1_200,
      beforeList: (count, fleet) => {
        // All over what was read and what was not; in the end nothing ends any more.
        if (count > 20) return;
        fleet.end(Array.from({ length: ENDING }, (_, n) => ((count * ENDING + n) * 61) % 1_200));
      },
    },
  });
  test.describe.configure({ timeout: 90_000 });

  test("is read to its end, and soon counts as many as there are", async ({
    page,
    upstream,
    overUpstream,
  }) => {
    await page.clock.install({ time: NOW });
    await page.goto(`${overUpstream.url}${SCAN}`);
    await expect(fleetStatus(page)).toContainText("sandboxes · as of", READING);
    await passUntil(page, 11_000, async () => {
      const left = upstream.living();
      expect(upstream.lists()).toBeGreaterThan(20);
      await expect(fleetStatus(page)).toContainText(`${left.toLocaleString("en")} sandboxes`, {
        timeout: 200,
      });
    });
  });
});

test.describe("pages that each begin with rows of the one before", () => {
  test.use({ conduct: { rows: 1_000, overlap: 30 } });

  test("show and count each sandbox once", async ({ page, overUpstream }) => {
    await page.clock.install({ time: NOW });
    await page.goto(`${overUpstream.url}${SCAN}`);
    await expect(fleetStatus(page)).toContainText("1,000 sandboxes", READING);
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "1001");
    const ids = await rows(page)
      .getByRole("checkbox")
      .evaluateAll((boxes) => boxes.map(({ ariaLabel }) => ariaLabel));
    expect(new Set(ids).size).toBe(ids.length);
    for (let interval = 0; interval < 6; interval += 1) {
      await page.clock.runFor(10_500);
      await expect(fleetStatus(page)).toContainText("1,000 sandboxes");
    }
  });
});

for (const { name, hours } of [
  { name: "behind", hours: -1 },
  { name: "ahead of", hours: 1 },
])
  test.describe(`a clock that is an hour ${name} the browser's`, () => {
    test.use({ conduct: { rows: 0, now: () => Date.now() + hours * 3_600_000 } });

    test("is gone by in ages, deadlines and conditions, and the page's own hours stay", async ({
      page,
      upstream,
      overUpstream,
    }) => {
      upstream.start(6, 600_000);
      await page.goto(`${overUpstream.url}/?q=${encodeURIComponent("age:<10m ends:>1m")}`);
      // The others are paused, and have no deadline.
      await expect(rows(page)).toHaveCount(4);
      await expect(
        grid(page)
          .getByTitle(/^Ends /)
          .first(),
      ).toHaveText(/^[5-9] min$/);
      await expect(main(page)).not.toContainText(/ended\?|\bdue\b/);
      const hour = await page.evaluate(() =>
        new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }),
      );
      const hourThen = await page.evaluate(() =>
        new Date(Date.now() - 60_000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }),
      );
      await expect(main(page)).toContainText(new RegExp(`as of (${hour}|${hourThen}):`));

      await page.getByRole("button", { name: /^Upstream/ }).click();
      await expect(page.getByRole("dialog", { name: "Upstream" })).toContainText(
        `1 h ${name} this computer's. Ages, deadlines and conditions on them go by it.`,
      );
    });
  });
