import { expect, test } from "vitest";
import { emptyQuery } from "#query/ast.ts";
import { parse } from "#query/parse.ts";
import { createTestFleet } from "./testing/test-fleet.ts";

/** Long enough for a machine that has other things to do. */
const PATIENCE_MS = 60_000;

const INTERVAL_MS = 10_000;
const ROWS = 200;
/** So many start, and so many end, in each interval. */
const TURNOVER = 3;
/** What is no longer listed is known for ten minutes, and looked at some time later. */
const REMEMBERED_INTERVALS = 66;
const queries = ["", "env=prod", "state:running", "env=~^p", "-env=prod age:<10m"].map(
  (text) => parse(text).query,
);
const byCpu = { column: "cpu", direction: "asc" } as const;

test.each([
  ["with lifecycle events", {}],
  ["without", undefined],
])(
  "half an hour of rows that come, change and go, looked at in several ways, %s: nothing more is known than there is",
  async (_, events) => {
    const { clock, fleet, upstream, show, shownIds } = createTestFleet({
      ...{ pageSize: 20, ...(events ? { events } : {}) },
    });
    let created = 0;
    const create = () => upstream.create({ metadata: [["env", (created += 1) % 2 === 0 ? "prod" : "dev"]] });
    for (let n = 0; n < ROWS; n += 1) create();
    await show(emptyQuery, byCpu);
    fleet.setInterval(INTERVAL_MS);
    let most = 0;
    for (let interval = 0; interval < 180; interval += 1) {
      for (let n = 0; n < TURNOVER; n += 1) {
        create();
        upstream.kill(upstream.ids()[(interval * 37 + n * 61) % ROWS] ?? "");
        const turned = upstream.ids()[(interval * 53 + n * 71) % ROWS] ?? "";
        upstream.setState(turned, upstream.state(turned) === "paused" ? "running" : "paused");
      }
      if (interval % 9 === 0) fleet.show(queries[(interval / 9) % queries.length] ?? emptyQuery, byCpu);
      if (interval % 4 === 0) fleet.setViewport((interval * 7) % ROWS, ((interval * 7) % ROWS) + 30);
      await clock.advance(INTERVAL_MS);
      most = Math.max(most, fleet.knownRows().length);
    }
    expect(most).toBeLessThanOrEqual(ROWS + TURNOVER * REMEMBERED_INTERVALS + 100);

    await show(emptyQuery, byCpu);
    for (let interval = 0; interval < 2 * REMEMBERED_INTERVALS; interval += 1)
      await clock.advance(INTERVAL_MS);
    expect(shownIds().toSorted()).toEqual(upstream.ids().toSorted());
    expect(fleet.knownRows()).toHaveLength(ROWS);
    expect(fleet.get().marks.size + fleet.get().pinned.size).toBe(0);
  },
  PATIENCE_MS,
);
