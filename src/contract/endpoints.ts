import { isSafeId } from "./sandbox-id.ts";

/** How a reply's body is handled on its way: `json` is read whole and checked first, `stream` passes as it comes (contract 9.6). */
export type BodyClass = "json" | "stream";

export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** The path at the API's origin root, `{name}` standing for one percent-encoded segment. Also what logs show. */
  readonly path: `/${string}`;
  /** Status codes of success. 204 carries no body. */
  readonly success: readonly number[];
  readonly body: BodyClass;
  /** Forwarded by the proxy for the console. The others exist for the SDKs and are served by the local engine only. */
  readonly console: boolean;
}

const served = { success: [200], body: "json", console: false } as const;
const forConsole = { ...served, console: true } as const;
const noContent = { success: [204] } as const;

/**
 * Every endpoint this project knows how to speak (contract 2), in matching order: fixed paths before `{id}`. The client builds
 * requests from it, the proxy allows by it, the engine serves it.
 */
export const endpoints = {
  health: { ...served, method: "GET", path: "/health", success: [200, 204] },
  listSandboxes: { ...forConsole, method: "GET", path: "/v2/sandboxes" },
  listRunning: { ...served, method: "GET", path: "/sandboxes" },
  createSandbox: { ...forConsole, method: "POST", path: "/sandboxes", success: [201] },
  createSandboxV2: { ...served, method: "POST", path: "/v2/sandboxes", success: [201] },
  fleetMetrics: { ...forConsole, method: "GET", path: "/sandboxes/metrics" },
  quota: { ...forConsole, method: "GET", path: "/sandboxes/quota" },
  events: { ...forConsole, method: "GET", path: "/sandboxes/events" },
  getSandbox: { ...forConsole, method: "GET", path: "/sandboxes/{id}" },
  killSandbox: { ...forConsole, ...noContent, method: "DELETE", path: "/sandboxes/{id}" },
  pauseSandbox: { ...forConsole, ...noContent, method: "POST", path: "/sandboxes/{id}/pause" },
  connectSandbox: {
    ...forConsole,
    method: "POST",
    path: "/sandboxes/{id}/connect",
    success: [200, 201],
  },
  connectSandboxV2: {
    ...served,
    method: "POST",
    path: "/v2/sandboxes/{id}/connect",
    success: [200, 201],
  },
  resumeSandbox: {
    ...served,
    method: "POST",
    path: "/sandboxes/{id}/resume",
    success: [201],
  },
  setTimeout: { ...forConsole, ...noContent, method: "POST", path: "/sandboxes/{id}/timeout" },
  refreshSandbox: { ...served, ...noContent, method: "POST", path: "/sandboxes/{id}/refreshes" },
  sandboxMetrics: { ...forConsole, method: "GET", path: "/sandboxes/{id}/metrics" },
  sandboxLogs: { ...served, method: "GET", path: "/sandboxes/{id}/logs" },
  sandboxLogsV2: { ...served, method: "GET", path: "/v2/sandboxes/{id}/logs" },
  listTemplates: { ...forConsole, method: "GET", path: "/templates" },
  listTemplatesV2: { ...forConsole, method: "GET", path: "/v2/templates" },
  templateByAlias: { ...served, method: "GET", path: "/templates/aliases/{alias}" },
  getTemplate: { ...served, method: "GET", path: "/templates/{id}" },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
/** The endpoints the console may call: those the proxy forwards. */
export type ConsoleEndpointName = {
  [Name in EndpointName]: (typeof endpoints)[Name]["console"] extends true ? Name : never;
}[EndpointName];

/** The names between braces in a path template. */
type Placeholders<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
/** The path parameters an endpoint wants, unencoded. `{}` when it has none. */
export type PathParameters<Name extends EndpointName> = Record<
  Placeholders<(typeof endpoints)[Name]["path"]>,
  string
>;

/** The path of a request, its parameters percent-encoded. */
export function requestPath<Name extends EndpointName>(name: Name, parameters: PathParameters<Name>): string {
  const values = new Map<string, string>(Object.entries(parameters));
  return endpoints[name].path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(values.get(key) ?? ""),
  );
}

const isEndpointName = (name: string): name is EndpointName => Object.hasOwn(endpoints, name);
/** All names, in matching order. */
export const endpointNames: readonly EndpointName[] = Object.keys(endpoints).filter(isEndpointName);

const patterns: readonly { readonly name: EndpointName; readonly segments: readonly string[] }[] =
  endpointNames.map((name) => ({
    name,
    segments: endpoints[name].path.split("/"),
  }));

export type EndpointMatch =
  | { readonly kind: "match"; readonly name: EndpointName; readonly parameters: ReadonlyMap<string, string> }
  /** The path is known, the method is not; `allow` lists those that are. */
  | { readonly kind: "wrong-method"; readonly allow: readonly string[] }
  | { readonly kind: "unknown" };

/**
 * Finds the endpoint of a raw (still percent-encoded) path without query. Each parameter is one decoded segment; a segment that does
 * not decode, or an `{id}` outside the safe alphabet, leaves the path unknown. A fixed path hides a `{id}` path of the same shape.
 */
export function matchEndpoint(method: string, rawPath: string): EndpointMatch {
  const segments = rawPath.split("/");
  const allow = new Set<string>();
  let fixed = false;
  for (const pattern of patterns) {
    const parameters = matchSegments(pattern.segments, segments);
    if (!parameters || (fixed && parameters.size > 0)) continue;
    const { name } = pattern;
    if (endpoints[name].method === method) return { kind: "match", name, parameters };
    allow.add(endpoints[name].method);
    fixed ||= parameters.size === 0;
  }
  return allow.size > 0 ? { kind: "wrong-method", allow: [...allow] } : { kind: "unknown" };
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): ReadonlyMap<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters = new Map<string, string>();
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index] ?? "";
    if (!expected.startsWith("{")) {
      if (actual !== expected) return undefined;
      continue;
    }
    const value = decodeSegment(actual);
    const name = expected.slice(1, -1);
    if (value === undefined || value === "" || (name === "id" && !isSafeId(value))) return undefined;
    parameters.set(name, value);
  }
  return parameters;
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
