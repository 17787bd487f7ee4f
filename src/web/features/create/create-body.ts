import { metadataObject } from "#contract/metadata.ts";
import type { NewSandbox } from "#contract/sandbox.ts";
import { pairsOf, type PairRows } from "./metadata-rows.ts";

/** What an operator chose. */
export interface CreateChoices {
  readonly template: string;
  readonly timeoutSeconds: number;
  readonly onTimeout: "kill" | "pause";
  /** Whether a paused one wakes by itself; says nothing unless it pauses. */
  readonly autoResume: boolean;
  readonly internet: boolean;
  readonly metadata: PairRows;
  readonly environment: PairRows;
}

/**
 * The request's body with every choice explicit (contract 5.1): `autoResume` goes along exactly when the sandbox pauses, pairs only when
 * there are any.
 */
export function createBody(choices: CreateChoices): NewSandbox {
  const metadata = pairsOf(choices.metadata);
  const environment = pairsOf(choices.environment);
  const pauses = choices.onTimeout === "pause";
  return {
    templateID: choices.template.trim(),
    timeout: choices.timeoutSeconds,
    secure: true,
    allow_internet_access: choices.internet,
    autoPause: pauses,
    ...(pauses ? { autoResume: { enabled: choices.autoResume } } : {}),
    ...(metadata.length > 0 ? { metadata: metadataObject(metadata) } : {}),
    ...(environment.length > 0 ? { envVars: metadataObject(environment) } : {}),
  };
}
