import type { Failure } from "#contract/failure.ts";
import { fieldIs, metadataIs, type Query } from "#query/ast.ts";
import { plan } from "#query/plan.ts";
import type { FleetSnapshot } from "#web/fleet/snapshot.ts";

export const noon = new Date(2026, 10, 23, 12, 4, 31).getTime();
export const prod: Query = { conditions: [metadataIs("env", "prod")] };
export const running: Query = { conditions: [fieldIs("state", "running")] };
export const byTemplate: Query = { conditions: [fieldIs("template", "base")] };
export const runningByTemplate: Query = { conditions: [...running.conditions, ...byTemplate.conditions] };

/** A fleet of which all was read at noon, but for what is said. */
export function snapshotOf(query: Query, part: Partial<FleetSnapshot>): FleetSnapshot {
  const planned = plan(query, { now: 0 });
  const refined = planned.kind === "lists" && planned.inBrowser.length > 0;
  return {
    ...{
      wanted: { query, sort: undefined, group: undefined },
      isLate: false,
      rows: [],
      marks: new Map(),
      pinned: new Set(),
      checked: 0,
      matching: 0,
      undecided: 0,
      tooSlow: [],
      regexMissing: false,
      missing: [],
      goneByEvent: new Set(),
      standIns: 0,
      end: "complete",
      isAnswered: false,
    },
    ...{
      plan: planned,
      refined,
      sortedHere: false,
      scanPaused: false,
      sought: 0,
      totalRunning: undefined,
      rowsPerSecond: undefined,
    },
    ...{ isRefreshing: false, headAsOf: noon, oldestAsOf: noon, reading: false, trouble: undefined },
    ...part,
  };
}

export const counts = (matching: number, checked = matching) => ({ matching, checked });

/** What failed, to be tried again eight seconds after noon. */
export const trouble = (kind: Failure["kind"], message = "boom.", retryAfterSeconds?: number) => ({
  failure: {
    ...{ kind, message, endpoint: "listSandboxes", status: 500 },
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  } satisfies Failure,
  nextTryAt: noon + 8_000,
});
