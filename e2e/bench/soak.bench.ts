import { chromium, type Browser, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserLaunchOptions } from "#e2e/support/browser.ts";
import { startServer } from "#e2e/support/sandbar-server.ts";
import { recordFigures } from "./figures.ts";
import { footprint, type Footprint } from "./footprint.ts";
import { INTERVAL_MS } from "./idle.ts";
import { knobs } from "./knobs.ts";
import { startSyntheticUpstream, type SyntheticUpstream } from "./synthetic-upstream.ts";
import { createWear } from "./wear.ts";

const INTERVALS_A_MINUTE = 60_000 / INTERVAL_MS;
/** What is kept for some minutes, and every script, is there by then. */
const WARM_MINUTES = 5;
const LOOK_EVERY_MINUTES = 5;
/** By how much the page may grow from then on. */
const MOST_GROWTH = 1.1;

let browser: Browser;

beforeAll(async () => {
  const options = browserLaunchOptions();
  // What the compiler learns of a page is no part of it, and is more from one quarter of an hour to the next.
  browser = await chromium.launch({ ...options, args: [...(options.args ?? []), "--js-flags=--jitless"] });
});

afterAll(() => browser.close());

test.each([
  { name: "with lifecycle events", events: true },
  { name: "without", events: false },
])(`${knobs.soakMinutes} minutes of churn, $name, leave nothing behind`, async ({ name, events }) => {
  let now = Date.UTC(2026, 10, 21);
  const upstream = await startSyntheticUpstream({ rows: knobs.soakRows, events, now: () => now });
  const server = await startServer({ upstream: { kind: "novita", url: upstream.url, key: "bench" } });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.clock.install({ time: now });
    await page.goto(server.url);
    await page.locator("tbody tr a").first().waitFor();
    const wear = createWear(upstream, page, knobs.soakRows);
    let warm: Footprint | undefined;
    for (let interval = 1; interval <= knobs.soakMinutes * INTERVALS_A_MINUTE; interval += 1) {
      wear.churn();
      now += INTERVAL_MS;
      await passInterval(page, upstream);
      await wear.operate();
      const minute = interval / INTERVALS_A_MINUTE;
      if (minute % LOOK_EVERY_MINUTES !== 0) continue;
      await wear.rest();
      const held = await footprint(page);
      record(name, minute, held, minute > WARM_MINUTES ? warm : undefined);
      if (minute === WARM_MINUTES) warm = held;
      for (const what of ["heap", "nodes", "listeners"] as const)
        if (warm && minute === knobs.soakMinutes)
          expect(held[what], what).toBeLessThanOrEqual(warm[what] * MOST_GROWTH);
    }
  } finally {
    await page.close();
    await server.stop();
    await upstream.close();
  }
});

function record(column: string, minute: number, held: Footprint, warm: Footprint | undefined): void {
  const isEnd = minute === knobs.soakMinutes;
  for (const [what, unit] of [
    ["heap", "MB"],
    ["nodes", ""],
    ["listeners", ""],
  ] as const)
    recordFigures("What churn leaves behind", column, [
      {
        ...{ name: `${what} after ${minute} min`, value: held[what], unit },
        ...(isEnd && warm ? { limit: warm[what] * MOST_GROWTH } : {}),
      },
    ]);
}

/** Lets the page's clock go on by an interval, and waits for what it then asks for. */
async function passInterval(page: Page, upstream: SyntheticUpstream): Promise<void> {
  const before = upstream.requests();
  await page.clock.runFor(INTERVAL_MS);
  await expect
    .poll(
      async () => {
        // An interval counts from the end of the reading before it.
        if (upstream.requests() === before) await page.clock.runFor(1_000);
        return upstream.requests();
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(before);
}
