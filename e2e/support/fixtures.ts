import { expect, test as base } from "@playwright/test";
import { engineClient, type EngineClient } from "./engine-client.ts";
import { watchPage } from "./page-watch.ts";
import { startServer, type SandbarServer, type ServerOptions } from "./sandbar-server.ts";

interface Options {
  /** How the server of a test is started. */
  readonly server: ServerOptions;
  /** Whether requests of the page may fail: the browser's own report of it is then no problem. */
  readonly requestsMayFail: boolean;
}

interface Fixtures {
  /** A server for this test alone, with an empty fleet of its own. Tests that need none do not start one. */
  readonly sandbar: SandbarServer;
  /** The fleet behind the console, as a program sees it. */
  readonly engine: EngineClient;
}

/** Every page is watched: a script error, a console error or a violation of the content security policy fails its test. */
export const test = base.extend<Options & Fixtures>({
  server: [{}, { option: true }],
  requestsMayFail: [false, { option: true }],

  sandbar: async ({ server }, provide) => {
    const sandbar = await startServer(server);
    await provide(sandbar);
    const code = await sandbar.stop();
    expect(code, `the server's end; it printed:\n${sandbar.output()}`).toBe(0);
  },

  engine: async ({ sandbar }, provide) => {
    await provide(engineClient(sandbar.engineUrl, sandbar.engineKey));
  },

  page: async ({ page, requestsMayFail }, provide) => {
    const watch = await watchPage(page, () => requestsMayFail);
    await provide(page);
    expect(watch.problems(), "what the page did and may not").toEqual([]);
  },
});

export { expect };
