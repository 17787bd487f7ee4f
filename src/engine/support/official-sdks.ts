import * as e2b from "e2b";
import * as novita from "novita-sandbox";
import type { TestEngine } from "./test-engine.ts";

interface Info {
  readonly sandboxId: string;
  readonly state: string;
  readonly metadata: Record<string, string>;
  readonly startedAt: Date;
  readonly endAt: Date;
}

interface Paginator {
  readonly hasNext: boolean;
  readonly nextToken?: string | undefined;
  nextItems(): Promise<Info[]>;
}

type ErrorClass = abstract new (message: string) => Error;

/** What both official SDKs can do with a fleet, under one set of names, so that one test judges by both. */
export interface OfficialSdk {
  readonly name: string;
  readonly create: (options?: {
    readonly template?: string;
    readonly metadata?: Record<string, string>;
    readonly timeoutMs?: number;
    readonly onTimeout?: "kill" | "pause";
  }) => Promise<{ readonly sandboxId: string }>;
  readonly connect: (id: string, timeoutMs: number) => Promise<{ readonly sandboxId: string }>;
  readonly list: (options?: {
    readonly metadata?: Record<string, string>;
    readonly state?: ("running" | "paused")[];
    readonly limit?: number;
    readonly nextToken?: string;
  }) => Paginator;
  readonly info: (id: string) => Promise<Info>;
  readonly kill: (id: string) => Promise<boolean>;
  readonly pause: (id: string) => Promise<boolean>;
  readonly setTimeout: (id: string, timeoutMs: number) => Promise<void>;
  readonly metrics: (id: string) => Promise<unknown[]>;
  readonly templateExists: (alias: string) => Promise<boolean>;
  readonly errors: {
    readonly any: ErrorClass;
    readonly authentication: ErrorClass;
    readonly sandboxNotFound: ErrorClass;
    readonly rateLimit: ErrorClass;
  };
}

type Of = Pick<TestEngine, "sdk">;

/** The SDKs pointed at an engine, or at it with another key. */
export const officialSdks: readonly (readonly [
  name: string,
  sdk: (of: Of, apiKey?: string) => OfficialSdk,
])[] = [
  ["novita-sandbox", ({ sdk }, apiKey = sdk.apiKey) => novitaSdk({ ...sdk, apiKey })],
  ["e2b", ({ sdk }, apiKey = sdk.apiKey) => e2bSdk({ ...sdk, apiKey })],
];

function novitaSdk(at: TestEngine["sdk"]): OfficialSdk {
  const { Sandbox, Template } = novita;
  return {
    name: "novita-sandbox",
    create: ({ template = "base", onTimeout = "kill", ...options } = {}) =>
      Sandbox.create(template, { ...at, ...options, lifecycle: { onTimeout } }),
    connect: (id, timeoutMs) => Sandbox.connect(id, { ...at, timeoutMs }),
    list: ({ metadata, state, ...options } = {}) =>
      Sandbox.list({ ...at, ...options, query: queryOf(metadata, state) }),
    info: (id) => Sandbox.getInfo(id, at),
    kill: (id) => Sandbox.kill(id, at),
    pause: (id) => Sandbox.pause(id, at),
    setTimeout: (id, timeoutMs) => Sandbox.setTimeout(id, timeoutMs, at),
    metrics: (id) => Sandbox.getMetrics(id, at),
    templateExists: (alias) => Template.exists(alias, at),
    errors: {
      any: novita.SandboxError,
      authentication: novita.AuthenticationError,
      sandboxNotFound: novita.SandboxNotFoundError,
      rateLimit: novita.RateLimitError,
    },
  };
}

function e2bSdk(at: TestEngine["sdk"]): OfficialSdk {
  const { Sandbox, Template } = e2b;
  return {
    name: "e2b",
    create: ({ template = "base", onTimeout = "kill", ...options } = {}) =>
      Sandbox.create(template, { ...at, ...options, lifecycle: { onTimeout } }),
    connect: (id, timeoutMs) => Sandbox.connect(id, { ...at, timeoutMs }),
    list: ({ metadata, state, ...options } = {}) =>
      Sandbox.list({ ...at, ...options, query: queryOf(metadata, state) }),
    info: (id) => Sandbox.getInfo(id, at),
    kill: (id) => Sandbox.kill(id, at),
    pause: (id) => Sandbox.pause(id, at),
    setTimeout: (id, timeoutMs) => Sandbox.setTimeout(id, timeoutMs, at),
    metrics: (id) => Sandbox.getMetrics(id, at),
    templateExists: (alias) => Template.exists(alias, at),
    errors: {
      any: e2b.SandboxError,
      authentication: e2b.AuthenticationError,
      sandboxNotFound: e2b.SandboxNotFoundError,
      rateLimit: e2b.RateLimitError,
    },
  };
}

const queryOf = (
  metadata: Record<string, string> | undefined,
  state: ("running" | "paused")[] | undefined,
): { metadata?: Record<string, string>; state?: ("running" | "paused")[] } => ({
  ...(metadata ? { metadata } : {}),
  ...(state ? { state } : {}),
});
