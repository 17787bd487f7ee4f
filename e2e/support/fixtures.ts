import { expect, test as base, type BrowserContext, type Page } from "@playwright/test";
import { engineClient, type EngineClient } from "./engine-client.ts";
import { startFaultProxy, type FaultProxy } from "./fault-proxy.ts";
import { watchPage } from "./page-watch.ts";
import { startServer, type SandbarServer, type ServerOptions } from "./sandbar-server.ts";
import { isStrained, strain } from "./strain.ts";

interface Options {
  /** How the server of a test is started. */
  readonly server: ServerOptions;
  /** How the console behind the faults is started, besides its upstream. */
  readonly consoleBehindFaults: ServerOptions;
  /** Whether requests of the page may fail: the browser's own report of it is then no problem. */
  readonly requestsMayFail: boolean;
}

interface Fixtures {
  /** A server for this test alone, with an empty fleet of its own. Tests that need none do not start one. */
  readonly sandbar: SandbarServer;
  /** The fleet behind the console, as a program sees it. */
  readonly engine: EngineClient;
  /** What fails on demand between the engine of `sandbar` and the console of `behindFaults`. */
  readonly faults: FaultProxy;
  /** A second server, whose upstream is the engine of `sandbar` as a remote one, reached through `faults`. */
  readonly behindFaults: SandbarServer;
  /** A page in another browser, which remembers nothing of the first. */
  readonly elsewhere: Page;
}

/** Every page is watched: a script error, a console error or a violation of the content security policy fails its test. */
export const test = base.extend<Options & Fixtures>({
  server: [{}, { option: true }],
  consoleBehindFaults: [{}, { option: true }],
  requestsMayFail: [false, { option: true }],

  sandbar: async ({ context, server }, provide) => {
    const sandbar = await startServer(server);
    await provide(sandbar);
    await closePages(context);
    await expectGoodEnd(sandbar);
  },

  engine: async ({ sandbar }, provide) => {
    await provide(engineClient(sandbar.engineUrl, sandbar.engineKey));
  },

  faults: async ({ sandbar }, provide) => {
    const faults = await startFaultProxy({ target: sandbar.engineUrl });
    await provide(faults);
    await faults.close();
  },

  behindFaults: async ({ context, sandbar, faults, consoleBehindFaults }, provide) => {
    const upstream = { kind: "novita", url: faults.url, key: sandbar.engineKey } as const;
    const console = await startServer({ ...consoleBehindFaults, upstream });
    await provide(console);
    await closePages(context);
    faults.clear();
    await expectGoodEnd(console);
  },

  page: async ({ page, requestsMayFail }, provide) => {
    await provideWatched(page, requestsMayFail, provide);
  },

  // It needs the server, and so is closed before that ends.
  elsewhere: async ({ browser, sandbar, requestsMayFail }, provide) => {
    const context = await browser.newContext({ baseURL: sandbar.url });
    await provideWatched(await context.newPage(), requestsMayFail, provide);
    await context.close();
  },
});

async function provideWatched(
  page: Page,
  requestsMayFail: boolean,
  provide: (page: Page) => Promise<void>,
): Promise<void> {
  if (isStrained()) await strain(page);
  const watch = await watchPage(page, () => requestsMayFail);
  await provide(page);
  expect(watch.problems(), "what the page did and may not").toEqual([]);
}

/** A page whose server ends before it would complain of that. */
async function closePages(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) await page.close();
}

async function expectGoodEnd(server: SandbarServer): Promise<void> {
  const code = await server.stop();
  expect(code, `the server's end; it printed:\n${server.output()}`).toBe(0);
}

export { expect };
