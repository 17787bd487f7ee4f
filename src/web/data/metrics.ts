import { parseFleetMetrics, type UsageSample } from "#contract/metrics.ts";
import { request } from "./request.ts";

/** The most sandboxes that may be asked about at once (contract 7.1). */
const MOST_IDS = 100;
/** Characters of ids that stay well within the shortest address a gateway takes. */
const MOST_TEXT = 6_000;

/** As many of these ids, from the first on, as one request can hold; at least one. */
export function metricsBatch(ids: readonly string[]): readonly string[] {
  let length = 0;
  const over = ids.findIndex((id, index) => {
    length += id.length + 1;
    return index === MOST_IDS || (index > 0 && length > MOST_TEXT);
  });
  return over < 0 ? ids : ids.slice(0, over);
}

/** What these sandboxes used last; those without a sample are absent. Ids are safe ones, of one `metricsBatch`. Throws `RequestFailed`. */
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
