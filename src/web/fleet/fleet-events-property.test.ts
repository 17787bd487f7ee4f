import fc from "fast-check";
import { expect, test } from "vitest";
import { createTestFleet } from "./testing/test-fleet.ts";

/** Long enough for a machine that has other things to do. */
const PATIENCE_MS = 60_000;
const INTERVAL = 10_000;

const happening = fc.record({
  kind: fc.constantFrom("create", "kill", "pause", "resume", "deadline"),
  at: fc.nat({ max: 300 }),
});
const rounds = fc.array(fc.array(happening, { maxLength: 20 }), { maxLength: 12 });

test(
  "whatever happens elsewhere is shown after one interval, by one head page at most, where events are served",
  async () => {
    await fc.assert(
      fc.asyncProperty(rounds, fc.integer({ min: -4_000, max: 4_000 }), async (happenings, ahead) => {
        const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({
          ...{ sandboxes: 60, pageSize: 25, events: { ahead } },
        });
        for (const id of upstream.ids()) upstream.setDeadline(id, 1_900_000_000_000);
        await show();
        await readToEnd();
        fleet.setInterval(INTERVAL);
        fleet.setViewport(0, 5);
        await clock.advance(6 * INTERVAL);
        for (const round of happenings) {
          upstream.forgetRequests();
          for (const { kind, at } of round) {
            const id = upstream.ids()[at % Math.max(1, upstream.ids().length)];
            if (kind === "create") upstream.setDeadline(upstream.create(), 1_900_000_000_000);
            else if (id === undefined) continue;
            else if (kind === "kill") upstream.kill(id);
            else if (kind === "pause") upstream.setState(id, "paused");
            else if (kind === "deadline") upstream.setDeadline(id, 1_900_000_000_000 + at);
            else {
              upstream.setState(id, "running");
              upstream.restart(id);
            }
          }
          await clock.advance(INTERVAL);
          expect(shownIds()).toEqual(upstream.ids());
          expect(upstream.requests.length).toBeLessThanOrEqual(3);
          for (const { sandboxID, state } of fleet.get().rows) expect(state).toBe(upstream.state(sandboxID));
        }
      }),
      {
        numRuns: 100,
        examples: [
          [
            [
              [
                { kind: "create", at: 0 },
                { kind: "pause", at: 0 },
              ],
            ],
            0,
          ],
        ],
      },
    );
  },
  PATIENCE_MS,
);
