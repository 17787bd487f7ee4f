import type { Failure } from "#contract/failure.ts";

/** How a list request may fail. */
export const listFailure = (kind: Failure["kind"], status: number): Failure => ({
  ...{ kind, endpoint: "listSandboxes", status, message: kind },
});
