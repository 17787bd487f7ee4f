import type { Page } from "@playwright/test";

/**
 * How a strained machine is imitated: what needs two things to happen in one moment fails so nearly always, and on a busy
 * machine once in a hundred runs. Its processor is not slowed down: the browser would do that by spending it.
 */
const STRAIN = {
  /** How late each answer comes, ms: a part of the page that is loaded on demand is then not there yet when it is used. */
  network: 250,
  /** How late what was put off to the next frame is done, ms. */
  frame: 120,
  /** How late what was put off until there is time is done, ms: what React does after it has drawn, and what waits for an idle page. */
  task: 120,
  idle: 1_500,
} as const;

/** Whether the tests were asked to run so: `npm test -- --strain`. */
export const isStrained = (environment: NodeJS.ProcessEnv = process.env): boolean =>
  environment["SANDBAR_TEST_STRAIN"] === "1";

/** Makes a page, and those opened from it, run as on a strained machine. Call it before the page's first document. */
export async function strain(page: Page): Promise<void> {
  const context = page.context();
  await context.addInitScript(delayFrames, STRAIN.frame);
  await context.addInitScript(delayTasks, STRAIN);
  await slowDown(page);
  context.on("page", (opened) => {
    slowDown(opened).catch((problem: unknown) => {
      // Nothing is to be slowed down on a page that was closed meanwhile.
      if (!opened.isClosed()) throw problem;
    });
  });
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const conditions = {
    offline: false,
    latency: STRAIN.network,
    downloadThroughput: -1,
    uploadThroughput: -1,
  };
  await session.send("Network.emulateNetworkConditions", conditions);
}

/** How many times as long as usual a test may wait: a strained machine is slow, not dead; what takes longer there than this would not end. */
export const patience = (): number => (isStrained() ? 4 : 1);

/** Runs in the page. */
function delayFrames(late: number): void {
  const request = globalThis.requestAnimationFrame.bind(globalThis);
  const cancel = globalThis.cancelAnimationFrame.bind(globalThis);
  const waiting = new Map<number, ReturnType<typeof setTimeout>>();
  globalThis.requestAnimationFrame = (work) => {
    const id = request((time) => {
      const later = setTimeout(() => {
        waiting.delete(id);
        work(time + late);
      }, late);
      waiting.set(id, later);
    });
    return id;
  };
  globalThis.cancelAnimationFrame = (id) => {
    cancel(id);
    clearTimeout(waiting.get(id));
    waiting.delete(id);
  };
}

/** Runs in the page. React puts work off by a message to itself. */
function delayTasks({ task, idle }: { readonly task: number; readonly idle: number }): void {
  const post = Reflect.get(MessagePort.prototype, "postMessage");
  const { setTimeout } = globalThis;
  MessagePort.prototype.postMessage = function postLate(this: MessagePort, ...message: unknown[]) {
    setTimeout(() => Reflect.apply(post, this, message), task);
  };
  const request = globalThis.requestIdleCallback.bind(globalThis);
  const cancel = globalThis.cancelIdleCallback.bind(globalThis);
  const waiting = new Map<number, ReturnType<typeof setTimeout>>();
  globalThis.requestIdleCallback = (work, options) => {
    const id = request((deadline) => {
      const later = setTimeout(() => {
        waiting.delete(id);
        work(deadline);
      }, idle);
      waiting.set(id, later);
    }, options);
    return id;
  };
  globalThis.cancelIdleCallback = (id) => {
    cancel(id);
    clearTimeout(waiting.get(id));
    waiting.delete(id);
  };
}
