import { emptyQuery, type Query } from "#query/ast.ts";
import { noCapabilities, type Capabilities } from "#query/capabilities.ts";
import { failureFrom } from "#web/data/request.ts";
import { createControl, type FleetControl } from "../control.ts";
import type { Fleet } from "../fleet-store.ts";
import { createFleet } from "../fleet.ts";
import { defaultFleetLimits, type FleetLimits } from "../fleet-limits.ts";
import { createLookups } from "../lookups.ts";
import type { Sort } from "../sort.ts";
import { createTemplateNames } from "../template-names.ts";
import { createUpkeep } from "../upkeep.ts";
import { createFakeClock, settle, type FakeClock } from "./fake-clock.ts";
import { createFakeUpstream, type FakeUpstream, type FakeUpstreamOptions } from "./fake-upstream.ts";
import { createSyncRegex, type SyncRegex } from "./sync-regex.ts";

interface TestFleet {
  readonly clock: FakeClock;
  readonly upstream: FakeUpstream;
  readonly regex: SyncRegex;
  readonly fleet: Fleet;
  readonly control: FleetControl;
  readonly show: (query?: Query, sort?: Sort) => Promise<void>;
  readonly shownIds: () => readonly string[];
  /** Scrolls down step by step until the list has been read to its end. */
  readonly readToEnd: () => Promise<void>;
}

interface Options extends FakeUpstreamOptions {
  readonly sandboxes?: number;
  readonly capabilities?: Capabilities;
  readonly limits?: Partial<FleetLimits>;
}

/** A fleet store over an upstream in memory, with a clock that stands still. */
export function createTestFleet({
  sandboxes = 0,
  capabilities = noCapabilities,
  limits,
  ...options
}: Options = {}): TestFleet {
  const clock = createFakeClock();
  const upstream = createFakeUpstream(clock, options);
  upstream.createMany(sandboxes);
  const regex = createSyncRegex();
  const fleet = createFleet({
    readPage: upstream.readPage,
    readDetail: upstream.readDetail,
    readEvents: upstream.readEvents,
    loadLookups: async () => createLookups,
    loadUpkeep: async () => createUpkeep,
    failureOf: (error) => failureFrom(error, "listSandboxes"),
    clock,
    capabilities,
    regex,
    templateNames: createTemplateNames(upstream.readTemplates),
    limits: { ...defaultFleetLimits, ...limits },
  });
  const control = createControl({
    fleet,
    actions: upstream.actions,
    readDetail: upstream.readDetail,
    failureOf: (error) => failureFrom(error, "getSandbox"),
  });
  return {
    clock,
    upstream,
    regex,
    fleet,
    control,
    show: async (query = emptyQuery, sort) => {
      fleet.show(query, sort);
      await settle();
    },
    shownIds: () => fleet.get().rows.map(({ sandboxID }) => sandboxID),
    readToEnd: async () => {
      for (let before = -1; fleet.get().end === "more" && fleet.get().checked !== before;) {
        before = fleet.get().checked;
        fleet.setViewport(fleet.get().rows.length - 30, fleet.get().rows.length);
        await settle();
      }
    },
  };
}
