import { parseMetadata, metadataObject } from "#contract/metadata.ts";
import { numberAt, textAt, textOrNullAt, type SqlRow, type SqlValue } from "#sqlite/database.ts";
import type { NetworkRules, Sandbox } from "../sandbox.ts";
import { stateCodes } from "./schema.ts";

/** The columns of `sandbox`, in the order that `toColumns` writes and `fromColumns` reads. */
export const sandboxColumns = [
  "id",
  "state",
  "neg_started",
  "end_at",
  "on_timeout",
  "template",
  "cpu_count",
  "memory_mib",
  "disk_mib",
  "runtime",
  "auto_resume",
  "internet",
  "network",
  "envd_token",
  "traffic_token",
  "metadata",
] as const;

export function toColumns(sandbox: Sandbox): (string | number | null)[] {
  return [
    sandbox.id,
    stateCodes[sandbox.state],
    -sandbox.startedAt,
    sandbox.endAt,
    sandbox.onTimeout,
    sandbox.templateId,
    sandbox.cpuCount,
    sandbox.memoryMiB,
    sandbox.diskMiB,
    sandbox.runtime,
    Number(sandbox.autoResume),
    Number(sandbox.allowInternetAccess),
    sandbox.network === undefined ? null : JSON.stringify(sandbox.network),
    sandbox.envdAccessToken ?? null,
    sandbox.trafficAccessToken ?? null,
    // As JSON, since the driver cuts text at a NUL when it reads, and JSON writes that as an escape.
    JSON.stringify(metadataObject(sandbox.metadata)),
  ];
}

export function fromColumns(row: SqlRow): Sandbox {
  const metadata = parseMetadata(JSON.parse(textAt(row, 15)));
  if (!metadata.ok) throw new TypeError("a stored sandbox has metadata that is not text");
  return {
    id: textAt(row, 0),
    state: numberAt(row, 1) === stateCodes.running ? "running" : "paused",
    startedAt: -numberAt(row, 2),
    endAt: numberAt(row, 3),
    onTimeout: textAt(row, 4) === "pause" ? "pause" : "kill",
    templateId: textAt(row, 5),
    cpuCount: numberAt(row, 6),
    memoryMiB: numberAt(row, 7),
    diskMiB: numberAt(row, 8),
    runtime: textAt(row, 9),
    autoResume: numberAt(row, 10) === 1,
    allowInternetAccess: numberAt(row, 11) === 1,
    network: networkOf(textOrNullAt(row, 12)),
    envdAccessToken: textOrNullAt(row, 13) ?? undefined,
    trafficAccessToken: textOrNullAt(row, 14) ?? undefined,
    metadata: metadata.value,
  };
}

function networkOf(json: string | null): NetworkRules | undefined {
  if (json === null) return undefined;
  const rules: NetworkRules = JSON.parse(json);
  return rules;
}

/**
 * The key under which a sandbox's template stands among its pairs. Bytes, not text, so that no metadata key can equal it: a
 * template is then filtered and counted like any other pair.
 */
const TEMPLATE_KEY: Uint8Array = Buffer.from("template");

/** One row of the inverted table, without the sandbox's place in it. */
export type StoredPair = readonly [key: SqlValue, value: string];

/** What a list is narrowed by: all of it must match. */
export interface Filter {
  readonly metadata: readonly (readonly [key: string, value: string])[];
  readonly templateId?: string;
}

/** The pairs under which a sandbox is found. A filter's pairs are formed the same way. */
export function storedPairs(of: Filter): StoredPair[] {
  return of.templateId === undefined ? [...of.metadata] : [[TEMPLATE_KEY, of.templateId], ...of.metadata];
}
