import type { Browser, Page } from "@playwright/test";

/** What it took until the first row was in the document. */
export interface FirstRow {
  /** Since the start of the navigation, in milliseconds. */
  readonly time: number;
  readonly requests: number;
  /** As they went over the wire, with their headers. */
  readonly bytes: number;
  /** The addresses of the scripts among them. */
  readonly scripts: readonly string[];
  /** How much moved while it loaded, as browsers count it: 0 is nothing. */
  readonly shift: number;
}

export interface FirstRows {
  readonly cold: readonly FirstRow[];
  readonly warm: readonly FirstRow[];
}

/** Visits the address in so many fresh browsers' profiles, in each twice. */
export async function firstRows(browser: Browser, url: string, rounds: number): Promise<FirstRows> {
  const cold: FirstRow[] = [];
  const warm: FirstRow[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await markFirstRow(page);
    cold.push(await visit(page, url));
    await page.goto("about:blank");
    warm.push(await visit(page, url));
    await context.close();
  }
  return { cold, warm };
}

const markFirstRow = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      // What only a row has: the link that opens its sandbox; in the plain list, its line.
      if (document.querySelector("[role=grid] a, li") === null) return;
      performance.mark("first row");
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
    let shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shift += Number(Reflect.get(entry, "value"));
      Reflect.set(window, "layoutShift", shift);
    }).observe({ type: "layout-shift", buffered: true });
  });

async function visit(page: Page, url: string): Promise<FirstRow> {
  await page.goto(url);
  await page.locator("[role=grid] a, li").first().waitFor({ timeout: 120_000 });
  return page.evaluate(async () => {
    // What the first row brings with it may still move something.
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1_000 }));
    const time = performance.getEntriesByName("first row")[0]?.startTime ?? Number.NaN;
    const loaded = [
      ...performance.getEntriesByType("navigation"),
      ...performance.getEntriesByType("resource"),
    ].filter((entry) => entry instanceof PerformanceResourceTiming && entry.startTime <= time);
    const sizes = loaded.map((entry) =>
      entry instanceof PerformanceResourceTiming ? entry.transferSize : 0,
    );
    return {
      time,
      requests: sizes.filter((size) => size > 0).length,
      bytes: sizes.reduce((a, b) => a + b, 0),
      scripts: loaded.map(({ name }) => name).filter((name) => name.endsWith(".js")),
      shift: Number(Reflect.get(window, "layoutShift") ?? 0),
    };
  });
}

/** What these files are compressed, in bytes. */
export async function gzipBytes(browser: Browser, urls: readonly string[]): Promise<number> {
  const context = await browser.newContext();
  let bytes = 0;
  for (const url of urls) {
    const reply = await context.request.get(url, { headers: { "accept-encoding": "gzip" } });
    bytes += Number(reply.headers()["content-length"]);
  }
  await context.close();
  return bytes;
}
