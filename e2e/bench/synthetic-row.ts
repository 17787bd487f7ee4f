import type { ListedSandboxReply } from "#contract/sandbox.ts";

/** When the newest row started, milliseconds since 1970: the same in every run. */
const NEWEST = Date.UTC(2026, 10, 20);
const ENVIRONMENTS = ["prod", "staging", "dev"];

/** A row that is the same in every run but for its state, which each version turns. Row 0 is the newest, and each has five pairs. */
export function syntheticRow(n: number, version = 0): ListedSandboxReply {
  const isPaused = (n % 3 === 0) !== (version % 2 === 1);
  return {
    sandboxID: `i${n.toString(36).padStart(19, "0")}`,
    templateID: `tpl${n % 7}`,
    alias: `template-${(n * 31) % 97}`,
    startedAt: new Date(NEWEST - n * 1_000).toISOString(),
    endAt: new Date(NEWEST + 400 * 86_400_000).toISOString(),
    cpuCount: 1 + (n % 8),
    memoryMB: 512 * (1 + ((n * 7) % 16)),
    state: isPaused ? "paused" : "running",
    envdVersion: "0.2.0",
    metadata: {
      env: ENVIRONMENTS[n % 3] ?? "",
      owner: `user-${n % 900}`,
      region: `r${n % 5}`,
      run: `run-${n}`,
      team: `team-${n % 4}`,
    },
  };
}
