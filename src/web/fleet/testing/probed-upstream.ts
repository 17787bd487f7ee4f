import type { ListFilter } from "#contract/list-query.ts";
import type { ListedSandbox } from "#contract/sandbox.ts";
import { microsToTimestamp, timestampToMicros } from "#contract/timestamp.ts";
import type { ProbeReply } from "../probes.ts";

/** What an upstream does with a parameter. */
export const conducts = ["obeys", "ignores", "as-metadata", "after-limit", "fails"] as const;
export type Conduct = (typeof conducts)[number];
type Parameter = "template" | "startedAfter" | "order";
export type Conducts = Readonly<Record<Parameter, Conduct>> & {
  /** Leaves out what started at the very moment, too. */
  readonly exclusive?: boolean;
  /** Knows templates by their ids, and none by its alias. */
  readonly idsOnly?: boolean;
};

/** A sandbox by when it started, in seconds, and its template. */
export interface ProbedSandbox {
  readonly id: string;
  readonly start: number;
  readonly template: string;
}

const micros = ({ start }: ProbedSandbox): number => 1_700_000_000_000_000 + start * 1_000_000;

const aliasOf = (template: string): string => `${template}-alias`;

export const listed = (sandbox: ProbedSandbox): ListedSandbox => ({
  ...{ sandboxID: sandbox.id, templateID: sandbox.template, state: "running", metadata: [] },
  alias: aliasOf(sandbox.template),
  ...{
    startedAt: microsToTimestamp(micros(sandbox)),
    endAt: microsToTimestamp(micros(sandbox) + 3_600_000_000),
  },
  ...{ cpuCount: 2, memoryMB: 512 },
});

/** Answers a list request of one row as an upstream of that conduct does; `undefined` is an error. */
export function probeReply(
  sandboxes: readonly ProbedSandbox[],
  conduct: Conducts,
  filter: ListFilter,
): ProbeReply | undefined {
  const { template, startedAfter, order } = filter;
  const asked = (["template", "startedAfter", "order"] as const).filter((name) => filter[name] !== undefined);
  if (asked.some((name) => conduct[name] === "fails")) return undefined;
  if (asked.some((name) => conduct[name] === "as-metadata")) return { rows: [], next: undefined };

  const since = startedAfter === undefined ? undefined : timestampToMicros(startedAfter);
  const meets: Readonly<Record<"template" | "startedAfter", (sandbox: ProbedSandbox) => boolean>> = {
    template: (sandbox) =>
      template === undefined ||
      sandbox.template === template ||
      (!conduct.idsOnly && aliasOf(sandbox.template) === template),
    startedAfter: (sandbox) =>
      !since?.ok || micros(sandbox) > since.value || (!conduct.exclusive && micros(sandbox) === since.value),
  };
  const passes = (when: Conduct) => (sandbox: ProbedSandbox) =>
    (["template", "startedAfter"] as const).every((name) => conduct[name] !== when || meets[name](sandbox));
  const sign = order === "asc" && conduct.order === "obeys" ? 1 : -1;
  const all = sandboxes
    .filter(passes("obeys"))
    .sort((a, b) => sign * (a.start - b.start) || (a.id < b.id ? -1 : 1));
  return {
    rows: all.slice(0, 1).filter(passes("after-limit")).map(listed),
    next: all.length > 1 ? "next" : undefined,
  };
}
