import type { Result } from "#contract/result.ts";

/** What the server needs of the local engine. The composition root hands in the real one. */
export interface Engine {
  /** Its origin, without a trailing slash. */
  readonly url: string;
  /** Whether it holds the sample fleet. */
  isDemo(): boolean;
  /** How many sandboxes it has, running and paused. */
  count(): number;
  fillDemo(count: number): Result<number, EngineProblem>;
  empty(): void;
  close(): Promise<void>;
}

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
    readonly log: (line: string) => void;
  }) => Promise<Result<Engine, EngineProblem>>;
}

/** The engine knows no settings of ours; where one of them is the way out, it is named. */
const settingByCode = new Map([
  ["port-taken", "Stop what listens there, or set SANDBAR_ENGINE_PORT (or --engine-port) to a free port."],
  ["held", "Stop that process, or set SANDBAR_DATA_DIR (or --data-dir) to another folder."],
  ["not-empty", "Add --reset to empty it first."],
]);

/** What hinders the engine, and the way out, for a person. */
export const wayOut = ({ code, message, remedy }: EngineProblem): string =>
  `${message} ${settingByCode.get(code) ?? remedy}`;
