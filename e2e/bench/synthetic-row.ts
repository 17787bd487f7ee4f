import type { ListedSandboxReply } from "#contract/sandbox.ts";

/** When the newest row started, milliseconds since 1970: the same in every run. */
const NEWEST = Date.UTC(2026, 10, 20);
const ENVIRONMENTS = ["prod", "staging", "dev"];

/** Places may be negative; ids and what is computed of them are not. A multiple of all the divisors below, so that it changes no row. */
const FIRST_INDEX = 400 * 2_444_400;

/** When a row started and is to end, milliseconds since 1970. */
export interface Life {
  readonly startedAt: number;
  readonly endAt: number;
}

const lifeOf = (n: number): Life => ({
  startedAt: NEWEST - n * 1_000,
  endAt: NEWEST + 400 * 86_400_000,
});

/** The place that an id was made of, if it was. */
export const placeOf = (id: string): number | undefined =>
  /^i[0-9a-z]{19}$/.test(id) ? Number.parseInt(id.slice(1), 36) - FIRST_INDEX : undefined;

/** A row that is the same in every run but for its state, which each version turns. Row 0 is the newest of those there are at first, and each has five pairs. */
export function syntheticRow(n: number, version = 0, life = lifeOf(n)): ListedSandboxReply {
  const index = FIRST_INDEX + n;
  const isPaused = (index % 3 === 0) !== (version % 2 === 1);
  return {
    sandboxID: `i${index.toString(36).padStart(19, "0")}`,
    templateID: `tpl${index % 7}`,
    alias: `template-${(index * 31) % 97}`,
    startedAt: new Date(life.startedAt).toISOString(),
    endAt: new Date(life.endAt).toISOString(),
    cpuCount: 1 + (index % 8),
    memoryMB: 512 * (1 + ((index * 7) % 16)),
    state: isPaused ? "paused" : "running",
    envdVersion: "0.2.0",
    metadata: {
      env: ENVIRONMENTS[index % 3] ?? "",
      owner: `user-${index % 900}`,
      region: `r${index % 5}`,
      run: `run-${n}`,
      team: `team-${index % 4}`,
    },
  };
}
