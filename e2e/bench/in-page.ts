import type { Page } from "@playwright/test";

/** How long one scroll of the grid took by frames, in milliseconds. */
export interface ScrollTimes {
  /**
   * From each frame to the next, as the browser dates them: a screen's frame, or several where one was not ready in time. Measured by the
   * clock instead, a third of the frames of an empty page take longer than one of the screen's, only because some come later within theirs.
   */
  readonly frames: readonly number[];
  /** The longest time for which a part of the view showed nothing. */
  readonly longestBlank: number;
}

/**
 * Scrolls by so many pixels a frame, forwards and back again from the ends. Each step is taken right after a frame was drawn, so that the next one shows it, as with a
 * dragged scroll bar.
 * @param rowSelector what fills the view where only a part of the rows is drawn; absent: nothing is looked for
 */
export const scrollThrough = (
  page: Page,
  options: { readonly step: number; readonly frames: number; readonly rowSelector?: string },
): Promise<ScrollTimes> =>
  page.evaluate(async ({ step, frames, rowSelector }) => {
    const scroller = document.querySelector("[role=grid]");
    if (!scroller) throw new Error("There is no grid");
    const times: number[] = [];
    let longestBlank = 0;
    let blankSince: number | undefined;
    let last: number | undefined;
    let direction = 1;
    const covers = (): boolean => {
      if (rowSelector === undefined) return true;
      const view = scroller.getBoundingClientRect();
      const middle = view.left + view.width / 2;
      return [0.2, 0.5, 0.9].every((share) => {
        const there = document.elementFromPoint(middle, view.top + view.height * share);
        return there?.closest(rowSelector) !== null && there !== null;
      });
    };
    const frame = () =>
      new Promise<number>((resolve) => {
        requestAnimationFrame((stamp) => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener("message", () => resolve(stamp));
          port1.start();
          port2.postMessage(undefined);
        });
      });
    for (let index = 0; index < frames; index += 1) {
      const end = scroller.scrollHeight - scroller.clientHeight;
      if (scroller.scrollTop + direction * step > end || scroller.scrollTop + direction * step < 0)
        direction = -direction;
      scroller.scrollTop += direction * step;
      const stamp = await frame();
      if (last !== undefined) times.push(stamp - last);
      last = stamp;
      const now = performance.now();
      if (!covers()) blankSince ??= now;
      else if (blankSince !== undefined) {
        longestBlank = Math.max(longestBlank, now - blankSince);
        blankSince = undefined;
      }
    }
    return { frames: times, longestBlank };
  }, options);

/** How long it takes from an event of this kind until the frame is drawn that holds other rows than before. `act` causes the event. */
export async function eventToDrawn(
  page: Page,
  type: "click" | "keydown",
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate((kind) => {
    const rows = () =>
      [...document.querySelectorAll("[role=grid] tbody tr")].map((row) => row.getAttribute("data-id")).join();
    const before = rows();
    const begun = new Promise<number>((resolve) => {
      document.addEventListener(kind, ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true });
    });
    const drawn = () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener("message", () => resolve());
          port1.start();
          port2.postMessage(undefined);
        });
      });
    const measured = begun.then(async (begin) => {
      while (rows() === before) await drawn();
      return performance.now() - begin;
    });
    Reflect.set(window, "measured", measured);
  }, type);
  await act();
  return Number(await page.evaluate((): unknown => Reflect.get(window, "measured")));
}

/**
 * How long it takes from the end of the list's reply until the document shows another state in the row at `index`, after a press of the
 * refresh button.
 */
export const replyToShown = (page: Page, index: number): Promise<number> =>
  page.evaluate(async (place) => {
    const cell = () => document.querySelector(`tr[data-index="${place}"] [data-value="state"]`)?.textContent;
    const before = cell();
    performance.clearResourceTimings();
    const shown = new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (cell() === before) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(document, { subtree: true, childList: true, characterData: true });
    });
    document.querySelector<HTMLElement>('button[aria-label="Refresh now"]')?.click();
    const at = await shown;
    await new Promise(requestAnimationFrame);
    const lists = performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.includes("/v2/sandboxes"));
    const ends = lists.map((entry) => (entry instanceof PerformanceResourceTiming ? entry.responseEnd : 0));
    return at - Math.max(...ends.filter((end) => end <= at));
  }, index);

/** From each press of the down arrow until the focus is in another row. The grid has the focus. */
export async function keyToFocus(page: Page, presses: number): Promise<readonly number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    let pressed = 0;
    Reflect.set(window, "keyTimes", times);
    document.addEventListener("keydown", ({ timeStamp }) => (pressed = timeStamp), true);
    document.addEventListener("focusin", () => times.push(performance.now() - pressed), true);
  });
  for (let index = 0; index < presses; index += 1) await page.keyboard.press("ArrowDown");
  const times: unknown = await page.evaluate((): unknown => Reflect.get(window, "keyTimes"));
  return Array.isArray(times) ? times.map(Number) : [];
}

/** Processor time of the page's main thread while `work` goes on, in milliseconds: it holds none of a busy machine's waits. */
export async function processorTime(page: Page, work: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
  };
  const before = await spent();
  await work();
  const after = await spent();
  await session.detach();
  return after - before;
}

/** Heap in MB after everything that can be collected was. */
export async function heapAfterCollection(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 1e6;
}
