import type { IncomingMessage } from "node:http";
import { fail, ok, type Result } from "#contract/result.ts";
import { refuse, type Reply } from "./reply.ts";

/** A client that sends on after its refusal is listened to this far, so that it gets to read the refusal. */
const DRAINED_BYTES = 16 * 1024 * 1024;

/**
 * Reads a request's JSON body of at most `limitBytes`; an empty one gives `undefined`. The failure is the reply to send: 413, or 400
 * for bytes that are not UTF-8 or not JSON. A client that leaves midway rejects the promise.
 */
export async function readBody(
  request: IncomingMessage,
  limitBytes: number,
): Promise<Result<unknown, Reply>> {
  const tooLarge = fail(refuse(413, `The body is larger than ${limitBytes} bytes`, { connection: "close" }));
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size <= limitBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > DRAINED_BYTES) return tooLarge;
  }
  if (size > limitBytes) return tooLarge;
  if (size === 0) return ok(undefined);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
    const body: unknown = JSON.parse(text);
    return ok(body);
  } catch {
    // The parser's words quote the body, which may hold secrets.
    return fail(refuse(400, "The body is not valid JSON"));
  }
}
