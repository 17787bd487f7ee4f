import { metadataValue } from "#contract/metadata.ts";
import type { SandboxFacts } from "#contract/sandbox.ts";
import type { Condition, Query } from "./ast.ts";

/** Whether a sandbox meets every condition. Exact and case-sensitive, as the server is (contract 4.2). */
export function match(query: Query, sandbox: SandboxFacts): boolean {
  for (const condition of query.conditions) if (!meets(condition, sandbox)) return false;
  return true;
}

function meets(condition: Condition, sandbox: SandboxFacts): boolean {
  if (condition.kind === "metadata")
    return metadataValue(sandbox.metadata, condition.key) === condition.value;
  if (condition.name === "state") return sandbox.state === condition.value;
  return sandbox.templateID === condition.value || sandbox.alias === condition.value;
}
