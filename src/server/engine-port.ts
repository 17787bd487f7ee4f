import type { Result } from "#contract/result.ts";

/** What the server needs of the local engine. The composition root hands in the real one. */
export interface Engine {
  /** Its origin, without a trailing slash. */
  readonly url: string;
  /** Whether it holds the sample fleet. */
  isDemo(): boolean;
  /** How many sandboxes it has, running and paused. */
  count(): number;
  fillDemo(count: number): EngineOutcome | Promise<EngineOutcome>;
  empty(): void | EngineOutcome | Promise<void | EngineOutcome>;
  close(): Promise<void>;
}

export type EngineOutcome = Result<unknown, EngineProblem>;

export interface EngineProblem {
  readonly code: string;
  /** What happened, to what. */
  readonly message: string;
  /** The way out. */
  readonly remedy: string;
}

export interface EngineStarter {
  readonly loadOrMakeKey: (dataDir: string) => Result<string, EngineProblem>;
  readonly start: (options: {
    readonly dataDir: string;
    readonly key: string;
    readonly host: string;
    readonly port: number;
  }) => Promise<Result<Engine, EngineProblem>>;
}
