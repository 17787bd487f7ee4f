import type { SandboxDetail } from "#contract/sandbox.ts";
import type { Query } from "#query/ast.ts";
import type { Capabilities } from "#query/capabilities.ts";
import type { Plan } from "#query/plan.ts";
import type { ReadableStore } from "#web/lib/store.ts";
import type { Judge } from "./judge.ts";
import type { ListedRows } from "./listed-rows.ts";
import type { FleetRow, Mark } from "./row.ts";
import type { FleetSnapshot } from "./snapshot.ts";
import type { Sort } from "./sort.ts";
import type { UpstreamFacts } from "./upstream-facts.ts";

/** All known sandboxes of one upstream, kept outside React: the one place that owns rows, order, marks and as-of times. */
export interface Fleet extends ReadableStore<FleetSnapshot> {
  /** The rows may take moments to find; what was shown stays until they are, and the snapshot says what it is the answer to. */
  readonly show: (query: Query, sort: Sort | undefined, group?: Sort["column"]) => void;
  /** What was asked for last, at once divided between server and browser. Whoever is told of another view or snapshot may find another one. */
  readonly plan: () => Plan;
  /** Which rows of the snapshot are on screen; reading follows the eye. */
  readonly setViewport: (first: number, last: number) => void;
  /** Reads the head and the visible pages again, every so many milliseconds; `undefined` stops. */
  readonly setInterval: (milliseconds: number | undefined) => void;
  /** False while nobody can see the page: no reads at all. */
  readonly setActive: (active: boolean) => void;
  readonly refresh: () => void;
  /** More is known of the upstream, or less: what is shown stays while it is asked otherwise. */
  readonly setCapabilities: (capabilities: Capabilities) => void;
  /** The clock was put right: what was asked for and judged by the time is so anew, while what is shown stays. */
  readonly clockChanged: () => void;
  /** Tries what failed at once, and nothing else. */
  readonly retry: () => void;
  /** Lets a paused scan read on, at once and ten times as far. */
  readonly continueScan: () => void;
  /** Ends a scan where it is, also one that waits; `continueScan` takes it up again. */
  readonly stopScan: () => void;
  readonly row: (id: string) => FleetRow | undefined;
  /** All rows known, of this list or another: what suggestions are made of. */
  readonly knownRows: () => readonly FleetRow[];
  /** Somebody looks at what is known of a sandbox, wherever it stands: it is not forgotten until the returned function is called. */
  readonly keep: (id: string) => () => void;
  /** Takes in a single reading, newer than the list's. */
  readonly learn: (detail: SandboxDetail, requestedAt: number) => void;
  /** A sandbox is known not to exist any more, as of now. */
  readonly forget: (id: string) => void;
  readonly mark: (id: string, mark: Mark | undefined) => void;
  /** Shows a row whatever the filter says, until the query changes. */
  readonly pin: (id: string) => void;
  /** What is listed, row by row as it changes, whether the query shows it or not. Told before the snapshot's listeners are. */
  readonly onRows: ListedRows["onRows"];
  /** What conditions are judged by at this moment. */
  readonly matchContext: Judge["context"];
  /** What the upstream was seen to do with list requests. */
  readonly facts: ReadableStore<UpstreamFacts>;
  readonly close: () => void;
}
