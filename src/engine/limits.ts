/** What one engine allows. All of it may be set by its owner. */
export interface EngineLimits {
  /**
   * Sandboxes running at once. Beyond it, create and resume answer 429. Demo data may exceed it. The default is the size the
   * engine is measured for: with the runtime "none" a sandbox costs a row.
   */
  readonly concurrentSandboxes: number;
  /** The longest timeout a request may ask for, in hours. */
  readonly maxTimeoutHours: number;
  /** The largest request body, in bytes. */
  readonly bodyBytes: number;
  /** How long lifecycle events are kept, in days. The API looks back 60 at most (contract 7.3). */
  readonly eventDays: number;
}

export const defaultLimits: EngineLimits = {
  concurrentSandboxes: 100_000,
  maxTimeoutHours: 24,
  bodyBytes: 1024 * 1024,
  eventDays: 60,
};
