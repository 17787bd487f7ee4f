import { emptyQuery, type Query } from "#query/ast.ts";
import { noCapabilities } from "#query/capabilities.ts";
import { testContext } from "#query/testing/test-context.ts";
import { failureFrom } from "#web/data/request.ts";
import { createControl, type FleetControl } from "../control.ts";
import { createFleet, defaultFleetLimits, type Fleet, type FleetLimits } from "../fleet.ts";
import type { Sort } from "../sort.ts";
import { createFakeClock, settle, type FakeClock } from "./fake-clock.ts";
import { createFakeUpstream, type FakeUpstream, type FakeUpstreamOptions } from "./fake-upstream.ts";

interface TestFleet {
  readonly clock: FakeClock;
  readonly upstream: FakeUpstream;
  readonly fleet: Fleet;
  readonly control: FleetControl;
  readonly show: (query?: Query, sort?: Sort) => Promise<void>;
  readonly shownIds: () => readonly string[];
  /** Scrolls down step by step until the list has been read to its end. */
  readonly readToEnd: () => Promise<void>;
}

interface Options extends FakeUpstreamOptions {
  readonly sandboxes?: number;
  readonly limits?: Partial<FleetLimits>;
}

/** A fleet store over an upstream in memory, with a clock that stands still. */
export function createTestFleet({ sandboxes = 0, limits, ...options }: Options = {}): TestFleet {
  const clock = createFakeClock();
  const upstream = createFakeUpstream(clock, options);
  upstream.createMany(sandboxes);
  const fleet = createFleet({
    readPage: upstream.readPage,
    failureOf: (error) => failureFrom(error, "listSandboxes"),
    clock,
    capabilities: noCapabilities,
    regex: { test: testContext().regex, subscribe: () => () => undefined },
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
