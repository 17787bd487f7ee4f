import type { Page } from "@playwright/test";

/** What a page holds after everything that can be collected was. */
export interface Footprint {
  /** MB. */
  readonly heap: number;
  /** Of the document tree, also what was taken out of it and is still held. */
  readonly nodes: number;
  readonly listeners: number;
}

export async function footprint(page: Page): Promise<Footprint> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  await session.send("Performance.enable");
  // What the first collection finalizes is collected by the second.
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { heap: usedSize / 1e6, nodes: of("Nodes"), listeners: of("JSEventListeners") };
}
