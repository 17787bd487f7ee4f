import type { Failure } from "#contract/failure.ts";
import type { Capabilities } from "#query/capabilities.ts";
import type { Clock } from "#web/lib/clock.ts";
import type { FleetLimits } from "./fleet-limits.ts";
import type { ReadPage } from "./list-reading.ts";
import type { LoadLookups, ReadDetail } from "./lazy-lookups.ts";
import type { LoadUpkeep, ReadEvents } from "./lazy-upkeep.ts";
import type { RegexService } from "./regex-service.ts";
import type { TemplateNames } from "./template-names.ts";

/** What the fleet is put together from. */
export interface FleetDependencies {
  readonly readPage: ReadPage;
  readonly readDetail: ReadDetail;
  readonly readEvents: ReadEvents;
  readonly loadLookups: LoadLookups;
  readonly loadUpkeep: LoadUpkeep;
  readonly failureOf: (error: unknown) => Failure;
  readonly clock: Clock;
  readonly capabilities: Capabilities;
  readonly regex: Pick<RegexService, "test" | "tooSlow" | "isMissing" | "subscribe">;
  readonly templateNames: TemplateNames;
  /** The moment that the ages of the first query are counted from, milliseconds since 1970; else the present. */
  readonly firstNow?: number;
  readonly limits?: FleetLimits;
}
