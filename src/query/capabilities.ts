/** What an upstream is proven to do with a list request, beyond filtering by metadata and a single state. */
export interface Capabilities {
  /** Filters by `template`, an id or alias. */
  readonly template: boolean;
  /** Leaves out what started before `startedAfter`. */
  readonly startedAfter: boolean;
  /** Lists the oldest first with `order=asc`. */
  readonly order: boolean;
}

export const noCapabilities: Capabilities = { template: false, startedAfter: false, order: false };
