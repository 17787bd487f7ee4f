import type { EndpointName } from "./endpoints.ts";
import { httpDate } from "./http-date.ts";

/** The body of every error on the wire (contract 1.7): the integer status again, and words. */
export interface Envelope {
  readonly code: number;
  readonly message: string;
  /** A stable word for programs. Ours start with `sandbar_`; upstreams may send their own. */
  readonly error_code?: string;
}

/** The `error_code` of envelopes the proxy makes itself, which tell the console that the upstream did not say this. */
export const proxyErrorCodes = {
  unreachable: "sandbar_unreachable",
  timeout: "sandbar_timeout",
  badReply: "sandbar_bad_reply",
  readOnly: "sandbar_read_only",
  refused: "sandbar_refused",
} as const;

export type FailureKind =
  /** The proxy could not be reached from the browser. */
  | "offline"
  /** The proxy could not reach the upstream. */
  | "unreachable"
  | "timeout"
  /** The upstream refuses the key. */
  | "unauthorized"
  | "not-found"
  | "conflict"
  /** The request itself is at fault: 400, 413, 422. */
  | "invalid"
  /** Too many requests just now; waiting helps. */
  | "rate-limited"
  /** The account may not have more sandboxes; waiting does not help, killing does. */
  | "quota"
  | "read-only"
  /** This console's server refuses: unknown route, or no proof of where the request came from. */
  | "refused"
  /** The upstream does not serve this endpoint. */
  | "not-offered"
  /** A reply that is not what the contract says; `message` names the field. */
  | "malformed"
  /** Any other error status of the upstream. */
  | "upstream";

/** Why a request failed: what happened, to which endpoint, in the upstream's own words where it had any. */
export interface Failure {
  readonly kind: FailureKind;
  readonly endpoint: EndpointName;
  /** HTTP status, absent when there was no reply. */
  readonly status?: number;
  readonly message: string;
  /** From `Retry-After`: whole seconds to wait before another try. */
  readonly retryAfterSeconds?: number;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Reads an error body; anything but an envelope gives `undefined`. */
export function parseEnvelope(body: unknown): Envelope | undefined {
  if (!isObject(body) || typeof body["message"] !== "string" || body["message"] === "") return undefined;
  const { code, message, error_code } = body;
  if (typeof code !== "number" || !Number.isInteger(code)) return undefined;
  return { code, message, ...(typeof error_code === "string" ? { error_code } : {}) };
}

/** `Retry-After` in seconds: an integer, or an HTTP date against `nowMillis`. Nonsense is no answer. At most one hour. */
export function retryAfterSeconds(header: string | null, nowMillis: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Math.min(Number(text), 3600);
  const until = httpDate(text);
  if (until === undefined) return undefined;
  const seconds = Math.ceil((until - nowMillis) / 1000);
  return seconds >= 0 ? Math.min(seconds, 3600) : undefined;
}

const QUOTA_WORDS = /quota|concurrent|maximum number|too many sandboxes|sandbox limit/i;

const kindByStatus = new Map<number, FailureKind>([
  [400, "invalid"],
  [401, "unauthorized"],
  [403, "unauthorized"],
  [404, "not-found"],
  [409, "conflict"],
  [413, "invalid"],
  [422, "invalid"],
  [501, "not-offered"],
]);
const kindByProxyCode = new Map<string, FailureKind>([
  [proxyErrorCodes.unreachable, "unreachable"],
  [proxyErrorCodes.timeout, "timeout"],
  [proxyErrorCodes.badReply, "malformed"],
  [proxyErrorCodes.readOnly, "read-only"],
  [proxyErrorCodes.refused, "refused"],
]);

/** Turns an error reply into a failure. `body` is parsed JSON, or `undefined` when there was none that parsed. */
export function failureOf(
  endpoint: EndpointName,
  status: number,
  body: unknown,
  retryAfter: number | undefined,
): Failure {
  const envelope = parseEnvelope(body);
  const message = envelope?.message ?? `The upstream answered ${status} without an explanation.`;
  const base = {
    endpoint,
    status,
    message,
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
  };
  const fromProxy = envelope?.error_code === undefined ? undefined : kindByProxyCode.get(envelope.error_code);
  if (fromProxy) return { ...base, kind: fromProxy };
  // E2B answers 429 both for a full account and for haste (contract 1.6, 5.4); only haste comes with a time to wait.
  if (status === 429) {
    const isQuota = endpoint === "createSandbox" && retryAfter === undefined && QUOTA_WORDS.test(message);
    return { ...base, kind: isQuota ? "quota" : "rate-limited" };
  }
  return { ...base, kind: kindByStatus.get(status) ?? "upstream" };
}
