import type { SandboxFacts } from "#contract/sandbox.ts";
import type { Condition, Query } from "./ast.ts";

/** Whether a sandbox meets every condition. Exact and case-sensitive, as the server is (contract 4.2). */
export function match(query: Query, sandbox: SandboxFacts): boolean {
  for (const condition of query.conditions) if (!meets(condition, sandbox)) return false;
  return true;
}

function meets(condition: Condition, sandbox: SandboxFacts): boolean {
  const { value } = condition;
  if (condition.kind === "metadata") {
    // A plain loop in place of a look-up: over a large fleet this is where the time goes.
    const { key } = condition;
    for (const pair of sandbox.metadata) if (pair[0] === key) return pair[1] === value;
    return false;
  }
  if (condition.name === "state") return sandbox.state === value;
  return sandbox.templateID === value || sandbox.alias === value;
}
