export interface FleetLimits {
  /** Rows read without asking when conditions or a sort need more than the screen shows. */
  readonly scanRows: number;
  /** How many rows below the last visible one are read ahead. */
  readonly readAhead: number;
  /** How many list requests one refresh sends. */
  readonly refreshPages: number;
  /** The most requests, over several refreshes, to catch up with new sandboxes above what is looked at, so that it need not move. */
  readonly catchUpPages: number;
}

export const defaultFleetLimits: FleetLimits = {
  scanRows: 10_000,
  readAhead: 60,
  refreshPages: 3,
  catchUpPages: 30,
};
