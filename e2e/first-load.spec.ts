import { expect, test } from "./support/fixtures.ts";
import { rows } from "./support/table.ts";

/** Script until the first row, compressed, in bytes. */
const SCRIPT_BUDGET = 180_000;

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

test("the first row needs at most 180 kB of script, compressed", async ({ page, request, sandbar }) => {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      // What only a row has: the link that opens its sandbox.
      if (document.querySelector("[role=grid] a") === null) return;
      performance.mark("first row");
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(sandbar.url);
  await expect(rows(page).first()).toBeVisible();
  const scripts = await page.evaluate(() => {
    const firstRow = performance.getEntriesByName("first row")[0]?.startTime ?? 0;
    return performance
      .getEntriesByType("resource")
      .filter(({ name, startTime }) => name.endsWith(".js") && startTime <= firstRow)
      .map(({ name }) => name);
  });

  let bytes = 0;
  for (const script of scripts) {
    const reply = await request.get(script, { headers: { "accept-encoding": "gzip" } });
    bytes += Number(reply.headers()["content-length"]);
  }
  test.info().annotations.push({ type: "script until the first row", description: `${bytes} bytes, gzip` });
  expect(bytes, "something was counted").toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(SCRIPT_BUDGET);
});
