import { notFound } from "../fleet.ts";
import type { ApiContext, ApiRequest, Handler } from "./handler.ts";
import { idOf } from "./one-sandbox.ts";
import { commaJoined, wholeNumber } from "./query.ts";
import { refusal, refuse, reply, type Reply } from "./reply.ts";

// Until sandboxes have processes there is nothing to measure and nothing is logged: the replies are empty, not invented.

const anySecond = { min: 0, max: 10 ** 12 } as const;
const MOST_IDS = 100;

/** `GET /sandboxes/{id}/metrics` (contract 7.1). */
export const sandboxMetrics: Handler = (context, request) => {
  const start = wholeNumber(request.query, "start", anySecond, 0);
  if (!start.ok) return refuse(400, start.error);
  const end = wholeNumber(request.query, "end", anySecond, anySecond.max);
  if (!end.ok) return refuse(400, end.error);
  if (start.value > end.value) return refuse(400, "start must not be after end");
  return ifExists(context, request, () => reply(200, []));
};

/** `GET /sandboxes/metrics`: the latest sample of each sandbox named. */
export const fleetMetrics: Handler = (_, { query }) => {
  const ids = commaJoined(query, "sandbox_ids");
  if (!ids || new Set(ids).size > MOST_IDS)
    return refuse(400, `sandbox_ids must name 1 to ${MOST_IDS} sandboxes`);
  return reply(200, { sandboxes: {} });
};

/** `GET /sandboxes/{id}/logs`. */
export const sandboxLogs: Handler = (context, request) =>
  ifExists(context, request, () => reply(200, { logs: [], logEntries: [] }));

/** `GET /v2/sandboxes/{id}/logs`. */
export const sandboxLogsV2: Handler = (context, request) =>
  ifExists(context, request, () => reply(200, { logs: [] }));

function ifExists(context: ApiContext, request: ApiRequest, answer: () => Reply): Reply {
  const id = idOf(request);
  return context.store.find(id) ? answer() : refusal(notFound(id));
}
