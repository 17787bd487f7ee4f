import * as v from "valibot";
import { fail, ok, type Result } from "#contract/result.ts";
import type { EngineLimits } from "../limits.ts";

/** What a sandbox gets when its creator, or whoever connects to it, names no timeout (contract 5.2, 6). */
export const DEFAULT_TIMEOUT_SECONDS = 300;

/** Whole seconds, 0 included. */
export const timeoutSeconds = v.pipe(
  v.number("must be a number of seconds"),
  v.safeInteger("must be whole seconds"),
  v.minValue(0, "must not be negative"),
);

/** A request's body as an object; an absent one is an empty object, as it is optional for most calls. */
export function bodyObject(body: unknown): Result<object, string> {
  if (body === undefined) return ok({});
  return typeof body === "object" && body !== null && !Array.isArray(body)
    ? ok(body)
    : fail("Invalid body: it must be a JSON object");
}

/** Why a timeout is too long, if it is (contract 5.4). */
export const timeoutProblem = (seconds: number, limits: EngineLimits): string | undefined =>
  seconds > limits.maxTimeoutHours * 3600
    ? `Timeout cannot be greater than ${limits.maxTimeoutHours} hours`
    : undefined;
