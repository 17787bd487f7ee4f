import type { EndpointName } from "#contract/endpoints.ts";

/** What goes wrong between a console and its upstream, as data. */
export type Fault =
  /** An error with an envelope; the engine never hears of the request. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** A reply of the test's own, byte for byte: HTML with 200, nothing with `Content-Length: 0`, a redirect. */
  | {
      readonly kind: "reply";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string | Buffer;
    }
  /** The engine's reply, announced whole, sent half, and the connection destroyed. */
  | { readonly kind: "cut" }
  /** The engine's reply, half of it, and never an end: nothing more comes, or spaces do, as fast as they are taken. */
  | { readonly kind: "endless"; readonly tail: "silence" | "spaces" }
  /** The connection is destroyed: before the engine hears of the request, or after it acted on it. */
  | { readonly kind: "drop"; readonly at: "request" | "reply" }
  /** Nothing goes on until the test releases it: the request on its way to the engine, or the reply on its way back. */
  | { readonly kind: "hold"; readonly at: "request" | "reply" }
  /** The engine does not get these query parameters: an upstream that ignores the filter. */
  | { readonly kind: "ignore"; readonly parameters: readonly string[] }
  /** Lists are cut into pages of at most `limit` rows first and filtered then: they come short, and some empty, with more behind them. */
  | { readonly kind: "filter-after-limit"; readonly limit: number }
  /** Every reply carries the token of the first one: paging that never ends. */
  | { readonly kind: "repeat-token" }
  /** The engine's JSON, changed: hostile metadata, a missing field, an unknown state, a row twice. */
  | { readonly kind: "rewrite"; readonly change: (json: unknown) => unknown };

/** Which requests a fault meets: all that fit every condition given. */
export interface Where {
  readonly endpoint?: EndpointName;
  readonly when?: (request: RecordedRequest) => boolean;
  /** How many requests, then never again. Absent: all. */
  readonly times?: number;
}

/** A request as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  /** Raw, as is the query, which stands without its question mark. */
  readonly path: string;
  readonly query: string;
  /** Absent for paths that are no endpoint. */
  readonly endpoint: EndpointName | undefined;
  /** Names in lower case. The key's value is not kept; that there was one is. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A fault that was put in. */
export interface InjectedFault {
  /** How many requests it has met. */
  readonly hits: () => number;
  /** Resolves once it has met so many requests; at once when it has. */
  readonly met: (hits?: number) => Promise<void>;
  /** Lets go of what it holds, now and from now on. */
  readonly release: () => void;
  /** Takes it out, letting go of what it holds. */
  readonly clear: () => void;
}

const envelope = (status: number, message: string): string => JSON.stringify({ code: status, message });

/** Replies that real gateways give in place of an API's. */
export const replies = {
  html: {
    kind: "reply",
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<!doctype html><title>Sign in</title><h1>Sign in to the hotel's network</h1>",
  },
  /** Contract 0.2: taken for success by those who do not look twice. */
  emptyError: { kind: "reply", status: 503, headers: { "content-length": "0" }, body: "" },
  notOffered: {
    kind: "reply",
    status: 501,
    headers: { "content-type": "application/json" },
    body: envelope(501, "not implemented"),
  },
} as const satisfies Record<string, Fault>;

/** The body of a `status` fault. */
export const faultEnvelope = (fault: Extract<Fault, { kind: "status" }>): string =>
  envelope(fault.status, fault.message ?? `The upstream says ${fault.status}`);
