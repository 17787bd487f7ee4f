import { CONSOLE_HEADER, UPSTREAM_DATE_HEADER } from "#contract/console-info.ts";
import {
  endpoints,
  requestPath,
  type ConsoleEndpointName,
  type PathParameters,
} from "#contract/endpoints.ts";
import { failureOf, retryAfterSeconds, type Failure } from "#contract/failure.ts";
import { httpDate } from "#contract/http-date.ts";
import type { Result } from "#contract/result.ts";
import { ownMoment, stampOf } from "#web/lib/clock.ts";
import { takeFirstRequest } from "#web/lib/first-request.ts";
import { upstreamTime } from "#web/lib/upstream-time.ts";

/** A failed request as React Query wants it: thrown. `failure` says everything. */
export class RequestFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = "RequestFailed";
    this.failure = failure;
  }
}

/** What a reply carries besides its body, and when it was asked for: the moment its contents are "as of". */
export interface Reply<T> {
  readonly value: T;
  readonly status: number;
  readonly headers: Headers;
  /** When the request left, as a stamp of the page's clock: milliseconds since 1970. */
  readonly requestedAt: number;
}

export interface Call<Name extends ConsoleEndpointName, T> {
  readonly endpoint: Name;
  readonly parameters: PathParameters<Name>;
  /** Query string without `?`, encoded. */
  readonly search?: string;
  readonly body?: unknown;
  readonly parse: (body: unknown) => Result<T, string>;
  readonly signal?: AbortSignal;
}

/** Above the proxy's own limit, so that its explanation arrives before ours is needed. */
const BROWSER_TIMEOUT_MS = 70_000;

/** For endpoints that answer nothing. */
export const parseNothing = (): Result<undefined, string> => ({ ok: true, value: undefined });

/**
 * Sends one request through the proxy and parses its reply. Never retries. Throws `RequestFailed`, or the browser's `AbortError`
 * when `signal` ended it.
 */
export async function request<Name extends ConsoleEndpointName, T>(
  upstream: string,
  call: Call<Name, T>,
): Promise<Reply<T>> {
  const { endpoint } = call;
  const path = `/api/${upstream}${requestPath(endpoint, call.parameters)}`;
  const url = call.search ? `${path}?${call.search}` : path;
  const early = endpoints[endpoint].method === "GET" ? takeFirstRequest(url) : undefined;
  const sent = early?.sent ?? ownMoment();
  const timeout = AbortSignal.timeout(BROWSER_TIMEOUT_MS);
  const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;

  let response: Response;
  let text: string;
  try {
    response = await (early?.response ?? fetch(url, requestInit(endpoint, call.body, signal)));
    text = await response.text();
  } catch (error) {
    if (call.signal?.aborted) throw error;
    const kind = timeout.aborted ? "timeout" : "offline";
    throw new RequestFailed({ kind, endpoint, message: connectionWords[kind] });
  }

  const written = httpDate(response.headers.get(UPSTREAM_DATE_HEADER) ?? "");
  upstreamTime.note(written, sent.at, Date.now());
  const requestedAt = stampOf(sent);
  const body = parseJson(text);
  // Any 2xx is success: some servers answer 200 with a body where the contract says 204 (contract 6).
  if (!response.ok) {
    // A moment to wait for is meant by the clock that wrote the reply, however little it differs.
    const now = written ?? Date.now() + upstreamTime.ahead();
    const wait = retryAfterSeconds(response.headers.get("retry-after"), now);
    throw new RequestFailed(failureOf(endpoint, response.status, body, wait));
  }
  const parsed = call.parse(body);
  if (!parsed.ok) {
    const message = `The upstream's reply is not what its API promises: ${parsed.error}.`;
    throw new RequestFailed({ kind: "malformed", endpoint, status: response.status, message });
  }
  return { value: parsed.value, status: response.status, headers: response.headers, requestedAt };
}

const connectionWords = {
  timeout: "Sandbar's server did not answer in time.",
  offline: "Sandbar's server cannot be reached. Is it still running?",
};

function requestInit(endpoint: ConsoleEndpointName, body: unknown, signal: AbortSignal): RequestInit {
  const { method } = endpoints[endpoint];
  const headers: Record<string, string> = { accept: "application/json" };
  if (method !== "GET") headers[CONSOLE_HEADER] = "1";
  if (body === undefined) return { method, headers, signal };
  return {
    method,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  };
}

function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A part of the page that is loaded when needed. It comes from the console's own server: where it does not come, that cannot be reached. */
export async function loadPart<T>(endpoint: ConsoleEndpointName, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw new RequestFailed({ kind: "offline", endpoint, message: connectionWords.offline });
  }
}

/** The failure inside whatever was thrown; anything unforeseen is shown as it is rather than swallowed. */
export function failureFrom(error: unknown, endpoint: ConsoleEndpointName): Failure {
  if (error instanceof RequestFailed) return error.failure;
  return { kind: "malformed", endpoint, message: error instanceof Error ? error.message : String(error) };
}
