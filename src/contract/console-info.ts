import * as v from "valibot";
import { finite, flag, nonEmptyText, object, parseWith, text, type ParseError } from "./parse.ts";
import type { Result } from "./result.ts";

export const upstreamKinds = ["local", "novita", "e2b"] as const;
/** `local` is the engine in this process; the others are remote services with that API. */
export type UpstreamKind = (typeof upstreamKinds)[number];

/** When a reply was written, by the upstream's clock: its `Date`, which the console's own would hide. */
export const UPSTREAM_DATE_HEADER = "x-upstream-date";

const consoleInfo = object({
  version: nonEmptyText,
  upstream: object({
    /** The name in request paths: `/api/<name>/…`. */
    name: v.pipe(text, v.regex(/^[a-z0-9-]+$/, "must be a path segment")),
    kind: v.picklist(upstreamKinds, "is not a kind this page knows"),
    /** Where programs reach it: the API's origin, without a trailing slash. */
    url: nonEmptyText,
    /** Why this one was chosen, for the bar's tooltip. */
    reason: text,
  }),
  readOnly: flag,
  /** The local engine holds the sample fleet. */
  demo: flag,
  limits: object({
    /** The largest page the upstream gives. */
    pageSize: finite,
    /** The longest timeout the console offers, in seconds. */
    maxTimeoutSeconds: finite,
  }),
  /** The lines that point an SDK at this upstream, with the key as a shell expression or a variable's name, never the key. */
  sdk: object({ urlVariable: nonEmptyText, keyVariable: nonEmptyText, keyExpression: nonEmptyText }),
});

/** `GET /console.json`: what the page needs to know about its server. Never a key. */
export type ConsoleInfo = v.InferOutput<typeof consoleInfo>;
export const parseConsoleInfo = (value: unknown): Result<ConsoleInfo, ParseError> =>
  parseWith(consoleInfo, value);

/** The header every state-changing request of the page carries; no other site's page can set it without our consent. */
export const CONSOLE_HEADER = "x-sandbar-console";
/** The `<meta>` that the server writes into the page, so that the first request needs no round trip before it. */
export const UPSTREAM_META = "sandbar-upstream";
/** Beside it, for a remote upstream, its address: what is remembered of an upstream holds for the server at that address alone. */
export const UPSTREAM_URL_META = "sandbar-upstream-url";
