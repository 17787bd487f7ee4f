import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { settle } from "./testing/fake-clock.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

/** Long enough for a machine that has other things to do. */
const PATIENCE_MS = 60_000;

const step = fc.record({
  started: fc.nat({ max: 12 }),
  ended: fc.array(fc.nat({ max: 200 }), { maxLength: 12 }),
  restarted: fc.array(fc.nat({ max: 200 }), { maxLength: 2 }),
});

describe("an upstream whose cursors count rows", () => {
  test(
    "shows nothing twice and comes to an end, whatever starts and ends while it is read",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const { clock, fleet, upstream, show, shownIds } = createTestFleet({
            ...{ sandboxes: 120, pageSize: 10, countsRows: true },
          });
          upstream.holdReplies(true);
          await show(undefined, { column: "started", direction: "asc" });
          for (const { started, ended, restarted } of steps) {
            upstream.createMany(started);
            for (const at of ended) upstream.kill(upstream.ids()[at] ?? "");
            for (const at of restarted.filter((index) => index < upstream.ids().length))
              upstream.restart(upstream.ids()[at] ?? "");
            await clock.advance(1_000);
            upstream.deliver();
            await settle();
            expect(new Set(shownIds()).size).toBe(shownIds().length);
            expect(fleet.get().matching).toBe(shownIds().length);
          }
          upstream.holdReplies(false);
          upstream.deliver();
          for (let turn = 0; turn < 20; turn += 1) await settle();
          expect(["complete", "looped"]).toContain(fleet.get().end);
          expect(new Set(shownIds()).size).toBe(shownIds().length);
          // Each page is asked for once: what has shifted is found by what is read again later.
          const cursors = upstream.requests.map(({ cursor }) => cursor);
          expect(new Set(cursors).size).toBe(cursors.length);
        }),
        { numRuns: 60 },
      );
    },
    PATIENCE_MS,
  );

  test("is true again once all of it was read again while nothing happened", async () => {
    const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({
      ...{ sandboxes: 300, pageSize: 50, countsRows: true },
    });
    await show();
    await readToEnd();
    for (const id of upstream.ids().slice(20, 90)) upstream.kill(id);
    upstream.createMany(30);
    fleet.setViewport(0, 10);
    fleet.setInterval(10_000);
    await clock.advance(300_000);
    await readToEnd();
    await clock.advance(300_000);
    expect(shownIds()).toEqual(upstream.ids());
  });
});
