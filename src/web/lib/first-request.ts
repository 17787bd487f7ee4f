import type { OwnMoment } from "./clock.ts";

let first:
  | { readonly url: string; readonly sent: OwnMoment; readonly response: Promise<Response> }
  | undefined;

/** Sends the page's first list request ahead of the application's code. */
export function leaveFirstRequest(url: string): void {
  const response = fetch(url, { headers: { accept: "application/json" } });
  // Whoever takes the request handles its failure; nobody taking it must not be an unhandled rejection.
  response.catch(() => undefined);
  first = { url, sent: { at: Date.now(), elapsed: performance.now() }, response };
}

/** Adopts the first request if it is this one and nobody has: once, since a body is read once. */
export function takeFirstRequest(
  url: string,
): { readonly sent: OwnMoment; readonly response: Promise<Response> } | undefined {
  if (first?.url !== url) return undefined;
  const taken = first;
  first = undefined;
  return taken;
}
