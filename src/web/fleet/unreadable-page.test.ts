import { expect, test } from "vitest";
import type { Failure } from "#contract/failure.ts";
import { RequestFailed } from "#web/data/request.ts";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const INTERVAL = 10_000;
const FAR = 1_900_000_000_000;

const failure = (kind: Failure["kind"], status: number): Failure => ({
  ...{ kind, endpoint: "listSandboxes", status, message: kind },
});

/** A fleet of five pages that was read to its end, and is looked at from the top; the third page fails from now on. */
async function unreadable(failed: Failure) {
  let isMended = false;
  let refused: string | undefined;
  const made = createTestFleet({
    sandboxes: 500,
    lie: (page, { cursor }) => {
      if (!isMended && refused !== undefined && cursor === refused) throw new RequestFailed(failed);
      return page;
    },
  });
  const { fleet, upstream, show, readToEnd } = made;
  for (const id of upstream.ids()) upstream.setDeadline(id, FAR);
  await show();
  await readToEnd();
  fleet.setViewport(0, 30);
  fleet.setInterval(INTERVAL);
  await settle();
  refused = upstream.requests[2]?.cursor;
  expect(refused).toBeDefined();
  upstream.forgetRequests();
  const count = (cursor: string | undefined) =>
    upstream.requests.filter((request) => request.cursor === cursor).length;
  return {
    ...made,
    countHeads: () => count(undefined),
    countRefused: () => count(refused),
    mend: () => {
      isMended = true;
    },
  };
}

test.each([failure("invalid", 400), failure("upstream", 500), failure("timeout", 504)])(
  "a page that nobody looks at and that always fails ($kind) keeps nothing else from being read",
  async (failed) => {
    const { clock, fleet, upstream, shownIds, countHeads, countRefused } = await unreadable(failed);
    const last = upstream.ids().at(-1) ?? "";
    const inIt = upstream.ids()[250] ?? "";
    upstream.kill(last);
    upstream.kill(inIt);
    for (let interval = 0; interval < 60; interval += 1) {
      await clock.advance(INTERVAL);
      expect(fleet.get().trouble).toBeUndefined();
    }
    expect(countHeads()).toBe(60);
    expect(countRefused()).toBeGreaterThan(5);
    expect(countRefused()).toBeLessThanOrEqual(10);
    expect(shownIds()).not.toContain(last);
    // How old it is, is said.
    expect(shownIds()).toContain(inIt);
    expect(fleet.get().oldestAsOf).toBeLessThanOrEqual(clock.now() - 60 * INTERVAL);
  },
);

test.each([failure("rate-limited", 429), failure("unauthorized", 401)])(
  "what concerns every request ($kind) is said and waited for, whichever page it was told for",
  async (failed) => {
    const { clock, fleet } = await unreadable(failed);
    await clock.advance(30 * INTERVAL);
    expect(fleet.get().trouble?.failure.kind).toBe(failed.kind);
  },
);

test("once such a page can be read again, it soon is", async () => {
  const { clock, upstream, shownIds, mend } = await unreadable(failure("upstream", 500));
  upstream.kill(upstream.ids()[250] ?? "");
  await clock.advance(30 * INTERVAL);
  expect(shownIds()).toHaveLength(500);
  mend();
  await clock.advance(12 * INTERVAL);
  expect(shownIds()).toEqual(upstream.ids());
});
