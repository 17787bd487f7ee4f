import { expect, test } from "vitest";
import { createTestFleet } from "./testing/test-fleet.ts";

const ROWS = 2_000;
const INTERVAL = 10_000;

test.each([
  [500, 60, 0],
  [300, 80, 0],
  [500, 160, 0],
  [500, 160, 150],
  [1_500, 60, 0],
  [1_700, 150, 0],
])(
  "%i killed elsewhere from row %i on while one looks at row %i: what lives stays, what does not goes before long",
  async (count, from, looked) => {
    const { clock, fleet, upstream, show, readToEnd, shownIds } = createTestFleet({ sandboxes: ROWS });
    await show();
    await readToEnd();
    fleet.setViewport(looked, looked + 30);
    fleet.setInterval(INTERVAL);
    await clock.advance(30 * INTERVAL);
    for (const id of upstream.ids().slice(from, from + count)) upstream.kill(id);
    for (let interval = 0; interval < 2 * (ROWS / 100); interval += 1) {
      upstream.forgetRequests();
      await clock.advance(INTERVAL);
      expect(upstream.requests.length).toBeLessThanOrEqual(3);
      const shown = new Set(shownIds());
      expect(upstream.ids().filter((id) => !shown.has(id))).toEqual([]);
    }
    expect(shownIds()).toEqual(upstream.ids());
  },
);
