import { decodeMetadataFilter } from "#contract/metadata.ts";
import { timestampToMicros } from "#contract/timestamp.ts";

/** A row of the list as it stands on the wire, as far as it is filtered by. */
interface WireRow {
  readonly templateID: string;
  readonly alias?: string | null;
  readonly startedAt: string;
  readonly state: string;
  readonly metadata?: Readonly<Record<string, string>> | null;
}

const filters = ["metadata", "state", "template", "startedAfter"];

/** A list request without its filters and with another limit, for an upstream that filters after cutting its pages. */
export function withoutFilters(query: string, limit: number): string {
  const kept = query.split("&").filter((pair) => ![...filters, "limit"].includes(pair.split("=")[0] ?? ""));
  return [`limit=${Math.min(limit, Number(new URLSearchParams(query).get("limit") ?? limit))}`, ...kept].join(
    "&",
  );
}

/** The rows of a page that the request's filters leave. */
export function filteredRows(query: string, rows: readonly WireRow[]): readonly WireRow[] {
  const asked = new URLSearchParams(query);
  const pairs = decodeMetadataFilter(asked.get("metadata") ?? "");
  const template = asked.get("template");
  const since = timestampToMicros(asked.get("startedAfter") ?? "");
  return rows.filter((row) => {
    const started = timestampToMicros(row.startedAt);
    return (
      (!asked.has("state") || asked.get("state") === row.state) &&
      (!pairs.ok || pairs.value.every(([key, value]) => row.metadata?.[key] === value)) &&
      (template === null || row.templateID === template || row.alias === template) &&
      (!since.ok || !started.ok || started.value >= since.value)
    );
  });
}
