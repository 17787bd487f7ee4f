import { parseFleetMetrics, type UsageSample } from "#contract/metrics.ts";
import { request } from "./request.ts";

/** The most sandboxes that may be asked about at once (contract 7.1). */
export const MOST_METRICS = 100;

/** What these sandboxes used last; those without a sample are absent. Ids are safe ones. Throws `RequestFailed`. */
export async function readFleetMetrics(
  upstream: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, UsageSample>> {
  const reply = await request(upstream, {
    endpoint: "fleetMetrics",
    parameters: {},
    search: `sandbox_ids=${ids.join(",")}`,
    signal,
    parse: parseFleetMetrics,
  });
  return reply.value;
}
