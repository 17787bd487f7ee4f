import * as v from "valibot";
import { finite, object, parseWith, text, type ParseError } from "./parse.ts";
import { fail, ok, type Result } from "./result.ts";
import { timestampToMicros } from "./timestamp.ts";

const amount = v.nullish(
  v.pipe(
    finite,
    v.check((value) => value >= 0, "must not be negative"),
  ),
);
const sample = object({
  timestamp: v.nullish(text),
  timestampUnix: v.nullish(finite),
  cpuCount: amount,
  cpuUsedPct: amount,
  memUsed: amount,
  memTotal: amount,
  // Older servers count in MiB (contract 7.1).
  memUsedMiB: amount,
  memTotalMiB: amount,
});

/** One sample as a reply may hold it. */
export type SandboxMetricReply = v.InferInput<typeof sample>;

/** What a sandbox used at one moment. Upstreams leave out what they do not measure. */
export interface UsageSample {
  /** Milliseconds since 1970 by the upstream's clock. */
  readonly at: number | undefined;
  /** Per cent of all its processors together. */
  readonly cpuPercent: number | undefined;
  readonly cpuCount: number | undefined;
  /** Bytes, both. A total is above 0. */
  readonly memoryUsed: number | undefined;
  readonly memoryTotal: number | undefined;
}

/**
 * The latest sample of each sandbox asked for; those without one are absent. A sample that cannot be read is as none, unless none can be: the
 * error then names the field.
 */
export function parseFleetMetrics(value: unknown): Result<ReadonlyMap<string, UsageSample>, ParseError> {
  const reply = parseWith(object({ sandboxes: v.unknown() }), value);
  if (!reply.ok) return reply;
  const { sandboxes } = reply.value;
  if (typeof sandboxes !== "object" || sandboxes === null || Array.isArray(sandboxes))
    return fail("sandboxes must be an object");
  const samples = new Map<string, UsageSample>();
  let error: ParseError | undefined;
  for (const [id, entry] of Object.entries(sandboxes)) {
    if (entry === null) continue;
    const parsed = parseWith(sample, entry);
    const usage = parsed.ok ? usageOf(parsed.value) : undefined;
    if (usage) samples.set(id, usage);
    if (!parsed.ok) error ??= `sandboxes.${id}: ${parsed.error}`;
  }
  return error !== undefined && samples.size === 0 ? fail(error) : ok(samples);
}

const MIB = 1024 ** 2;

const times = (count: number | null | undefined, factor: number): number | undefined =>
  typeof count === "number" ? count * factor : undefined;

function usageOf(reply: v.InferOutput<typeof sample>): UsageSample | undefined {
  const cpuPercent = reply.cpuUsedPct ?? undefined;
  const memoryUsed = reply.memUsed ?? times(reply.memUsedMiB, MIB);
  const memoryTotal = reply.memTotal ?? times(reply.memTotalMiB, MIB);
  if (cpuPercent === undefined && memoryUsed === undefined) return undefined;
  return {
    at: momentOf(reply),
    cpuPercent,
    cpuCount: reply.cpuCount || undefined,
    memoryUsed,
    memoryTotal: memoryTotal || undefined,
  };
}

function momentOf({ timestamp, timestampUnix }: v.InferOutput<typeof sample>): number | undefined {
  const parsed = timestampToMicros(timestamp ?? "");
  return parsed.ok ? Math.floor(parsed.value / 1000) : times(timestampUnix, 1000);
}
