import { request } from "undici";
import { requestPath } from "#contract/endpoints.ts";
import { unreachable } from "./proxy/unreachable.ts";
import type { Upstream } from "./upstream.ts";

/**
 * Asks a remote upstream for one sandbox, once, as a start-up check that costs nothing.
 * @param signal ends the check early
 * @returns what to tell the person, with the way out; `undefined` when all is well
 */
export async function checkUpstream(
  { url, key, sdk }: Upstream,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const { statusCode, body } = await request(`${url}${requestPath("listSandboxes", {})}?limit=1`, {
      headers: { accept: "application/json", "x-api-key": key.reveal() },
      signal: AbortSignal.any([signal, limit]),
    });
    await body.dump();
    if (statusCode === 200) return undefined;
    if (statusCode === 401 || statusCode === 403)
      return `${url} refuses the key in ${sdk.keyVariable} (${statusCode}). Set the right one and start again; the console runs, and will show the same.`;
    return `${url} answered the first request with ${statusCode}. The console runs, and tries again when the page asks.`;
  } catch (error) {
    if (signal.aborted) return undefined;
    const why =
      limit.aborted || !(error instanceof Error)
        ? `The upstream at ${url} did not answer within ${timeoutMs / 1000} s.`
        : unreachable(error, url).message;
    return `${why} Check the network and ${sdk.urlVariable}; the console runs, and tries again when the page asks.`;
  }
}
