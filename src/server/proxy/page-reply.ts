import { fail, ok, type Result } from "#contract/result.ts";
import { proxyErrorCodes } from "#contract/failure.ts";
import { envelopeBody, jsonHeaders, type FlatHeaders } from "../reply.ts";
import type { PassedBodies } from "./passed-bodies.ts";
import { isPlainList } from "./plain-list.ts";
import { passedHeaders, type ReplyHeaders } from "./reply-headers.ts";
import type { Route } from "./route.ts";
import { removeTokens } from "./tokens.ts";

/** A whole reply of an upstream. */
export interface UpstreamReply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly body: Buffer;
}

/** What the browser gets. */
export interface PageReply {
  readonly status: number;
  readonly headers: FlatHeaders;
  /** Absent with 204. */
  readonly body?: Buffer;
}

/** What a reply is held against. */
export interface ReplyRules {
  readonly route: Route;
  /** Takes the key we sent out of a text: it must not come back. */
  readonly withoutKey: (text: string) => string;
  /** Bodies that passed before, from the same upstream. */
  readonly passed: PassedBodies;
}

/**
 * What becomes of a reply of the `json` class, once it is there whole (contract 9.5, 9.6): the bytes that came when they are what
 * they should be, without in-sandbox tokens; the upstream's own words for an error; else an envelope that says what came instead.
 */
export function pageReply({ route, withoutKey, passed }: ReplyRules, reply: UpstreamReply): PageReply {
  const { status, body } = reply;
  const refusal = headRefusal(reply);
  if (refusal !== undefined) return badReply(refusal);
  const kept = passedHeaders(reply.headers);
  if (!kept.ok) return badReply(`Its reply ${kept.error}.`);
  const headers = [...jsonHeaders, ...kept.value.map(withoutKey)];

  if (status >= 400) return { status, headers, body: errorBody(reply, withoutKey) };
  if (status === 204 && body.length === 0)
    return route.success.includes(204)
      ? { status, headers: ["cache-control", "no-store"] }
      : badReply("It answered 204, which has no content, where content was asked for.");
  if (passed.has(body)) return { status, headers, body };
  const checked = checkedBody(body, withoutKey);
  if (!checked.ok) return badReply(`It answered ${status} with ${checked.error ?? nameOf(reply)}.`);
  if (checked.value === body) passed.add(body);
  return { status, headers, body: checked.value };
}

/** A body that is JSON, without our key and without tokens; the very one that came when it holds neither. */
function checkedBody(body: Buffer, withoutKey: ReplyRules["withoutKey"]): Result<Buffer, string | undefined> {
  const text = body.toString("latin1");
  const clean = withoutKey(text);
  const bytes = clean === text ? body : Buffer.from(clean, "latin1");
  if (isPlainList(clean)) return ok(bytes);
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return ok(removeTokens(value) ? Buffer.from(JSON.stringify(value)) : bytes);
  } catch (error) {
    return fail(error instanceof RangeError ? "JSON that is nested too deeply" : undefined);
  }
}

/** Why a reply cannot be passed on whatever its body, judged by status and headers; this goes for streams too. */
export function headRefusal({
  status,
  headers,
}: Pick<UpstreamReply, "status" | "headers">): string | undefined {
  if (status >= 300 && status < 400)
    return `It answered with a redirect (${status}), which is never followed: the key would go with it. Check the API's URL.`;
  if (status < 200 || status > 599) return `It answered with status ${status}, which means nothing here.`;
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity")
    return `Its reply is encoded (${JSON.stringify(encoding)}) though that was not asked for.`;
  return undefined;
}

/** A 502 of ours. `sentence` is about the upstream: "It …" or "Its reply …". */
export function badReply(sentence: string): PageReply {
  const message = `The upstream did not answer as an API. ${sentence}`;
  return { status: 502, headers: jsonHeaders, body: envelopeBody(502, message, proxyErrorCodes.badReply) };
}

/** An envelope with the upstream's status and words; `code` is the status, whatever it sent, and it cannot speak in our name. */
function errorBody(reply: UpstreamReply, withoutKey: ReplyRules["withoutKey"]): Buffer {
  const said = parsed(reply.body.toString());
  const words = wordsOf(said);
  const code = said?.["error_code"];
  const isTheirs = typeof code === "string" && !code.startsWith("sandbar_");
  return envelopeBody(
    reply.status,
    withoutKey(words ?? `The upstream answered ${reply.status} with ${nameOf(reply)}.`),
    isTheirs ? withoutKey(code) : undefined,
  );
}

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null;

const isWords = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Why, in the upstream's words: the contract's `message`, or what gateways in front of it use. */
function wordsOf(said: JsonObject | undefined): string | undefined {
  const nested = isObject(said?.["error"]) ? said["error"]["message"] : undefined;
  return [said?.["message"], said?.["error"], nested].find(isWords);
}

function nameOf({ status, headers, body }: UpstreamReply): string {
  if (body.length === 0) return "an empty body";
  const type = typeof headers["content-type"] === "string" ? headers["content-type"] : "";
  if (/html/i.test(type) || /^\s*</.test(body.toString("latin1", 0, 64))) return "an HTML page";
  if (!/json/i.test(type)) return "something that is not JSON";
  return status < 300 ? "JSON that is cut off or broken" : "JSON that does not say why";
}
