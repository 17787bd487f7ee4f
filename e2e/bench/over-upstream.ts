import { expect, test as base } from "#e2e/support/fixtures.ts";
import { startServer, type SandbarServer } from "#e2e/support/sandbar-server.ts";
import {
  startSyntheticUpstream,
  type SyntheticUpstream,
  type UpstreamOptions,
} from "./synthetic-upstream.ts";

interface OverUpstream {
  /** How the upstream behaves. */
  readonly conduct: UpstreamOptions;
  readonly upstream: SyntheticUpstream;
  readonly overUpstream: SandbarServer;
}

/** A console over an upstream that computes its rows, notes what it is asked, and is as bad as it is told to be. */
export const test = base.extend<OverUpstream>({
  // It knows little besides lists.
  requestsMayFail: true,
  conduct: [{ rows: 0 }, { option: true }],
  upstream: async ({ conduct }, provide) => {
    const upstream = await startSyntheticUpstream(conduct);
    await provide(upstream);
    await upstream.close();
  },
  overUpstream: async ({ context, upstream }, provide) => {
    const server = await startServer({
      upstream: { kind: "novita", url: upstream.url, key: "synthetic-key" },
    });
    await provide(server);
    for (const page of context.pages()) await page.close();
    expect(await server.stop(), server.output()).toBe(0);
  },
});

/** While the rows of such an upstream live, whenever this runs. */
export const NOW = new Date("2026-11-21T12:00:00Z");
