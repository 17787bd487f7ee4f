import * as v from "valibot";
import { flag, object, parseWith } from "#contract/parse.ts";
import { fail, ok, type Result } from "#contract/result.ts";
import { notFound } from "../fleet.ts";
import type { EngineLimits } from "../limits.ts";
import { canonicalId } from "../sandbox.ts";
import { bodyObject, DEFAULT_TIMEOUT_SECONDS, timeoutProblem, timeoutSeconds } from "./body.ts";
import type { ApiRequest, Handler } from "./handler.ts";
import { noContent, refusal, refuse, reply } from "./reply.ts";
import { createdJson, detailJson } from "./sandbox-json.ts";

/** The sandbox a path means: `<id>-<anything>` is `<id>` (contract 1.3). */
export const idOf = (request: ApiRequest): string => canonicalId(request.parameters.get("id") ?? "");

/** `GET /sandboxes/{id}`. */
export const getSandbox: Handler = ({ store }, request) => {
  const sandbox = store.find(idOf(request));
  return sandbox ? reply(200, detailJson(sandbox)) : refusal(notFound(idOf(request)));
};

/** `DELETE /sandboxes/{id}`. */
export const killSandbox: Handler = async ({ fleet }, request) => {
  const killed = await fleet.command(idOf(request), { kind: "kill" });
  return killed.ok ? noContent : refusal(killed.error);
};

/** `POST /sandboxes/{id}/pause`. Whatever body comes is of no interest. */
export const pauseSandbox: Handler = async ({ fleet }, request) => {
  const paused = await fleet.command(idOf(request), { kind: "pause" });
  return paused.ok ? noContent : refusal(paused.error);
};

const timeoutBody = object({ timeout: v.nullish(timeoutSeconds), autoPause: v.nullish(flag) });
const requiredTimeoutBody = object({ timeout: timeoutSeconds });
const refreshBody = object({ duration: v.nullish(timeoutSeconds) });

/** `POST /sandboxes/{id}/connect`, in both its versions: 201 when that resumed it. */
export const connectSandbox: Handler = async ({ fleet, limits }, request) => {
  const seconds = optionalTimeout(request.body, limits);
  if (!seconds.ok) return refuse(400, seconds.error);
  const connected = await fleet.command(idOf(request), { kind: "connect", timeoutSeconds: seconds.value });
  if (!connected.ok) return refusal(connected.error);
  return reply(connected.value.resumed ? 201 : 200, createdJson(connected.value.sandbox));
};

/** `POST /sandboxes/{id}/resume`, which `connect` replaced. */
export const resumeSandbox: Handler = async ({ fleet, limits }, request) => {
  const seconds = optionalTimeout(request.body, limits);
  if (!seconds.ok) return refuse(400, seconds.error);
  const resumed = await fleet.command(idOf(request), { kind: "resume", timeoutSeconds: seconds.value });
  return resumed.ok ? reply(201, createdJson(resumed.value.sandbox)) : refusal(resumed.error);
};

/** `POST /sandboxes/{id}/timeout`: from now on, so it shortens or extends. */
export const setTimeout: Handler = async ({ fleet, limits }, request) => {
  const body = parsedBody(requiredTimeoutBody, request.body);
  if (!body.ok) return refuse(400, body.error);
  const tooLong = timeoutProblem(body.value.timeout, limits);
  if (tooLong !== undefined) return refuse(400, tooLong);
  const moved = await fleet.command(idOf(request), { kind: "timeout", timeoutSeconds: body.value.timeout });
  return moved.ok ? noContent : refusal(moved.error);
};

const refreshSeconds = { min: 15, max: 3600 } as const;

/** `POST /sandboxes/{id}/refreshes`: only extends (contract 6). */
export const refreshSandbox: Handler = async ({ fleet }, request) => {
  const body = parsedBody(refreshBody, request.body);
  if (!body.ok) return refuse(400, body.error);
  const duration = Math.max(body.value.duration ?? 0, refreshSeconds.min);
  if (duration > refreshSeconds.max)
    return refuse(400, `duration cannot be greater than ${refreshSeconds.max} seconds`);
  const moved = await fleet.command(idOf(request), { kind: "refresh", timeoutSeconds: duration });
  return moved.ok ? noContent : refusal(moved.error);
};

function optionalTimeout(body: unknown, limits: EngineLimits): Result<number, string> {
  const parsed = parsedBody(timeoutBody, body);
  if (!parsed.ok) return parsed;
  const seconds = parsed.value.timeout ?? DEFAULT_TIMEOUT_SECONDS;
  const tooLong = timeoutProblem(seconds, limits);
  return tooLong === undefined ? ok(seconds) : fail(tooLong);
}

function parsedBody<const Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): Result<v.InferOutput<Schema>, string> {
  const given = bodyObject(body);
  if (!given.ok) return given;
  const parsed = parseWith(schema, given.value);
  return parsed.ok ? parsed : fail(`Invalid body: ${parsed.error}`);
}
