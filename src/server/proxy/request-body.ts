import type { IncomingMessage } from "node:http";
import { fail, ok, type Result } from "#contract/result.ts";
import { proxyErrorCodes } from "#contract/failure.ts";
import type { Refusal } from "../reply.ts";

/** The largest request body that is forwarded. */
export const REQUEST_MAX_BYTES = 1024 * 1024;

/**
 * Reads a request's body whole: empty, or JSON of at most {@link REQUEST_MAX_BYTES}. A request without one costs nothing.
 * @param done is not called when the browser goes away before the end: there is nobody left to answer
 */
export function readRequestBody(
  request: IncomingMessage,
  done: (body: Result<Buffer | undefined, Refusal>) => void,
): void {
  const { headers } = request;
  const announced = Number(headers["content-length"] ?? 0);
  if (announced === 0 && headers["transfer-encoding"] === undefined) return done(ok(undefined));
  if (request.method === "GET") return done(refused(400, "A GET has no body."));
  if (announced > REQUEST_MAX_BYTES) return done(tooLarge);
  if (!/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? ""))
    return done(refused(415, "A body must be application/json."));

  const chunks: Buffer[] = [];
  let length = 0;
  request.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= REQUEST_MAX_BYTES) return void chunks.push(chunk);
    request.removeAllListeners("data").removeAllListeners("end");
    done(tooLarge);
  });
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    if (body.length === 0) return done(ok(undefined));
    try {
      JSON.parse(body.toString());
    } catch {
      return done(refused(400, "The body is not JSON."));
    }
    done(ok(body));
  });
}

const refused = (status: number, message: string) =>
  fail({ status, message, errorCode: proxyErrorCodes.refused, headers: ["connection", "close"] });
const tooLarge = refused(413, `The body is larger than ${REQUEST_MAX_BYTES} bytes.`);
