import type { IncomingHttpHeaders } from "node:http";
import { CONSOLE_HEADER } from "#contract/console-info.ts";
import { proxyErrorCodes } from "#contract/failure.ts";
import { urlHost } from "./loopback.ts";
import type { Refusal } from "./reply.ts";

export interface GuardRules {
  /** The `Host` values we answer to, lower case. */
  readonly hosts: ReadonlySet<string>;
  readonly readOnly: boolean;
}

interface RequestHead {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** The `Host` values a console on this host and port is reached by. Names of another site that resolve to us are not among them. */
export function servedHosts(host: string, port: number): ReadonlySet<string> {
  const names = ["127.0.0.1", "localhost", "[::1]", urlHost(host).toLowerCase()];
  return new Set(names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
}

/**
 * Whether a request may be answered at all, before anything looks at its path. A page of another site can make the browser send
 * requests here, even under a name of its own that resolves to this machine; it cannot forge `Host`, `Sec-Fetch-Site` or `Origin`,
 * nor set our header without a preflight that is never answered.
 * @returns why not, or `undefined`
 */
export function guardRefusal(
  rules: GuardRules,
  { method = "", url = "", headers }: RequestHead,
): Refusal | undefined {
  const host = headers.host?.toLowerCase() ?? "";
  if (!rules.hosts.has(host)) {
    const [first] = rules.hosts;
    return refused(421, `This console answers as http://${first} only, not as ${JSON.stringify(host)}.`);
  }
  if (!url.startsWith("/")) return refused(400, "The request target must be a path.");
  const site = headers["sec-fetch-site"];
  if (method === "GET" || method === "HEAD") {
    // The page's files may be asked for from anywhere (a link in a chat); data may not.
    const isData = url.startsWith("/api/") || url.startsWith("/console.json");
    return isData && site !== undefined && site !== "same-origin" && site !== "none"
      ? refused(403, "Data of this console is for its own page only.")
      : undefined;
  }
  const sameOrigin = site === undefined ? headers.origin === `http://${host}` : site === "same-origin";
  if (!sameOrigin)
    return refused(
      403,
      `${method} needs proof that it comes from this console's own page: Sec-Fetch-Site: same-origin, or Origin: http://${host}.`,
    );
  if (headers[CONSOLE_HEADER] === undefined)
    return refused(403, `${method} needs the header ${CONSOLE_HEADER}.`);
  if (rules.readOnly)
    return {
      status: 403,
      message: "This console is read-only (SANDBAR_READ_ONLY).",
      errorCode: proxyErrorCodes.readOnly,
    };
  return undefined;
}

const refused = (status: number, message: string): Refusal => ({
  status,
  message,
  errorCode: proxyErrorCodes.refused,
});
