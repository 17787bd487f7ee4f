import { encodeMetadataFilter, type Metadata } from "./metadata.ts";

/** The server's largest and default page (contract 4.4). */
export const PAGE_SIZE = 100;

/** One list request's filters, as the server understands them (contract 4). */
export interface ListFilter {
  /** Pairs that all must match exactly. */
  readonly metadata: Metadata;
  /** A single state; absent means all. */
  readonly state?: "running" | "paused";
  /** Template id or alias, where the upstream knows the parameter. */
  readonly template?: string;
  /** Only what started at this moment or later, RFC 3339, where the upstream knows the parameter. */
  readonly startedAfter?: string;
  /** The oldest first, where the upstream knows the parameter; else the newest (contract 4.4). */
  readonly order?: "asc";
}

/** The query string of a list request, without `?`. Equal filters give equal text. Throws `URIError` for lone surrogates. */
export function listSearch(
  filter: ListFilter,
  cursor: string | undefined,
  limit: number = PAGE_SIZE,
): string {
  const parts = [`limit=${limit}`];
  if (filter.state) parts.push(`state=${filter.state}`);
  if (filter.metadata.length > 0)
    parts.push(`metadata=${encodeURIComponent(encodeMetadataFilter(filter.metadata))}`);
  if (filter.template !== undefined) parts.push(`template=${encodeURIComponent(filter.template)}`);
  if (filter.startedAfter !== undefined)
    parts.push(`startedAfter=${encodeURIComponent(filter.startedAfter)}`);
  if (filter.order !== undefined) parts.push(`order=${filter.order}`);
  if (cursor !== undefined) parts.push(`nextToken=${encodeURIComponent(cursor)}`);
  return parts.join("&");
}
