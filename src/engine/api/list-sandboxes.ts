import { PAGE_SIZE } from "#contract/list-query.ts";
import { decodeMetadataFilter } from "#contract/metadata.ts";
import { fail, ok, type Result } from "#contract/result.ts";
import { knownStates, type KnownState } from "#contract/states.ts";
import { timestampToMicros } from "#contract/timestamp.ts";
import type { Cursor, ListQuery } from "../store/list-store.ts";
import type { Filter } from "../store/sandbox-columns.ts";
import { findTemplate } from "../templates.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import type { ApiContext, Handler } from "./handler.ts";
import { commaJoined, wholeNumber } from "./query.ts";
import { refuse, reply } from "./reply.ts";
import { listedJson } from "./sandbox-json.ts";

/** `GET /v2/sandboxes` (contract 4). */
export const listSandboxes: Handler = ({ store }, { query }) => {
  const asked = listQuery(query);
  if (!asked.ok) return refuse(400, asked.error);
  const { filter, states, order, startedAfter } = asked.value;
  const headers: Record<string, string> = {};
  let searched = states;
  if (states.includes("running")) {
    const running = store.lists.runningMatches(filter, startedAfter);
    headers["X-Total-Running"] = String(running);
    // Two broad pairs that never meet cost a walk over both; the count already made it.
    if (running === 0) searched = states.filter((state) => state !== "running");
  }
  const page = store.lists.page({ ...asked.value, states: searched });
  if (page.next) headers["X-Next-Token"] = encodeCursor(page.next, order);
  return reply(200, page.sandboxes.map(listedJson), headers);
};

/** `GET /sandboxes` (contract 4.5): the running ones, all of them, newest first. */
export const listRunning: Handler = (context, { query }) => {
  const filter = filterOf(query);
  return filter.ok ? { status: 200, pieces: allRunning(context, filter.value) } : refuse(400, filter.error);
};

/** A JSON array, a page at a time: a large fleet is neither held in memory nor read in one go. */
function* allRunning({ fleet, store }: ApiContext, filter: Filter): Generator<string> {
  let after: Cursor | undefined;
  let separator = "[";
  do {
    fleet.sweep();
    const page = store.lists.page({
      filter,
      states: ["running"],
      order: "desc",
      limit: 500,
      ...(after ? { after } : {}),
    });
    for (const sandbox of page.sandboxes) {
      yield separator + JSON.stringify(listedJson(sandbox));
      separator = ",";
    }
    after = page.next;
  } while (after);
  yield separator === "[" ? "[]" : "]";
}

function listQuery(query: URLSearchParams): Result<ListQuery, string> {
  const filter = filterOf(query);
  if (!filter.ok) return filter;
  const states = statesOf(query);
  if (!states.ok) return states;
  const limit = wholeNumber(query, "limit", { min: 1, max: PAGE_SIZE }, PAGE_SIZE);
  if (!limit.ok) return limit;
  const order = query.get("order") || "desc";
  if (order !== "asc" && order !== "desc") return fail("order must be asc or desc");
  const since = query.get("startedAfter");
  const startedAfter = since ? timestampToMicros(since) : undefined;
  if (startedAfter?.ok === false) return fail(`startedAfter ${startedAfter.error}`);
  const token = query.get("nextToken");
  const after = token ? decodeCursor(token, order) : undefined;
  if (after?.ok === false) return after;
  return ok({
    filter: filter.value,
    states: states.value,
    limit: limit.value,
    order,
    ...(startedAfter ? { startedAfter: startedAfter.value } : {}),
    ...(after ? { after: after.value } : {}),
  });
}

/** Each pair is a condition of one SQL statement, and SQLite takes a thousand. */
const MOST_PAIRS = 500;

/** The metadata pairs and the template. A template nobody knows is one that no sandbox has. */
function filterOf(query: URLSearchParams): Result<Filter, string> {
  const metadata = decodeMetadataFilter(query.get("metadata") ?? "");
  if (!metadata.ok) return fail(`Error parsing metadata: ${metadata.error}`);
  if (metadata.value.length > MOST_PAIRS)
    return fail(`Error parsing metadata: at most ${MOST_PAIRS} pairs can be asked for at once`);
  const template = query.get("template");
  return ok(
    template
      ? { metadata: metadata.value, templateId: findTemplate(template)?.id ?? template }
      : { metadata: metadata.value },
  );
}

function statesOf(query: URLSearchParams): Result<readonly KnownState[], string> {
  const asked = commaJoined(query, "state");
  if (!asked) return ok(knownStates);
  const states = knownStates.filter((state) => asked.includes(state));
  return asked.every((name) => knownStates.some((state) => state === name))
    ? ok(states)
    : fail(`state must be one of ${knownStates.join(", ")}`);
}
