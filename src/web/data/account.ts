import { queryOptions } from "@tanstack/react-query";
import {
  parseEventPage,
  parseQuota,
  parseTemplates,
  type EventPage,
  type LifecycleEvent,
  type Template,
} from "#contract/account.ts";
import { request, type Reply } from "./request.ts";
import { isUnserved, type Unserved } from "./unserved.ts";

/** The account's limits and use; fails as `isUnserved` where the upstream has no such thing, unasked if `unserved` knows it. */
export const quotaOptions = (upstream: string, unserved?: Unserved) =>
  queryOptions({
    queryKey: ["quota", upstream],
    queryFn: async ({ signal }) => {
      const read = () => request(upstream, { endpoint: "quota", parameters: {}, signal, parse: parseQuota });
      return (await (unserved ? unserved.ask("quota", read) : read())).value;
    },
  });

/** The newest lifecycle events of one sandbox, newest first. Ids match partially upstream (contract 7.3), so others are dropped. */
export const sandboxEventsOptions = (upstream: string, id: string) =>
  queryOptions({
    queryKey: ["events", upstream, id],
    queryFn: async ({ signal }): Promise<readonly LifecycleEvent[]> => {
      const search = `sandboxID=${encodeURIComponent(id)}&limit=100`;
      const reply = await request(upstream, {
        endpoint: "events",
        parameters: {},
        search,
        signal,
        parse: parseEventPage,
      });
      return reply.value.items
        .filter((event) => event.sandboxID === id)
        .sort((a, b) => b.recordAt - a.recordAt);
    },
  });

/**
 * The newest lifecycle events of all sandboxes, at most 100, newest first: from a moment on, seconds since 1970, else of the last weeks (contract
 * 7.3). Throws `RequestFailed`, or the browser's `AbortError` when `signal` ended it.
 */
export function readNewEvents(
  upstream: string,
  since: number | undefined,
  signal: AbortSignal,
): Promise<Reply<EventPage>> {
  const search = since === undefined ? "" : `startTime=${Math.floor(since)}&`;
  return request(upstream, {
    ...{ endpoint: "events", parameters: {}, parse: parseEventPage, signal },
    search: `${search}orderAsc=false&limit=100`,
  });
}

/** The templates one can create from. Older servers know only the second path (contract 2.3). */
export const templatesOptions = (upstream: string) =>
  queryOptions({
    queryKey: ["templates", upstream],
    queryFn: async ({ signal }): Promise<readonly Template[]> => {
      // Wanted with a dialog or a query that names one, and not with the first rows.
      const { allTemplates } = await import("./all-templates.ts");
      const given = { parameters: {}, signal, parse: parseTemplates };
      try {
        return await allTemplates(async (search) => {
          const reply = await request(upstream, { endpoint: "listTemplatesV2", search, ...given });
          return { page: reply.value, next: reply.headers.get("x-next-token") || undefined };
        });
      } catch (error) {
        if (!isUnserved(error)) throw error;
        return (await request(upstream, { endpoint: "listTemplates", ...given })).value.templates;
      }
    },
    staleTime: 60_000,
  });
