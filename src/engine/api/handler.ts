import type { Clock } from "../clock.ts";
import type { Fleet } from "../fleet.ts";
import type { EngineLimits } from "../limits.ts";
import type { EngineStore } from "../store/engine-store.ts";
import type { Reply } from "./reply.ts";

/** What handlers work with. */
export interface ApiContext {
  readonly fleet: Fleet;
  readonly store: EngineStore;
  readonly limits: EngineLimits;
  readonly clock: Clock;
}

export interface ApiRequest {
  /** From the path, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  /** Parsed JSON; `undefined` when there was no body. */
  readonly body: unknown;
}

/** Answers one endpoint. Deadlines that passed are already dealt with. What it throws becomes a 500. */
export type Handler = (context: ApiContext, request: ApiRequest) => Reply | Promise<Reply>;
