import { expect, test } from "vitest";
import type { ListedSandbox, SandboxDetail } from "#contract/sandbox.ts";
import { microsToTimestamp } from "#contract/timestamp.ts";
import { median, recordFigures } from "#e2e/bench/figures.ts";
import { stopwatch } from "#e2e/bench/stopwatch.ts";
import { emptyQuery, metadataIs, type Query } from "#query/ast.ts";
import { noCapabilities } from "#query/capabilities.ts";
import { failureFrom } from "#web/data/request.ts";
import type { ListPage } from "#web/data/sandboxes.ts";
import { createLookups } from "../lookups.ts";
import type { Fleet } from "../fleet-store.ts";
import { createFleet } from "../fleet.ts";
import { defaultFleetLimits } from "../fleet-limits.ts";
import type { Sort } from "../sort.ts";
import { createTemplateNames } from "../template-names.ts";
import { createUpkeep } from "../upkeep.ts";
import { createFakeClock, settle } from "../testing/fake-clock.ts";
import { createSyncRegex } from "../testing/sync-regex.ts";

const ROWS = 100_000;
const PAGE = 100;
const ROUNDS = 15;
const LIMIT_MS = 16;

const START = Date.UTC(2026, 10, 23) * 1000;

/** Newest first, with five pairs each. `version` goes into the state of every third one. */
function sandboxAt(n: number, version: number): ListedSandbox {
  return {
    sandboxID: `i${n}`,
    templateID: `tpl${n % 7}`,
    startedAt: microsToTimestamp(START - n * 1000),
    endAt: microsToTimestamp(START + 3_600_000_000 + n),
    cpuCount: 1 + (n % 4),
    memoryMB: 512 * (1 + (n % 5)),
    state: (n + version) % 3 === 0 ? "paused" : "running",
    metadata: [
      ["run", `run-${n}`],
      ["owner", `user-${n % 900}`],
      ["env", n % 3 === 0 ? "prod" : "dev"],
      ["region", `r${n % 5}`],
      ["team", `team-${n % 4}`],
    ],
  };
}

/** Each takes the time from a page's arrival, or a row's, until the snapshot is made and everybody was told. */
interface Loaded {
  readonly fleet: Fleet;
  readonly timeRefresh: () => Promise<number>;
  readonly timeAppend: () => Promise<number>;
  readonly timeOne: () => number;
}

/** A store that has read nearly all of a large fleet, over an upstream whose replies are at hand. */
async function load(query: Query, sort?: Sort): Promise<Loaded> {
  const clock = createFakeClock();
  let version = 0;
  let deliver: (() => void) | undefined;
  let isHeld = false;
  const pageAt = (from: number): ListPage => ({
    rows: Array.from({ length: PAGE }, (_, index) => sandboxAt(from + index, version)),
    ...{ next: String(from + PAGE), totalRunning: undefined, requestedAt: clock.now() },
  });
  const fleet = createFleet({
    readPage: (_, cursor) => {
      const page = pageAt(Number(cursor ?? 0));
      if (!isHeld) return Promise.resolve(page);
      return new Promise((resolve) => {
        deliver = () => resolve(page);
      });
    },
    readDetail: () => Promise.reject(new Error("nothing is looked up")),
    readEvents: () => Promise.reject(new Error("no events are served")),
    loadLookups: async () => createLookups,
    loadUpkeep: async () => createUpkeep,
    failureOf: (error) => failureFrom(error, "listSandboxes"),
    clock,
    capabilities: noCapabilities,
    regex: createSyncRegex(),
    templateNames: createTemplateNames(async () => []),
    limits: { ...defaultFleetLimits, scanRows: 2 * ROWS },
  });
  // As the screen and the facets do.
  fleet.subscribe(() => fleet.get().rows.length);
  fleet.onRows(() => undefined);
  fleet.show(query, sort);
  await settle();
  for (let before = -1; fleet.get().checked < ROWS - PAGE && fleet.get().checked !== before;) {
    before = fleet.get().checked;
    fleet.setViewport(fleet.get().rows.length, fleet.get().rows.length);
    await settle();
    if (fleet.get().checked >= ROWS - 2 * PAGE) isHeld = true;
  }
  fleet.setViewport(0, 40);

  async function timed(start: () => void): Promise<number> {
    isHeld = true;
    start();
    await settle();
    const stop = stopwatch();
    deliver?.();
    await settle();
    return stop();
  }

  return {
    fleet,
    timeRefresh: async () => {
      version += 1;
      await clock.advance(1);
      return timed(fleet.refresh);
    },
    timeAppend: () => timed(() => fleet.setViewport(fleet.get().rows.length, fleet.get().rows.length)),
    timeOne: () => {
      version += 1;
      const sandbox: SandboxDetail = { ...sandboxAt(ROWS / 2, version), state: `state-${version}` };
      const stop = stopwatch();
      fleet.learn(sandbox, clock.now() + version);
      return stop();
    },
  };
}

const prod: Query = { conditions: [metadataIs("env", "prod")] };
const fourTeams: Query = { conditions: [metadataIs("team", "team-0", "team-1", "team-2", "team-3")] };

test.each<readonly [string, Query, Sort | undefined]>([
  ["in the server's order", emptyQuery, undefined],
  ["of an upstream that does not filter", prod, undefined],
  ["merged of four lists that each hold all", fourTeams, undefined],
  ["sorted by a number", emptyQuery, { column: "memory", direction: "asc" }],
  ["sorted by a text", emptyQuery, { column: "template", direction: "asc" }],
])(`a page of ${PAGE} among ${ROWS} rows, %s`, async (name, query, sort) => {
  const loaded = await load(query, sort);
  expect(loaded.fleet.get().checked).toBeGreaterThan(0.9 * ROWS);
  const refreshes: number[] = [];
  const appends: number[] = [];
  const ones: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    refreshes.push(await loaded.timeRefresh());
    appends.push(await loaded.timeAppend());
    ones.push(loaded.timeOne());
  }
  recordFigures(
    `The store alone, ${ROWS.toLocaleString("en")} rows: from a reply to the snapshot, processor time, medians of ${ROUNDS}`,
    name,
    [
      { name: `head page of ${PAGE} read again`, value: median(refreshes), unit: "ms", limit: LIMIT_MS },
      { name: `page of ${PAGE} added`, value: median(appends), unit: "ms", limit: LIMIT_MS },
      // The limit of one changed row is for the browser's figure, with all that is drawn.
      { name: "one row changed", value: median(ones), unit: "ms" },
    ],
  );
});
