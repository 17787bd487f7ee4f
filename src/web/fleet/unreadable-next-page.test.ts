import { describe, expect, test } from "vitest";
import type { Failure } from "#contract/failure.ts";
import { RequestFailed } from "#web/data/request.ts";
import { settle } from "./testing/fake-clock.ts";
import { listFailure as failure } from "./testing/list-failure.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

const INTERVAL = 10_000;
const FAR = 1_900_000_000_000;

describe("the page after the last one, if it is always refused", () => {
  /** Two pages of five are read, of a fleet that is scanned for an order of the browser's own. */
  async function refusedBehind(failed: Failure) {
    let isMended = false;
    let third: string | undefined;
    let tries = 0;
    const made = createTestFleet({
      sandboxes: 500,
      lie: (page) => {
        if (isMended || !page.rows.some(({ sandboxID }) => sandboxID === third)) return page;
        tries += 1;
        throw new RequestFailed(failed);
      },
    });
    const { fleet, upstream, show } = made;
    for (const id of upstream.ids()) upstream.setDeadline(id, FAR);
    third = upstream.ids()[250];
    fleet.setInterval(INTERVAL);
    await show(undefined, { column: "cpu", direction: "asc" });
    expect(fleet.get()).toMatchObject({ checked: 200, end: "more", trouble: { failure: failed } });
    return {
      ...made,
      countRefused: () => tries,
      mend: () => {
        isMended = true;
      },
    };
  }

  test.each([failure("invalid", 400), failure("upstream", 500), failure("timeout", 504)])(
    "is tried ever more seldom, says so all the time, and what is known is read again ($kind)",
    async (failed) => {
      const { clock, fleet, upstream, shownIds, countRefused } = await refusedBehind(failed);
      const first = upstream.ids()[0] ?? "";
      upstream.kill(first);
      for (let second = 0; second < 600; second += 1) {
        await clock.advance(1_000);
        expect(fleet.get().trouble?.failure).toEqual(failed);
      }
      // 2, 4, 8, 16, 32 and then every 60 s.
      expect(countRefused()).toBeGreaterThanOrEqual(12);
      expect(countRefused()).toBeLessThanOrEqual(16);
      expect(shownIds()).not.toContain(first);
      expect(fleet.get().oldestAsOf).toBeGreaterThan(clock.now() - 90_000);
    },
  );

  test("is read at once when somebody says so, or by itself in a minute", async () => {
    for (const how of ["retry", "refresh", "wait"] as const) {
      const { clock, fleet, mend } = await refusedBehind(failure("upstream", 500));
      await clock.advance(300_000);
      mend();
      if (how === "wait") await clock.advance(60_000);
      else fleet[how]();
      for (let turn = 0; turn < 5; turn += 1) await settle();
      await clock.advance(0);
      expect(fleet.get()).toMatchObject({ checked: 500, end: "complete", trouble: undefined });
    }
  });

  test("is no trouble once the scan is stopped", async () => {
    const { clock, fleet, countRefused } = await refusedBehind(failure("upstream", 500));
    await clock.advance(60_000);
    fleet.stopScan();
    expect(fleet.get()).toMatchObject({ scanPaused: true, trouble: undefined });
    const before = countRefused();
    await clock.advance(120_000);
    expect(fleet.get().trouble).toBeUndefined();
    expect(countRefused()).toBe(before);
  });
});
