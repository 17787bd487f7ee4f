import { endpoints, matchEndpoint, type BodyClass } from "#contract/endpoints.ts";

/** What the proxy has to know of a request it forwards. */
export interface Route {
  /** The path with its parameters' names in braces; all that logs may show. */
  readonly template: string;
  readonly success: readonly number[];
  readonly body: BodyClass;
}

/**
 * Finds the route of a method and a raw path; otherwise the methods that path would have, none when it is unknown. A port: tests
 * and later upstreams bring tables of their own.
 */
export type FindRoute = (
  method: string,
  rawPath: string,
) => { readonly route: Route } | { readonly allow: readonly string[] };

const methods = ["GET", "POST", "PUT", "DELETE"] as const;

/** The routes of the contract's endpoint table that are for the console. */
export const findConsoleRoute: FindRoute = (method, rawPath) => {
  const route = consoleRoute(method, rawPath);
  return route ? { route } : { allow: methods.filter((other) => consoleRoute(other, rawPath)) };
};

function consoleRoute(method: string, rawPath: string): Route | undefined {
  const match = matchEndpoint(method, rawPath);
  if (match.kind !== "match") return undefined;
  const { console, path, success, body } = endpoints[match.name];
  return console ? { template: path, success, body } : undefined;
}
