import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures.ts";
import { rows } from "./support/table.ts";

/** Script until the first row, compressed, in bytes. */
const SCRIPT_BUDGET = 180_000;
/** Everything that is fetched until the first row, the page itself among it. */
const REQUEST_BUDGET = 10;

test.use({ server: { demo: 300 } });

test("nothing moves while it loads, wide and narrow", async ({ page, sandbar }) => {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Reflect.set(window, "layoutShifts", shifts);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(JSON.stringify(entry));
    }).observe({ type: "layout-shift", buffered: true });
  });
  // At the widest the facets stand beside the table unasked.
  for (const width of [1700, 1440, 1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(sandbar.url);
    await expect(rows(page).first()).toBeVisible();
    await expect(page.getByRole("banner")).toContainText(/of 100,000/);
    expect(await page.evaluate((): unknown => Reflect.get(window, "layoutShifts")), `${width} px`).toEqual(
      [],
    );
  }
});

test("the first row needs at most 180 kB of script, compressed, and ten requests", async ({
  page,
  request,
  sandbar,
}) => {
  await markFirstRow(page);
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  const urls = await fetchedUntilFirstRow(page);
  expect(urls.length, urls.join("\n")).toBeLessThanOrEqual(REQUEST_BUDGET);

  let bytes = 0;
  for (const script of urls.filter((url) => url.endsWith(".js"))) {
    const reply = await request.get(script, { headers: { "accept-encoding": "gzip" } });
    bytes += Number(reply.headers()["content-length"]);
  }
  test.info().annotations.push({ type: "script until the first row", description: `${bytes} bytes, gzip` });
  expect(bytes, "something was counted").toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(SCRIPT_BUDGET);
});

test("what the page is made of comes packed, is kept for good, and a second visit asks for none of it", async ({
  page,
  request,
  sandbar,
}) => {
  await markFirstRow(page);
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  const assets = (await fetchedUntilFirstRow(page)).filter((url) =>
    new URL(url).pathname.startsWith("/assets/"),
  );
  expect(assets.filter((url) => url.endsWith(".js")).length).toBeGreaterThan(1);
  const preloaded = page.locator("link[rel=modulepreload][href*='/assets/main-']");
  await expect(preloaded, "the application downloads beside the entry").toHaveCount(1);
  for (const asset of assets) {
    const headers = (await request.get(asset, { headers: { "accept-encoding": "br, gzip" } })).headers();
    expect(headers["cache-control"], asset).toBe("public, max-age=31536000, immutable");
    // What is too small to gain is served as it is.
    if (Number(headers["content-length"]) > 1_024) expect(headers["content-encoding"], asset).toBe("br");
  }

  await page.goto("about:blank");
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  const again = (await fetchedUntilFirstRow(page)).map((url) => new URL(url).pathname);
  expect(again.filter((path) => !path.startsWith("/api/")).sort()).toEqual(["/", "/console.json"]);
  expect(again.filter((path) => path.endsWith("/v2/sandboxes"))).toHaveLength(1);
});

/** Notes when the first row is in the document. */
const markFirstRow = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      // What only a row has: the link that opens its sandbox.
      if (document.querySelector("[role=grid] a") === null) return;
      performance.mark("first row");
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });

/** What went over the wire for the page before its first row was there: what the browser had kept did not. */
const fetchedUntilFirstRow = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const firstRow = performance.getEntriesByName("first row")[0]?.startTime ?? 0;
    return [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .filter((entry) => entry instanceof PerformanceResourceTiming && entry.transferSize > 0)
      .filter(({ startTime }) => startTime <= firstRow)
      .map(({ name }) => name);
  });
