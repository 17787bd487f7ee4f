import type { ServerResponse } from "node:http";
import type { Envelope, proxyErrorCodes } from "#contract/failure.ts";
import { securityHeaders } from "./security-headers.ts";

/** Header names and values in turn: the form `writeHead` takes fastest. */
export type FlatHeaders = readonly string[];

/** An envelope of our own, on its way to the browser. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly errorCode?: (typeof proxyErrorCodes)[keyof typeof proxyErrorCodes];
  readonly headers?: FlatHeaders;
}

const noBody = Buffer.alloc(0);

/** Sends a whole reply with the headers that everything of ours carries. Without a body the length is left to Node (204, 304). */
export function send(response: ServerResponse, status: number, headers: FlatHeaders, body?: Buffer): void {
  const all = [...securityHeaders, ...headers];
  if (body) all.push("content-length", String(body.length));
  response.writeHead(status, all);
  response.end(response.req.method === "HEAD" ? noBody : body);
}

/** Sends the head of a reply whose body follows piece by piece. */
export function sendHead(response: ServerResponse, status: number, headers: FlatHeaders): void {
  response.writeHead(status, [...securityHeaders, "cache-control", "no-store", ...headers]);
  response.flushHeaders();
}

/** The body of an error, as the contract wants it (1.7): never empty, `code` equal to the status. */
export function envelopeBody(status: number, message: string, errorCode?: string): Buffer {
  const envelope: Envelope = {
    code: status,
    message,
    ...(errorCode === undefined ? {} : { error_code: errorCode }),
  };
  return Buffer.from(JSON.stringify(envelope));
}

export const jsonHeaders: FlatHeaders = [
  "content-type",
  "application/json; charset=utf-8",
  "cache-control",
  "no-store",
];

export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  const body = envelopeBody(refusal.status, refusal.message, refusal.errorCode);
  send(response, refusal.status, [...jsonHeaders, ...(refusal.headers ?? [])], body);
}
